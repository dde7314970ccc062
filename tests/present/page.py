#!/usr/bin/env python3
"""The report as a page: what it holds, by its source and in a browser.

    page.py PROGRAM CACHE
"""
import html
import html.parser
import json
import pathlib
import re
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
KNOWN = {'html', 'head', 'meta', 'title', 'style', 'body', 'main', 'article', 'header', 'section', 'div', 'h1', 'h2', 'h3', 'p',
         'span', 'b', 'i', 'u', 'bdi', 'a', 'svg', 'rect', 'text', 'circle', 'table', 'tr', 'th', 'td', 'ul', 'ol', 'li', 'details', 'summary',
         'dl', 'dt', 'dd', 'code', 'small', 'pre', 'del', 'ins', 'footer', 'script'}
ATTRIBUTES = {'lang', 'charset', 'name', 'content', 'http-equiv', 'class', 'id', 'href', 'aria-label', 'aria-hidden', 'role', 'data-s', 'data-l', 'scope', 'width', 'height', 'x', 'y', 'cx', 'cy', 'r'}


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
        if tag not in VOID and tag not in ('rect', 'circle'):
            self.open.append((tag, told.get('class') or ''))

    def handle_endtag(self, tag):
        if tag in ('rect', 'circle'):
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
        try:
            check_browser(tap, folder, cache)
        except consumers.Missing as missing:
            tap.skip('the page in a browser', str(missing))
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:3]))
