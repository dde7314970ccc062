#!/usr/bin/env python3
"""What holds of every fix of every finding in the drafts of tests/drafts, whatever their line ends, marks and profile.

    fixes.py PROGRAM [--owe]

The finding is gone when its fix is made; the edits are in order, apart, and within the draft; what stands in quotation
marks is touched only by the rules that are about quotations; no mark of another style comes in. Then all fixes are
made, run after run, until nothing is left to fix: that ends. tests/properties/fixes-debts lists what does not hold yet.
"""
import pathlib
import sys

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / 'cases'), str(TESTS / 'properties')]
from tap import Tap, analyze_all  # noqa: E402
from debts import Debts, write  # noqa: E402
from edits import fixed, overlap  # noqa: E402
from same import crlf, read_drafts, straight  # noqa: E402

DEBTS = TESTS / 'properties' / 'fixes-debts'
HEAD = """
Fixes of which something does not hold yet: DRAFT: form: rule: words
Made by `python3 tests/properties/fixes.py PROGRAM --owe`; a line that is met must be taken out.
"""
SPEECH = {'late-attribution', 'unattributed-quote', 'scare-quote'}
MARKS = '“”‘’"\'«»'
RUNS = 8


def forms():
    """(name, text, format, profile) of the drafts as they are and written otherwise."""
    for name, text, form in read_drafts():
        yield f'{name}: as it is', text, form, 'default'
        yield f'{name}: reuters', text, form, 'reuters'
        for what, change in (('CRLF', crlf), ('straight marks', straight)):
            variant = change(text)
            if variant:
                yield f'{name}: {what}', variant.text, form, 'default'


def shape(finding, data, quotations):
    """What is wrong with the edits by themselves."""
    edits, problems = finding['fix']['edits'], []
    spans = [e['span'] for e in edits]
    if not edits or spans != sorted(spans) or any(overlap(a, b) for a, b in zip(spans, spans[1:])):
        problems.append(f'edits out of order, or meeting: {spans}')
    if any(not 0 <= a <= b <= len(data) for a, b in spans):
        problems.append(f'edits outside the draft: {spans}')
    inside = [q['span'] for q in quotations if q['kind'] != 'title']
    if finding['rule'] not in SPEECH:
        problems += [f'speech is touched: {s}' for s in spans for q in inside if q[0] < s[1] and s[0] < q[1]
                     or q[0] < s[0] < q[1]]
    strange = {c for e in edits for c in e['text'] if c in MARKS} - set(data.decode())
    if strange:
        problems.append(f'marks of another style: {strange}')
    return problems


def moved(at, edits):
    """Where a byte of the draft stands after edits."""
    return at + sum(len(e['text'].encode()) - (e['span'][1] - e['span'][0]) for e in edits if e['span'][1] <= at)


def check_each(program, name, text, form, profile):
    """(name of the result, problems) for each finding that has a fix."""
    options = ['--profile', profile]
    data, found = text.encode(), analyze_all(program, [(text, form)], options)[0]
    fixable = [f for f in found['findings'] if f['fix']]
    made = [fixed(text, [f]) for f in fixable]
    again = analyze_all(program, [(t, form) for t in made], options)
    for finding, other in zip(fixable, again):
        edits, (start, end) = finding['fix']['edits'], finding['span']
        place = [moved(start, edits), moved(end, edits)]
        same = [f for f in other['findings'] if f['rule'] == finding['rule'] and overlap(f['span'], place)]
        problems = shape(finding, data, found['quotations'])
        problems += [f'found again: {f["message"]}' for f in same]
        words = ' '.join(data[start:end].decode()[:60].split())
        yield f'{name}: {finding["rule"]}: {words}', problems


def check_all(program, text, form):
    """Problems of making all fixes until none is left."""
    for _ in range(RUNS):
        found = analyze_all(program, [(text, form)])[0]
        if not any(f['fix'] for f in found['findings']):
            return []
        text = fixed(text, found['findings'])
    return [f'{f["rule"]}: {f["message"]}' for f in found['findings'] if f['fix']]


def main(argv):
    words = [w for w in argv if w != '--owe']
    if not words:
        sys.exit(__doc__)
    tap, debts, owed = Tap(), Debts(DEBTS), []

    def result(name, problems):
        owed.extend([name] if problems and name not in owed else [])
        tap.check(name, problems, debts.ask(name))

    for name, text, form, profile in forms():
        seen = {}
        for what, problems in check_each(words[0], name, text, form, profile):
            seen.setdefault(what, []).extend(problems)
        for what, problems in seen.items():
            result(what, problems)
        if name.endswith('as it is'):
            result(f'{name}: all fixes, run after run', check_all(words[0], text, form))
    if '--owe' in argv:
        write(DEBTS, HEAD, owed)
    else:
        debts.report(tap, 'tests/properties/fixes-debts')
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
