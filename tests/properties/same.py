#!/usr/bin/env python3
"""The drafts of tests/drafts say the same however they are written down: other line ends, other quotation marks,
lines broken elsewhere, paragraphs without blank lines between, a byte order mark, white space at the ends of lines,
another profile, waivers of every rule.

    same.py PROGRAM [--owe]

Positions are led back to the draft before two analyses are compared. tests/properties/same-debts lists what
does not hold yet; what holds must be taken out. --owe writes that list anew from what is found.
"""
import json
import pathlib
import sys
import textwrap

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / 'cases')]
from tap import Tap, analyze_all, run  # noqa: E402
from debts import Debts, write  # noqa: E402

DRAFTS = TESTS / 'drafts'
DEBTS = TESTS / 'properties' / 'same-debts'
HEAD = """
What changes when a draft is written down otherwise, and should not: DRAFT: change: part
Made by `python3 tests/properties/same.py PROGRAM --owe`; a line that is met must be taken out.
"""
PROFILES = ('ap', 'reuters', 'nyt', 'bbc', 'npr', 'guardian')
STRAIGHT = str.maketrans({'“': '"', '”': '"', '‘': "'", '’': "'"})


class Variant:
    """A draft written otherwise: its text, and for each of its bytes where in the draft it begins and ends."""

    def __init__(self, pieces):
        """pieces is [(new, old)]: new is written where the draft has old; either may be empty."""
        self.text = ''.join(new for new, _ in pieces)
        self.begins, self.ends, at = [], [], 0
        for new, old in pieces:
            size, was = len(new.encode()), len(old.encode())
            self.begins += [at + min(i, was) for i in range(size)]
            self.ends += [at + min(i + 1, was) for i in range(size - 1)] + ([at + was] if size else [])
            at += was
        self.begins.append(at)

    def lead_back(self, span):
        start, end = span
        return [self.begins[start], self.ends[end - 1] if end > start else self.begins[end]]


def each(text, change):
    return Variant([(change(c), c) for c in text])


def crlf(text):
    return None if '\r' in text else each(text, lambda c: '\r\n' if c == '\n' else c)


def lf(text):
    return Variant([('' if c == '\r' else c, c) for c in text]) if '\r\n' in text else None


def straight(text):
    return each(text, lambda c: c.translate(STRAIGHT)) if set('“”‘’') & set(text) else None


def mark(text):
    return Variant([('\ufeff', '')] + [(c, c) for c in text])


def trailing(text):
    """A space at the end of every line that has one more after it; two would be a break in Markdown."""
    return Variant([(' \n' if c == '\n' and at and text[at - 1] not in '\r\n ' else c, c)
                    for at, c in enumerate(text)])


def rewrapped(text):
    """Paragraphs parted by blank lines, their lines broken at 60 columns: nothing where a line is a paragraph."""
    if '\r' in text or '\n\n' not in text or any(l.startswith((' ', '|', '>', '-', '#', '`')) for l in text.split('\n')):
        return None
    pieces = []
    for paragraph in text.split('\n\n'):
        broken = '\n'.join(textwrap.wrap(' '.join(paragraph.split('\n')), 60, break_long_words=False,
                                         break_on_hyphens=False, drop_whitespace=True))
        if len(broken) != len(paragraph):
            return None
        pieces += list(zip(broken, paragraph)) + [('\n', '\n')] * 2
    return Variant(pieces[:-2])


def a_line(text):
    """Paragraphs without blank lines between: nothing where one has several lines, or marks of its own."""
    body = text.rstrip('\n')
    parts = body.split('\n\n')
    if '\r' in text or len(parts) < 2 or any('\n' in p or p.startswith((' ', '|', '>', '-', '#', '`', '*')) for p in parts):
        return None
    pieces = []
    for part in parts:
        pieces += [(c, c) for c in part] + [('\n', '\n\n')]
    return Variant(pieces[:-1] + [('\n', text[len(body):])])


CHANGES = {'CRLF line ends': crlf, 'LF line ends': lf, 'straight quotation marks': straight,
           'a byte order mark': mark, 'white space at line ends': trailing, 'lines broken elsewhere': rewrapped, 'a paragraph a line': a_line}


def leading_back(found, back):
    """What is compared, part by part, with positions of the draft."""
    def spans(value):
        return [back(s) for s in value]

    def told(value):
        return value and [value['level'], back(value['span'])]

    return {
        'quotations': [[q['kind'], q['depth'], back(q['span']), q['attribution']] for q in found['quotations']],
        'attributions': [[spans(a['source']), spans(a['cue']), spans(a['content']), a['mode'], a['source_id'],
                          a['nested']] for a in found['attributions']],
        'sources': [[s['class'], s['kind'], s['level'], s['count'], told(s['basis']), told(s['reason']),
                     s['granted'] and back(s['granted']), spans(s['mentions']), s['score']] for s in found['sources']],
        'who was asked': [[r['outcome'], back(r['span'])] for r in found['comment_requests']],
        'findings': sorted([f['rule'], f['severity'], back(f['span'])] for f in found['findings']),
        'score': [found['score']['value'], found['score']['band'], found['score']['deductions']],
    }


def differences(want, got):
    if isinstance(want, list) and want and isinstance(want[0], list):
        lost = [f'- {w}' for w in want if w not in got]
        return (lost + [f'+ {g}' for g in got if g not in want])[:8] if want != got else []
    return [] if want == got else [f'- {want}', f'+ {got}']


def read_drafts():
    for path in sorted(DRAFTS.iterdir()):
        if path.suffix in ('.txt', '.md') and path.with_name(path.stem + '.editor.md').exists():
            yield path.name, path.read_bytes().decode('utf-8'), 'markdown' if path.suffix == '.md' else 'plain'


def compare_changes(program, drafts):
    """(name of the result, problems) for every draft, change and part."""
    plain = analyze_all(program, [(text, form) for _, text, form in drafts])
    for change, make in CHANGES.items():
        made = [(i, make(text)) for i, (_, text, _) in enumerate(drafts)]
        made = [(i, v) for i, v in made if v]
        found = analyze_all(program, [(v.text, drafts[i][2]) for i, v in made])
        for (i, variant), other in zip(made, found):
            want, got = leading_back(plain[i], list), leading_back(other, variant.lead_back)
            for part in want:
                yield f'{drafts[i][0]}: {change}: {part}', differences(want[part], got[part])


def compare_profiles(program, drafts):
    """A profile changes what is shown, never a score."""
    texts = [(text, form) for _, text, form in drafts]
    plain = analyze_all(program, texts)
    for profile in PROFILES:
        for (name, _, _), want, got in zip(drafts, plain, analyze_all(program, texts, ['--profile', profile])):
            problems = differences(want['score'], got['score'])
            for part in ('sources', 'attributions'):
                problems += differences([[p['score'], p['deductions']] for p in want[part]],
                                        [[p['score'], p['deductions']] for p in got[part]])
            yield f'{name}: profile {profile}: scores', problems


def compare_twice(program, drafts):
    """A draft pasted twice scores as it does once, to a point."""
    once = analyze_all(program, [(text, form) for _, text, form in drafts])
    twice = analyze_all(program, [(f'{text}\n\n{text}', form) for _, text, form in drafts])
    for (name, _, _), want, got in zip(drafts, once, twice):
        want, got = want['score']['value'], got['score']['value']
        good = want == got if want is None or got is None else abs(want - got) <= 1
        yield f'{name}: pasted twice: score', [] if good else [f'{got}, expected {want}']


def compare_waived(program, drafts):
    """Waivers silence all there is and change nothing else."""
    rules = [r['id'] for r in json.loads(run(program, ['rules', '--format', 'json']))
             if not r['id'].startswith('waiver-')]
    comment = f'\n\n<!-- onrecord: file {", ".join(rules)} the test says so -->\n'
    plain = analyze_all(program, [(text, form) for _, text, form in drafts])
    waived = analyze_all(program, [(text + comment, form) for _, text, form in drafts])
    for (name, _, _), want, got in zip(drafts, plain, waived):
        findings = [f for f in got['findings'] if f['rule'] != 'waiver-unused']
        problems = [f'{f["rule"]} is not waived' for f in findings if not f['waived']]
        for part in ('words', 'score', 'quotations', 'attributions', 'sources', 'comment_requests'):
            problems += differences(want[part], got[part])
        problems += differences([[f['rule'], f['span']] for f in want['findings']],
                                [[f['rule'], f['span']] for f in findings])
        yield f'{name}: everything waived', problems


def main(argv):
    words = [w for w in argv if w != '--owe']
    if not words:
        sys.exit(__doc__)
    tap, debts, owed, drafts = Tap(), Debts(DEBTS), [], list(read_drafts())
    for compare in (compare_changes, compare_profiles, compare_twice, compare_waived):
        for name, problems in compare(words[0], drafts):
            owed += [name] if problems else []
            tap.check(name, problems, debts.ask(name))
    if '--owe' in argv:
        write(DEBTS, HEAD, owed)
    else:
        debts.report(tap, 'tests/properties/same-debts')
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
