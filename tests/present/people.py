#!/usr/bin/env python3
"""Markdown, tables and boxes: read back by readers of others, hostile drafts among them.

    people.py PROGRAM CACHE
"""
import csv
import html.parser
import io
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
from tap import Tap, run  # noqa: E402


class Tags(html.parser.HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), ''
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attributes}

    def handle_data(self, data):
        self.text += data


class Bench:
    def __init__(self, program, cache, folder):
        self.tap, self.program, self.cache = Tap(), program, cache
        self.paths = []
        for name, text in (('ordinary.txt', drafts.ORDINARY), ('hostile.md', drafts.HOSTILE), ('plain.txt', drafts.PLAIN)):
            path = folder / name
            path.write_text(text, encoding='utf-8')
            self.paths.append(path)
        self.found = json.loads(run(program, ['analyze', *self.paths]))
        self.texts = [p.read_bytes() for p in self.paths]

    def report(self, form, *paths):
        return run(self.program, ['report', '--format', form, *(paths or self.paths)]).decode('utf-8')

    def rows(self, form):
        text = self.report(form)
        self.tap.check(f'{form}: lines end as the standard has them', [] if text.count('\n') == text.count('\r\n') else ['no'])
        return list(csv.DictReader(io.StringIO(text, newline=''), strict=True))


def check_sources(bench):
    rows = bench.rows('csv')
    got = [(r['file'], int(r['source']), r['class'], r['kind'], int(r['attributions']), float(r['score'])) for r in rows]
    want = [(str(p), s['id'], s['class'], s['kind'], len(s['attributions']), s['score'])
            for p, d in zip(bench.paths, bench.found) for s in d['sources']]
    bench.tap.check('csv: a row for each source', [] if got == want else [f'{a} for {b}' for a, b in zip(got, want) if a != b])
    told = [r['reason'] for r in rows if r['class'] == 'unnamed']
    bench.tap.check('csv: why a source is unnamed', [] if told and told[0] == 'R2' else told)


def check_attributions(bench):
    rows = bench.rows('csv-attributions')
    got = [(r['file'], r['source'], r['mode'], r['cue']) for r in rows]
    want = [(str(p), '' if a['source_id'] is None else str(a['source_id']), a['mode'],
             ' … '.join(t[s:e].decode() for s, e in a['cue']))
            for p, d, t in zip(bench.paths, bench.found, bench.texts) for a in d['attributions']]
    bench.tap.check('csv-attributions: a row for each', [] if got == want else [f'{a} for {b}' for a, b in zip(got, want) if a != b])
    formulas = [v for r in rows for v in r.values() if v and v[0] in '=+-@\t']
    quoted = [v for r in rows for v in r.values() if v.startswith("'=SUM(A1)")]
    bench.tap.check('csv-attributions: no cell is a formula', formulas + ([] if quoted else ['the formula of the draft is gone']))


def check_markdown(bench):
    script = ('import MarkdownIt from "markdown-it"\nimport fs from "fs"\n'
              'console.log(new MarkdownIt({html: true, linkify: true}).render(fs.readFileSync(0, "utf8")))\n')
    page = Tags(consumers.node(bench.cache, ['markdown-it@14.1.0'], script, stdin=bench.report('markdown').encode()))
    allowed = {'h1', 'h2', 'p', 'strong', 'ul', 'li', 'code', 'table', 'thead', 'tbody', 'tr', 'th', 'td'}
    bench.tap.check('markdown: nothing of the draft is markup', sorted(page.tags - allowed) + sorted(page.attributes - {'style'}))
    shown = ' '.join(page.text.split())
    bench.tap.check('markdown: it shows as text', [t for t in ('=SUM(A1), |a|b', 'Ana Ruiz, a council member',
                                                               'a reader can weigh') if t not in shown])


def check_boxes(bench):
    for path in bench.paths:
        page, text = Tags(bench.report('box-html', path)), bench.report('box-text', path)
        bench.tap.check(f'box-html: known parts only, {path.name}', sorted(page.tags - {'aside', 'h2', 'ul', 'li', 'bdi'}))
        plain = re.sub(r'^- ', '', text, flags=re.M)
        bench.tap.check(f'box-html and box-text say the same, {path.name}',
                        [] if page.text.split() == plain.split() and len(plain.split()) > 6 else [page.text, text])
    text = ' '.join(bench.report('box-text', bench.paths[0]).split())
    bench.tap.check('box-text: who is named, who is not and why, who was asked', [t for t in (
        'On the record, by name: Ana Ruiz, a council member; The treasurer, Tom Baker.', 'Reported by others: The Daily Gazette.',
        'Why there is no name: “asking not to be identified because they feared for their jobs”.',
        'A spokesman for the mayor declined to comment; The council did not respond.') if t not in text])


def main(program, cache):
    with tempfile.TemporaryDirectory(prefix='onrecord-people-') as folder:
        bench = Bench(pathlib.Path(program).resolve(), pathlib.Path(cache).resolve(), pathlib.Path(folder))
        check_sources(bench)
        check_attributions(bench)
        check_boxes(bench)
        try:
            check_markdown(bench)
        except consumers.Missing as missing:
            bench.tap.skip('markdown: markdown-it', str(missing))
        return bench.tap.end()


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:3]))
