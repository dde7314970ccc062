#!/usr/bin/env python3
"""The report as a page: what it holds, by its source and in a browser.

    page.py PROGRAM CACHE
"""
import html
import html.parser
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
sys.path[:0] = [str(HERE), str(HERE.parent)]
import consumers  # noqa: E402
import drafts  # noqa: E402
from tap import Tap, analyze, run  # noqa: E402

ROOT = HERE.parents[1]
PARTS = ROOT / 'plugin' / 'present' / 'html'
PACKAGES = ['playwright-core@1.55.0', 'axe-core@4.10.3']
TIMES = 6  # a page weighs at most so many times its draft
VOID = {'meta', 'br'}
SHAPES = ('rect', 'circle', 'line')
KNOWN = {'html', 'head', 'meta', 'title', 'style', 'body', 'main', 'article', 'header', 'section', 'div', 'h1', 'h2', 'h3', 'p',
         'span', 'b', 'i', 'u', 'bdi', 'a', 'svg', 'rect', 'text', 'circle', 'line', 'table', 'tr', 'th', 'td', 'ul', 'ol', 'li', 'details', 'summary',
         'dl', 'dt', 'dd', 'code', 'small', 'pre', 'del', 'ins', 'footer', 'script'}
ATTRIBUTES = {'lang', 'charset', 'name', 'content', 'http-equiv', 'class', 'id', 'href', 'aria-label', 'aria-hidden', 'role', 'data-s', 'data-l', 'scope', 'width', 'height', 'x', 'y', 'cx', 'cy', 'r', 'x1', 'x2', 'y1', 'y2'}


class Page(html.parser.HTMLParser):
    """The text of the draft, the ids and links of a page, and what is wrong with it."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.problems, self.rows = [], [], [], [], []
        self.feed(text)
        if self.open:
            self.problems.append(f'never closed: {self.open}')

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag not in KNOWN or set(told) - ATTRIBUTES:
            self.problems.append(f'unknown: <{tag} {told}>')
        if 'id' in told:
            self.ids.append(told['id'])
        if 'href' in told:
            self.links.append(told['href'])
        if tag not in VOID and tag not in SHAPES:
            self.open.append((tag, told.get('class') or ''))

    def handle_endtag(self, tag):
        if tag in SHAPES:
            return
        if tag in ('p', 'h3', 'pre'):
            self.rows.append(' ')
        if not self.open or self.open.pop()[0] != tag:
            self.problems.append(f'</{tag}> out of turn')

    def handle_data(self, data):
        classes = [c for _, names in self.open for c in names.split()]
        if 'r' in classes and not {'n', 'f', 't'} & set(classes):
            self.rows.append(data)

    def links_nowhere(self):
        return sorted({link for link in self.links if link[:1] != '#' or link[1:] not in self.ids})[:5]


def page_of(program, *paths):
    return run(program, ['report', '--format', 'html', *paths]).decode('utf-8')


def words(text):
    return re.findall(r'\w+', text)


def named(draft):
    """The draft as the page shows it: what turns the direction of writing is named."""
    return re.sub('[\u202a-\u202e\u2066-\u2069]', lambda m: f'U+{ord(m[0]):04X}', draft)


def check_source(tap, name, text, draft):
    page = Page(text)
    twice = sorted({i for i in page.ids if page.ids.count(i) > 1}) if len(page.ids) < 5000 else []
    tap.check(f'{name}: well formed, of known parts only', page.problems[:5])
    tap.check(f'{name}: every link leads somewhere, nothing has two places', page.links_nowhere() + twice[:5])
    missing = words(named(draft))
    shown = words(''.join(page.rows))
    tap.check(f'{name}: the whole draft stands in it', [] if shown == missing else
              [f'{len(shown)} words of {len(missing)}'] + [f'{a} for {b}' for a, b in zip(shown, missing) if a != b][:1])


def check_every(tap, program):
    """The same for every draft at hand and for what fuzzers begin with, told in one result."""
    tests, problems, count = HERE.parent, [], 0
    for folder in ('drafts', 'fuzz/seeds/analyze_plain', 'fuzz/seeds/analyze_markdown'):
        for path in sorted(p for p in (tests / folder).iterdir() if p.is_file()):
            form = 'markdown' if 'markdown' in folder or path.suffix == '.md' else 'plain'
            text = run(program, ['report', '--format', 'html', '--input', form, path], good=(0, 3)).decode('utf-8')
            if not text:
                continue  # not UTF-8
            page, count = Page(text), count + 1
            told = page.problems + page.links_nowhere()
            if words(''.join(page.rows)) != words(named(path.read_bytes().decode('utf-8'))):
                told.append('words are lost')
            problems += [f'{path.name}: {t}' for t in told]
    tap.check('every draft stands on its page, well formed', problems[:5] if count > 30 else [f'only {count} drafts'])


def check_fixes(tap, program, path):
    """Every fix of a finding that is shown stands beside it."""
    shown = [f for f in analyze(program, path)['findings'] if f['severity'] != 'hint' and not f['waived']]
    edits = [html.escape(e['text']) for f in shown for e in (f['fix'] or {'edits': []})['edits']]
    page = page_of(program, path)
    tap.check('fixes stand beside what they mend', [] if page.count('<ins>') == len(edits) and all(
        f'<ins><bdi>{e}</bdi></ins>' in page for e in edits) else edits[:5] + [f'{page.count("<ins>")} for {len(edits)}'])


def long_draft():
    """Some 20,000 words of the drafts at hand."""
    texts = [p.read_text(encoding='utf-8') for p in sorted((ROOT / 'tests' / 'drafts').glob('*.txt'))]
    text = '\n\n'.join(texts)
    return '\n\n'.join([text] * (20000 // len(text.split()) + 1))


def check_weight(tap, program, folder):
    draft = long_draft()
    (folder / 'long.txt').write_text(draft, encoding='utf-8')
    text = page_of(program, folder / 'long.txt')
    (folder / 'long.html').write_text(text, encoding='utf-8')
    weight, of = len(text.encode()), len(draft.encode())
    tap.check(f'a page of {len(draft.split())} words weighs at most {TIMES} times the draft',
              [f'{weight} bytes, {weight / of:.2f} times {of}'] if weight > TIMES * of else [])
    print(f'# {weight / of:.2f} times')


class Repository:
    """A repository of one draft, made with the real git program, in which nothing of the user's is known."""

    def __init__(self, folder):
        self.folder, self.count = folder, 0
        folder.mkdir()
        self.git('init', '-q', '.')

    def git(self, *words):
        when = f'2026-10-{1 + self.count:02} 12:00:00 +0000'
        names = {f'GIT_{who}_{what}': value for who in ('AUTHOR', 'COMMITTER')
                 for what, value in (('NAME', 'A Reporter'), ('EMAIL', 'reporter@example.org'), ('DATE', when))}
        environment = {k: v for k, v in os.environ.items() if not k.startswith('GIT_')}
        environment |= {**names, 'GIT_CONFIG_NOSYSTEM': '1', 'GIT_CONFIG_GLOBAL': '/dev/null'}
        subprocess.run(['git', *words], cwd=self.folder, check=True, capture_output=True, env=environment)

    def commit(self, name, text, subject):
        (self.folder / name).write_text(text, encoding='utf-8', errors='surrogateescape')
        self.git('add', '-A')
        self.git('commit', '-q', '-m', subject)
        self.count = self.count % 27 + 1


SCRIPT = '<script>alert(1)</script>'
EARLIER = '<b>first.txt'  # what the draft was called before


def past_of(text):
    """The section of the history, "" where there is none, and the cells of its table."""
    section = re.search(r'<section class="past">.*?</section>', text, re.S)
    section = section[0] if section else ''
    rows = [re.findall(r'<t[hd][^>]*>(.*?)</t[hd]>', row) for row in re.findall(r'<tr>(.*?)</tr>', section)]
    return section, rows[1:]


def check_past(tap, program, folder):
    """Three commits, a renaming, and what others could write into a repository."""
    repo = Repository(folder / 'past')
    draft = repo.folder / 'draft.txt'
    repo.commit(EARLIER, drafts.ORDINARY, 'First version')
    repo.commit(EARLIER, drafts.ORDINARY.replace('Sources said', 'Tom Baker said'), SCRIPT)
    repo.git('mv', EARLIER, draft.name)
    repo.commit(draft.name, drafts.PLAIN + drafts.ORDINARY, 'Named \u202eagain & <i>')
    page = page_of(program, draft)
    (folder / 'past.html').write_text(page, encoding='utf-8')
    check_source(tap, 'a draft with a history', page, drafts.PLAIN + drafts.ORDINARY)
    told = json.loads(run(program, ['history', '--format', 'json', draft]))['versions']
    section, rows = past_of(page)
    says = [[v['date'][:10], str(v['score']), str(v['sources']['unnamed']), str(sum(v['findings'].values())),
             v['commit'][:8]] for v in told]
    tap.check('its history is the one that onrecord history tells, the newest first',
              [] if [r[:4] + [re.search('<code>(.*?)</code>', r[4])[1]] for r in rows] == says and len(rows) == 3
              else [rows, says])
    at = [float(x) for x in re.findall('<circle cx="(.*?)%"', section)]
    tap.check('the line goes from the oldest at the left to the newest at the right',
              [] if at == [0, 50, 100] and section.count('<line x1') == 2 else [section])
    tap.check('subjects and names of files are text',
              [f'{part} as it is' for part in (SCRIPT, EARLIER, '<i>', '\u202e') if part in section] +
              [f'no {part}' for part in (SCRIPT, EARLIER, '<U+202E>', '& <i>') if html.escape(part) not in section])
    check_absent(tap, program, folder, repo, draft)
    for i in range(50):
        repo.commit(draft.name, drafts.ORDINARY + f'\nThe council met {i} times.\n', f'Count {i}')
    section, rows = past_of(page_of(program, draft))
    tap.check('of many versions the last 50 are shown', [] if len(rows) == 50 and 'The last 50 versions' in section and
              'Count 49' in rows[0][4] and 'Count 0<' in rows[49][4] else [len(rows), rows[:1], rows[-1:]])
    repo.commit('plain.txt', drafts.PLAIN, 'Nobody speaks')
    section = past_of(page_of(program, repo.folder / 'plain.txt'))[0]
    tap.check('without any score nothing is drawn', [] if '1 version, none with a score.' in section and '<svg' not in section
              else [section])
    for text in (drafts.PLAIN, 'The caf\udce9, officials said.\n', drafts.ORDINARY):
        repo.commit(draft.name, text, 'Change')
    section, rows = past_of(page_of(program, draft))
    tap.check('a version without a score, and one that is no text, leave a gap and are told',
              [] if [r[1:4] for r in rows[1:3]] == [['not read', '–', '–'], ['none', '0', '0']] and
              section.count('<circle') == 48 and section.count('<line x1') == 46 else [rows[:4], section[:3000]])


def page_run(program, path, environment, cwd):
    return subprocess.run([program, 'report', '--format', 'html', path], input=drafts.ORDINARY, cwd=cwd, check=False,
                          capture_output=True, encoding='utf-8', env={**os.environ, **environment})


def check_absent(tap, program, folder, repo, draft):
    """Where git has nothing of a draft the page is without a history, and that is no error."""
    untracked = repo.folder / 'untracked.txt'
    empty = Repository(folder / 'empty').folder / 'draft.txt'
    for path in (untracked, empty):
        path.write_text(drafts.ORDINARY, encoding='utf-8')
    cases = [(path, {}) for path in (untracked, empty, folder / 'ordinary.txt')]
    problems = []
    for path, environment in [*cases, (draft, {'ONRECORD_GIT_MODULE': '/nowhere.so'}), ('-', {})]:
        done = page_run(program, path, environment, repo.folder)
        if done.returncode or done.stderr or '</html>' not in done.stdout or past_of(done.stdout)[0]:
            problems.append(f'{path} {environment}: {done.returncode} {done.stderr}')
    tap.check('no repository, no commit of the file, no module: a page without a history', problems)
    (empty.parent / '.git' / 'config').write_text('[core]\n\trepositoryformatversion = 99\n')
    broken = page_run(program, empty, {}, repo.folder)
    tap.check('a repository that cannot be read is told, and the page comes without',
              [] if broken.returncode == 0 and 'without its history' in broken.stderr and '</html>' in broken.stdout
              else [broken.stderr])


def check_browser(tap, folder, cache):
    browser = consumers.chromium()
    out = json.loads(consumers.node(cache, PACKAGES, HERE / 'page.mjs', browser, folder))
    for name, problems in out['told'].items():
        tap.check(name, problems)
    print(f'# the long page opened in {out["opened"]} ms, {out["work"]} ms of it its own work')


def main(program, cache):
    tap = Tap()
    program, cache = pathlib.Path(program).resolve(), pathlib.Path(cache).resolve()
    with tempfile.TemporaryDirectory(prefix='onrecord-page-') as name:
        folder = pathlib.Path(name)
        os.environ['XDG_CACHE_HOME'] = str(folder / 'cache')  # nobody's own is written to
        for stem, ending, text in (('ordinary', 'txt', drafts.ORDINARY), ('hostile', 'md', drafts.HOSTILE),
                                   ('plain', 'txt', drafts.PLAIN)):
            path = folder / f'{stem}.{ending}'
            path.write_text(text, encoding='utf-8')
            page = page_of(program, path).replace(str(folder) + '/', '')
            (folder / f'{stem}.html').write_text(page, encoding='utf-8')
            check_source(tap, stem, page, text)
        check_every(tap, program)
        check_fixes(tap, program, folder / 'ordinary.txt')
        several = page_of(program, folder / 'ordinary.txt', folder / 'plain.txt', folder / 'hostile.md')
        (folder / 'several.html').write_text(several.replace(str(folder) + '/', ''), encoding='utf-8')
        page = Page(several)
        tap.check('several drafts on one page do not get in each other’s way', page.problems + page.links_nowhere() +
                  ([] if len(set(page.ids)) == len(page.ids) else ['an id twice']))
        for part in ('page.css', 'page.js'):
            tap.check(f'{part} is in it as it is', [] if (PARTS / part).read_text(encoding='utf-8') in several else ['not'])
        check_weight(tap, program, folder)
        if shutil.which('git'):
            check_past(tap, program, folder)
        else:
            tap.skip('the history of a draft', 'there is no git; apt-get install git brings it')
        try:
            check_browser(tap, folder, cache)
        except consumers.Missing as missing:
            tap.skip('the page in a browser', str(missing))
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:3]))
