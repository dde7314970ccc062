#!/usr/bin/env python3
"""The library as others use it: installed, from C and from Python, as core/doc/library.md prints it.

    library.py PROGRAM BUILD SANITIZERS
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]
from tap import Tap, analyze  # noqa: E402

ROOT = HERE.parents[1]
HEADER = ROOT / 'core' / 'include' / 'onrecord.h'
DOC = (ROOT / 'core' / 'doc' / 'library.md').read_text(encoding='utf-8')
DRAFTS = [ROOT / 'tests' / 'drafts' / n for n in ('budget-aides.txt', 'ferry-timetable.md', 'port-merger.txt')]

# Run with the binding: the layout of every struct, and what is found in drafts, as JSON.
ASK = '''
import ctypes, json, sys, onrecord
h = onrecord._header
layout = {n: [ctypes.sizeof(s), *(getattr(s, m).offset for m, _ in s._fields_)] for n, s in h.structs.items()}
def told(path):
    d = onrecord.analyze(open(path, 'rb').read(), format='markdown' if path.endswith('.md') else 'plain')
    return {'score': [d.score.value, d.score.band, [[x.rule, round(x.points, 2)] for x in d.score.deductions]],
            'attributions': [[a.content, a.cue, a.source, a.mode, a.nested, a.source_index, round(a.score.value, 2)]
                             for a in d.attributions] +
                            [[a.content, a.cue, a.source, a.mode, a.nested, None, 100] for a in
                             (n.record for n in d.nested_attributions)],
            'sources': [[s.class_, s.kind, s.mentions, s.attributions, round(s.score.value, 2)] for s in d.sources],
            'requests': [[d.text(r.who), r.outcome, r.span] for r in d.comment_requests],
            'findings': [[f.rule, f.severity, f.span, f.message, f.source, [[r.span, r.message] for r in f.related]]
                         for f in d.findings if f.severity != 'off']}
try:
    onrecord.analyze(b'ab\\xff')
except onrecord.Error as e:
    wrong = [e.code, e.offset]
print(json.dumps([layout, [told(p) for p in sys.argv[1:]], wrong]))
'''


class House:
    """The library installed in a folder of its own, and an environment in which it is found."""

    def __init__(self, folder, build, sanitizers):
        self.folder, self.stage = folder, folder / 'stage'
        subprocess.run(['meson', 'install', '-C', build, '--no-rebuild', '--quiet', '--destdir', str(self.stage)], check=True,
                       capture_output=True, text=True)
        self.pc = next(self.stage.rglob('onrecord.pc'))
        library = self.pc.parents[1]
        self.work = folder / 'work'
        self.work.mkdir()
        for name in ('core', 'plugin', 'tests'):
            (self.work / name).symlink_to(ROOT / name)
        self.environment = {**os.environ, 'PKG_CONFIG_PATH': str(self.pc.parent), 'PKG_CONFIG_SYSROOT_DIR': str(self.stage),
                            'LD_LIBRARY_PATH': str(library), 'ONRECORD_LIBRARY': str(library / 'libonrecord.so'),
                            'ONRECORD_HEADER': str(next(self.stage.rglob('onrecord.h'))), 'PYTHONPATH': str(ROOT / 'plugin/python'),
                            'PYTHONDONTWRITEBYTECODE': '1'}
        if sanitizers != 'none':
            self.wrap(sanitizers)

    def wrap(self, sanitizers):
        """What is built with sanitizers is linked and loaded with them; Python's own leaks are Python's."""
        tools = self.folder / 'tools'
        tools.mkdir()
        runtime = subprocess.run(['cc', '-print-file-name=libasan.so'], capture_output=True, text=True).stdout.strip()
        for name, script in (('cc', f'exec {shutil.which("cc")} -fsanitize={sanitizers} "$@"'),
                             ('python3', f'LD_PRELOAD={runtime} ASAN_OPTIONS=detect_leaks=0 exec {sys.executable} "$@"')):
            (tools / name).write_text(f'#!/bin/sh\n{script}\n')
            (tools / name).chmod(0o755)
        self.environment['PATH'] = f'{tools}:{os.environ["PATH"]}'

    def run(self, *command, stdin=''):
        return subprocess.run([str(c) for c in command], input=stdin, capture_output=True, text=True, cwd=self.work,
                              env=self.environment, timeout=300)


def blocks(language):
    return re.findall(rf'^```{language}\n(.*?)^```', DOC, re.M | re.S)


def problems_of(result, pattern):
    if result.returncode or not re.search(pattern, result.stdout, re.M):
        return [f'exit status {result.returncode}', result.stdout[-500:], result.stderr[-1500:]]
    return []


def check_doc(tap, house):
    example = (ROOT / 'core' / 'doc' / 'examples' / 'who-says.c').read_text(encoding='utf-8')
    tap.check('the C example is printed as it is, in 40 lines', [] if blocks('c') == [example] and example.count('\n') <= 40 else
              [f'{example.count(chr(10))} lines, or another text'])
    shells = blocks('sh')
    tap.check('the C example runs as printed', problems_of(house.run('sh', '-eu', '-c', shells[0]), r'^sourcing \d+ of 100$'))
    tap.check('the survey in Python runs as printed', problems_of(house.run('sh', '-eu', '-c', shells[1]), r'^2 drafts, \d+ of 100'))
    python = blocks('python')[0]
    tap.check('the Python of the page runs as printed', problems_of(house.run('python3', '-c', python), r'^warning [\w-]+ '))


def layout_by_compiler(house):
    """Sizes and offsets of every struct as the C compiler has them."""
    text = re.sub(r'/\*.*?\*/', '', HEADER.read_text(encoding='utf-8'), flags=re.S)
    lines = ['#include <onrecord.h>', '#include <stddef.h>', '#include <stdio.h>', 'int main(void) { printf("{\\"\\": []");']
    for name, body in re.findall(r'^struct (\w+) \{(.*?)^\};', text, re.M | re.S):
        members = re.findall(r'(\w+)(?:\[\w+\])?;', body)
        lines.append(f'printf(", \\"{name}\\": [%zu", sizeof(struct {name}));')
        lines += [f'printf(", %zu", offsetof(struct {name}, {m}));' for m in members]
        lines.append('printf("]");')
    (house.folder / 'layout.c').write_text('\n'.join([*lines, 'puts("}"); return 0; }']))
    built = house.run('cc', '-I', HEADER.parent, house.folder / 'layout.c', '-o', house.folder / 'layout')
    return json.loads(house.run(house.folder / 'layout').stdout) if built.returncode == 0 else {'cc': built.stderr[-500:]}


def wanted(program, path):
    d = analyze(program, path)
    rounded = [[x['rule'], x['points']] for x in d['score']['deductions']]
    text = path.read_bytes()
    return {'score': [d['score']['value'], d['score']['band'], rounded],
            'attributions': [[a['content'], a['cue'], a['source'], a['mode'], a['nested'], a['source_id'], a['score']]
                             for a in d['attributions']],
            'sources': [[s['class'], s['kind'], s['mentions'], s['attributions'], s['score']] for s in d['sources']],
            'requests': [[r['who'], r['outcome'], r['span']] for r in d['comment_requests']],
            'findings': [[f['rule'], f['severity'], f['span'], f['message'], f['source_id'],
                          [[r['span'], r['message']] for r in f['related']]] for f in d['findings']]} if text else {}


def check_binding(tap, house, program):
    out = house.run('python3', '-c', ASK, *DRAFTS)
    if out.returncode:
        tap.check('the binding works', [out.stderr[-2000:]])
        return
    layout, found, wrong = json.loads(out.stdout)
    want = layout_by_compiler(house)
    want.pop('', None)
    tap.check('the binding lays out every struct as the compiler does',
              [f'{n}: {layout.get(n)} for {want[n]}' for n in want if layout.get(n) != want[n]] or
              ([] if len(want) > 15 else [f'{len(want)} structs are found']))
    for path, draft in zip(DRAFTS, found):
        expected = wanted(program, path)
        tap.check(f'the binding finds what the program finds: {path.name}',
                  [f'{k}: {str(draft[k])[:300]} for {str(expected[k])[:300]}' for k in expected if draft[k] != expected[k]])
    tap.check('what cannot be analyzed raises', [] if wrong == ['encoding', 2] else [wrong])


def check_pages(tap, house, program):
    man = shutil.which('man')
    if not man or not shutil.which('groff'):
        tap.skip('manual pages', 'man-db or groff is not there')
        return
    helps = subprocess.run([program, 'help'], capture_output=True, text=True).stdout
    commands = re.findall(r'^  (\w+) ', helps.split('Commands')[1].split('Options')[0], re.M)
    options = {o for c in commands for o in re.findall(r'--[\w-]+', subprocess.run(
        [program, 'help', c], capture_output=True, text=True).stdout)}
    functions = set(re.findall(r'\b(onr_\w+)\(', re.sub(r'/\*.*?\*/', '', HEADER.read_text(encoding='utf-8'), flags=re.S)))
    for section, words in ((1, {f'onrecord {c}' for c in commands} | options), (3, functions)):
        page = next(house.stage.rglob(f'onrecord.{section}'))
        shown = subprocess.run([man, '--warnings', '-l', str(page)], capture_output=True, text=True,
                               env={**os.environ, 'MANWIDTH': '140', 'LC_ALL': 'C.UTF-8', 'MAN_KEEP_FORMATTING': ''})
        text = re.sub('.\b', '', shown.stdout)
        tap.check(f'onrecord({section}) tells of all there is', sorted(w for w in words if w not in text) +
                  shown.stderr.splitlines()[:3] + ([] if len(words) > 10 else ['nothing was looked for']))


def main(program, build, sanitizers):
    tap = Tap()
    program = pathlib.Path(program).resolve()
    with tempfile.TemporaryDirectory(prefix='onrecord-library-') as folder:
        house = House(pathlib.Path(folder), build, sanitizers)
        pc = house.run('pkg-config', '--modversion', 'onrecord')
        version = re.search(r'ONR_VERSION "(.*?)"', HEADER.read_text(encoding='utf-8')).group(1)
        tap.check('pkg-config knows it, in the version of the header', [] if pc.stdout.strip() == version else [pc.stdout, pc.stderr])
        check_doc(tap, house)
        check_binding(tap, house, program)
        check_pages(tap, house, program)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:4]))
