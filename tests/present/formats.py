#!/usr/bin/env python3
"""What `check` prints for machines, read back and held against the analysis, by us and by others.

    formats.py PROGRAM CACHE
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import textwrap
import urllib.parse
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import consumers  # noqa: E402
import drafts  # noqa: E402
from tap import ProgramFailed, Tap, run  # noqa: E402

PROGRAM, CACHE = (sys.argv + ['', ''])[1:3]
SCHEMA = '@microsoft/jest-sarif@1.0.0-beta.0'
LEVELS = {
    'sarif': {'error': 'error', 'warning': 'warning', 'info': 'note', 'hint': 'note'},
    'github': {'error': 'error', 'warning': 'warning', 'info': 'notice', 'hint': 'notice'},
    'gitlab': {'error': 'critical', 'warning': 'major', 'info': 'minor', 'hint': 'info'},
    'checkstyle': {'error': 'error', 'warning': 'warning', 'info': 'info', 'hint': 'info'},
    'rdjson': {'error': 'ERROR', 'warning': 'WARNING', 'info': 'INFO', 'hint': 'INFO'},
}


def lossy(name):
    """A name as JSON can hold it."""
    return os.fsencode(name).decode('utf-8', 'replace')


def plain(name):
    """A name as lines for people hold it: characters that steer a terminal are named."""
    text = re.sub(r'[\udc80-\udcff]', lambda m: '<%02X>' % (ord(m.group()) - 0xdc00), name)
    return re.sub('[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]', lambda m: '<U+%04X>' % ord(m.group()), text)


def position(data, offset):
    """Line, column in characters and column in bytes of an offset; a byte order mark is no column."""
    mark = 3 if data.startswith(b'\xef\xbb\xbf') else 0
    before = data[mark:offset]
    line = re.split(b'\r\n|\n|\r', before)
    return len(line), len(line[-1].decode('utf-8')) + 1, len(line[-1]) + 1


class Expected:
    """The findings of some drafts, from the analysis alone."""

    def __init__(self, names):
        found = json.loads(run(PROGRAM, ['analyze', '--format', 'json', *names]))
        self.findings = []
        for name, draft in zip(names, found):
            data = pathlib.Path(name).read_bytes()
            for f in draft['findings']:
                start, end = (position(data, f['span'][i]) for i in (0, 1))
                self.findings.append({'path': name, 'start': start, 'end': end, **f})

    def rows(self, name, level=None, byte=False):
        return [(name(f['path']), f['start'][0], f['start'][2 if byte else 1], f['rule'],
                 level[f['severity']] if level else f['severity'], f['message']) for f in self.findings]


def printed(form, names, *more):
    return run(PROGRAM, ['check', '--format', form, '--show', 'hint', *more, *names], good=(0, 1)).decode(
        'utf-8', 'surrogateescape')


def same(found, wanted):
    if found == wanted:
        return []
    return [f'found {f}\nwanted {w}' for f, w in zip(found, wanted) if f != w][:3] + [
        f'{len(found)} found, {len(wanted)} wanted']


def read_sarif(text):
    log = json.loads(text)
    rules = log['runs'][0]['tool']['driver']['rules']
    for result in log['runs'][0]['results']:
        place = result['locations'][0]['physicalLocation']
        uri = urllib.parse.unquote_to_bytes(place['artifactLocation']['uri'])
        rule = rules[result['ruleIndex']]
        assert rule['id'] == result['ruleId'] and rule['help']['text']
        yield (os.fsdecode(uri), place['region']['startLine'], place['region']['startColumn'], result['ruleId'],
               result['level'], result['message']['text'])


def unescape(text):
    return re.sub('%([0-9A-F]{2})', lambda m: chr(int(m.group(1), 16)), text)


def read_github(text):
    for line in text.splitlines():
        level, properties, message = re.fullmatch(r'::(\w+) (.*?)::(.*)', line).groups()
        told = dict(p.split('=', 1) for p in properties.split(','))
        yield (unescape(told['file']), int(told['line']), int(told.get('col', 0)), told['title'], level,
               unescape(message).split('\n')[0])


def read_gitlab(text):
    for issue in json.loads(text):
        assert re.fullmatch('[0-9a-f]{32}', issue['fingerprint'])
        yield (issue['location']['path'], issue['location']['lines']['begin'], 0, issue['check_name'],
               issue['severity'], issue['description'])


def read_checkstyle(text):
    for file in xml.fromstring(text.encode('utf-8')).iter('file'):
        for e in file.iter('error'):
            yield (file.get('name'), int(e.get('line')), int(e.get('column')),
                   e.get('source').removeprefix('onrecord.'), e.get('severity'), e.get('message'))


def read_rdjson(text):
    for d in json.loads(text)['diagnostics']:
        start = d['location']['range']['start']
        yield (d['location']['path'], start['line'], start['column'], d['code']['value'], d['severity'], d['message'])


def read_unix(text):
    for line in text.splitlines():
        path, row, column, message, severity, rule = re.fullmatch(
            r'(.*?):(\d+):(\d+): (.*) \[(\w+)/([\w-]+)\]', line).groups()
        yield path, int(row), int(column), rule, severity.lower(), message


def held(form, read, name, wanted, drop=None):
    found = list(read(printed(form, NAMES)))
    if drop is not None:  # a member the format does not have, or not for every finding
        found, wanted = ([r[:drop] + r[drop + 1:] for r in rows] for rows in (found, wanted))
    TAP.check(f'{form}: every finding with its place', same(found, wanted))


def check_all(expected):
    def rows(form, name, **options):
        return expected.rows(name, LEVELS.get(form), **options)
    held('sarif', read_sarif, str, rows('sarif', str))
    held('github', read_github, str, rows('github', str), drop=2)
    held('gitlab', read_gitlab, lossy, rows('gitlab', lossy), drop=2)
    held('checkstyle', read_checkstyle, lossy, rows('checkstyle', lossy))
    held('rdjson', read_rdjson, lossy, rows('rdjson', lossy, byte=True))
    held('unix', read_unix, plain, [(*r[:5], plain(r[5])) for r in rows('unix', plain)])


def check_fingerprints():
    def marks(name):
        log = json.loads(printed('sarif', [name]))
        return [r['partialFingerprints']['onrecord/v1'] for r in log['runs'][0]['results']]
    before = marks('ordinary.txt')
    later = '\n\n'.join(textwrap.fill(p, 60) for p in drafts.ORDINARY.split('\n\n'))
    later = later.replace('\n\nSources', '\n\nIt rained.\n\nSources')
    pathlib.Path('moved.txt').write_text(later, encoding='utf-8')
    TAP.check('fingerprints are each their own', [] if len(set(before)) == len(before) > 5 else before)
    TAP.check('fingerprints outlive moved and rewrapped lines', sorted(set(before) - set(marks('moved.txt'))))
    issues = [i['fingerprint'] for i in json.loads(printed('gitlab', NAMES))]
    TAP.check('gitlab: no fingerprint twice in a report', [] if len(set(issues)) == len(issues) else ['one is'])


def check_fixes(expected):
    results = json.loads(printed('sarif', NAMES))['runs'][0]['results']
    got = [[r['insertedContent']['text'] for r in f['fixes'][0]['artifactChanges'][0]['replacements']]
           if 'fixes' in f else [] for f in results]
    want = [[e['text'] for e in (f['fix'] or {'edits': []})['edits']] for f in expected.findings]
    TAP.check('sarif: fixes are those of the analysis', same(got, want))
    got = [[s['text'] for s in d.get('suggestions', [])] for d in json.loads(printed('rdjson', NAMES))['diagnostics']]
    TAP.check('rdjson: suggestions are the edits of the analysis', same(got, want))


def check_seeds():
    """Every format of the program takes every draft there is, and what fuzzers begin with."""
    tests = HERE.parent
    paths = [p for f in ('drafts', 'fuzz/seeds/analyze_plain', 'fuzz/seeds/analyze_markdown') for p in sorted((tests / f).iterdir())
             if p.is_file()]
    forms = re.findall(r'^  (\S+) ', run(PROGRAM, ['help', 'formats']).decode().split('\n\n')[0], re.M)
    readers = {'json': json.loads, 'sarif': json.loads, 'gitlab': json.loads, 'rdjson': json.loads,
               'jsonl': lambda t: [json.loads(line) for line in t.splitlines()],
               'checkstyle': lambda t: xml.fromstring(t.encode()), 'junit': lambda t: xml.fromstring(t.encode())}
    for form in forms:
        problems = []
        try:
            text = run(PROGRAM, ['report', '--show', 'hint', '--format', form, *paths], good=(0, 3)).decode('utf-8')
            readers.get(form, len)(text)
        except (ValueError, ProgramFailed, xml.ParseError) as error:
            problems.append(str(error)[:800])
        TAP.check(f'{form}: takes every draft', problems if len(paths) > 30 else ['there are hardly any'])


def check_quiet():
    for form in ('github', 'unix'):
        TAP.check(f'{form}: nothing is printed where there is nothing to raise',
                  [printed(form, ['plain.txt'])] if printed(form, ['plain.txt']) else [])


def by_schema():
    node, folder = consumers.npm_folder(CACHE, SCHEMA)
    schema = next(folder.glob('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0*.json'))
    python = consumers.python(CACHE, 'jsonschema')
    pathlib.Path('log.sarif').write_text(printed('sarif', NAMES), encoding='utf-8')
    script = ('import json, sys, jsonschema\nschema, log = (json.load(open(f)) for f in sys.argv[1:])\n'
              'kind = jsonschema.validators.validator_for(schema)\n'
              'for e in kind(schema).iter_errors(log): print(e.json_path, e.message[:200])')
    told = subprocess.run([python, '-c', script, schema, 'log.sarif'], capture_output=True, text=True)
    TAP.check('sarif: valid against the schema of 2.1.0', (told.stdout + told.stderr).splitlines()[:5])


def by_junitparser(expected):
    python = consumers.python(CACHE, 'junitparser')
    pathlib.Path('out.xml').write_text(printed('junit', NAMES + ['plain.txt'], '--fail-on', 'warning'),
                                       encoding='utf-8')
    script = ('import json, junitparser\nx = junitparser.JUnitXml.fromfile("out.xml")\n'
              'print(json.dumps([[s.name, s.tests, s.failures, [[c.name, c.classname, [r.type for r in c.result]]'
              ' for c in s]] for s in x]))')
    out = subprocess.run([python, '-c', script], capture_output=True, text=True)
    if out.returncode:
        TAP.check('junit: junitparser reads it', [out.stderr[-500:]])
        return
    got = [(path, *case) for path, _, _, cases in json.loads(out.stdout) for case in cases if path != 'plain.txt']
    want = [(lossy(f['path']), f"{f['rule']} at {f['start'][0]}:{f['start'][1]}", lossy(f['path']),
             [f['severity']] if f['severity'] in ('warning', 'error') else []) for f in expected.findings]
    TAP.check('junit: junitparser finds a case for each finding', same(got, want))
    TAP.check('junit: a draft with nothing to raise is a case that passes',
              same(json.loads(out.stdout)[-1], ['plain.txt', 1, 0, [['nothing to raise', 'plain.txt', []]]]))


def by_tap_parser(expected):
    script = ('import {Parser} from "tap-parser"\nlet text = ""\nfor await (const c of process.stdin) text += c\n'
              'const r = []\nconst p = new Parser({strict: true}, s => console.log(JSON.stringify({ok: s.ok, '
              'count: s.count, fail: s.fail, bad: s.failures.filter(f => f.tapError).length, r})))\n'
              'p.on("assert", a => r.push([a.ok, a.name, (a.diag || {findings: []}).findings]))\np.end(text)\n')
    text = printed('tap', NAMES + ['plain.txt'], '--fail-on', 'warning')
    got = json.loads(consumers.node(CACHE, ['tap-parser@18.3.4'], script, stdin=text.encode()))
    want = []
    for name in NAMES + ['plain.txt']:
        of = [f for f in expected.findings if f['path'] == name]
        want.append([not any(f['severity'] in ('warning', 'error') for f in of), plain(name),
                     [{'message': f['message'], 'severity': f['severity'], 'rule': f['rule'], 'line': f['start'][0],
                       'column': f['start'][1]} for f in of]])
    TAP.check('tap: tap-parser reads every finding, strictly', same(got['r'], want) + (['not strict'] * got['bad']))


def by_rdformat():
    script = ('import {RDFormatValidator} from "@umbrelladocs/rdformat-validator"\nimport fs from "fs"\n'
              'const r = await new RDFormatValidator({strictMode: true}).validateString(fs.readFileSync(0, "utf8"))\n'
              'console.log(JSON.stringify([r.valid, r.errors]))\n')
    got = json.loads(consumers.node(CACHE, ['@umbrelladocs/rdformat-validator@1.0.1'], script,
                                    stdin=printed('rdjson', NAMES).encode()))
    TAP.check('rdjson: valid to a validator of the format', [] if got[0] else [str(got[1])[:500]])


def by_danger(expected):
    script = ('import xml from "xml-js"\nimport {createRequire} from "module"\nimport fs from "fs"\n'
              'const parser = createRequire(import.meta.url)("danger-plugin-lint-report/dist/parse/checkstyle_parser.js")\n'
              'const report = xml.xml2js(fs.readFileSync(0, "utf8"))\n'
              'console.log(JSON.stringify(parser.parseCheckstyle(report, "/").map(v => [v.line, v.column, v.severity, v.message])))\n')
    got = json.loads(consumers.node(CACHE, ['danger-plugin-lint-report@1.8.1'], script,
                                    stdin=printed('checkstyle', ['ordinary.txt']).encode()))
    want = [[r[1], r[2], r[4], r[5]] for r in expected.rows(str, LEVELS['checkstyle']) if r[0] == 'ordinary.txt']
    TAP.check('checkstyle: a plugin of danger reads it', same(got, want))


def by_actions():
    script = ('import * as core from "@actions/core"\nimport fs from "fs"\n'
              'for (const [level, message, told] of JSON.parse(fs.readFileSync(0))) core[level](message, told)\n')
    pattern = re.compile(r'::(\w+) (.*?)::(.*)')

    def parts(text):
        return [(m[1], sorted(m[2].split(',')), m[3]) for m in map(pattern.fullmatch, text.splitlines())]
    ours = printed('github', ['a,b:c%#d.txt', 'ordinary.txt'])
    keys = {'file': 'file', 'line': 'startLine', 'endLine': 'endLine', 'col': 'startColumn',
            'endColumn': 'endColumn', 'title': 'title'}
    told = [[level, unescape(message), {keys[k]: unescape(v) for k, v in (p.split('=', 1) for p in properties)}]
            for level, properties, message in parts(ours)]
    theirs = consumers.node(CACHE, ['@actions/core@1.11.1'], script, stdin=json.dumps(told).encode())
    TAP.check("github: the words of GitHub's own toolkit", same(parts(ours), parts(theirs)))


def by_reviewdog(expected):
    reviewdog = consumers.program('reviewdog')
    names = [n for n in NAMES if os.fsencode(n) == lossy(n).encode()]
    for form, flag in (('rdjson', ['-f=rdjson']), ('checkstyle', ['-f=checkstyle']), ('sarif', ['-f=sarif']),
                       ('unix', ['-efm=%f:%l:%c: %m'])):
        text = printed(form, ['ordinary.txt'])
        out = subprocess.run([reviewdog, *flag, '-reporter=local', '-filter-mode=nofilter'], input=text,
                             capture_output=True, text=True)
        count = sum(f['path'] == 'ordinary.txt' for f in expected.findings)
        lines = [line for line in out.stdout.splitlines() if line.startswith('ordinary.txt:')]
        TAP.check(f'{form}: reviewdog reads it', [] if len(lines) == count else
                  [f'{len(lines)} of {count} of {names}', out.stderr[-300:]])


def by_vim(expected):
    vim = consumers.program('vim.basic', 'vim.nox', 'vim', 'vim.tiny', package='vim')
    pathlib.Path('out.unix').write_text(printed('unix', ['ordinary.txt']), encoding='utf-8')
    subprocess.run([vim, '-N', '-u', 'NONE', '-es', '-c', r'set efm=%f:%l:%c:\ %m', '-c', 'cgetfile out.unix', '-c',
                    'call writefile(map(getqflist(), {_, q -> bufname(q.bufnr) . ":" . q.lnum . ":" . q.col}), "q")',
                    '-c', 'qa!'], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    if not pathlib.Path('q').exists():
        raise consumers.Missing('this vim is built without quickfix lists')
    want = [f"ordinary.txt:{f['start'][0]}:{f['start'][1]}" for f in expected.findings if f['path'] == 'ordinary.txt']
    TAP.check('unix: vim makes a list of places of it', same(pathlib.Path('q').read_text().splitlines(), want))


def main():
    for name, text in [*zip(NAMES, drafts.TEXTS), ('plain.txt', drafts.PLAIN)]:
        pathlib.Path(name).write_bytes(text.encode('utf-8'))
    expected = Expected(NAMES)
    check_all(expected)
    check_fingerprints()
    check_fixes(expected)
    check_quiet()
    check_seeds()
    for what, check in (('sarif: its schema', by_schema), ('junit: junitparser', lambda: by_junitparser(expected)),
                        ('tap: tap-parser', lambda: by_tap_parser(expected)), ('rdjson: a validator', by_rdformat),
                        ('checkstyle: danger', lambda: by_danger(expected)), ('github: the toolkit', by_actions), ('reviewdog', lambda: by_reviewdog(expected)),
                        ('unix: vim', lambda: by_vim(expected))):
        try:
            check()
        except consumers.Missing as missing:
            TAP.skip(what, str(missing))
    return TAP.end()


if __name__ == '__main__':
    PROGRAM, CACHE = (str(pathlib.Path(p).resolve()) for p in (PROGRAM, CACHE))
    TAP, NAMES = Tap(), [os.fsdecode(n) for n in drafts.NAMES]
    with tempfile.TemporaryDirectory(prefix='onrecord-formats-') as work:
        os.chdir(work)
        status = main()
        os.chdir('/')
    sys.exit(status)
