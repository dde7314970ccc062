#!/usr/bin/env python3
"""False alarms, counted by reading: how many of the findings that a person has judged are right.

    alarms.py PROGRAM [--show]

tests/eval/alarms.tsv holds findings of articles of public corpora and whether a standards editor would keep them. The
articles are analyzed anew under the profile default: of a judged finding that is given no more nothing is counted,
one that nobody has judged yet is told and not counted. Hints are not judged. --show prints the table alone.
Skips where the corpora are absent.
"""
import collections
import json
import os
import pathlib
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from tap import Tap, analyze_all  # noqa: E402

USUAL = 'polnear/train'  # the corpus of a set that names none
ALL, EACH, FEWEST = 0.85, 0.70, 5  # shares right over all and of each rule; a rule judged less often is not held to one


def read_list(path):
    """({corpus: [document]}, {(corpus, document, rule, start, end): right})"""
    corpora, documents, verdicts = {}, collections.defaultdict(set), {}
    for line in path.read_text(encoding='utf-8').splitlines():
        if line.startswith('#'):
            continue
        fields = line.split('\t')
        if fields[0] == 'corpus':
            corpora[fields[1]] = fields[2]
        elif fields[0] == 'documents':
            documents[corpora.get(fields[1], USUAL)] |= {int(n) for n in fields[2].split()}
        else:
            name, document, rule, start, end, verdict = fields
            verdicts[corpora.get(name, USUAL), int(document), rule, int(start), int(end)] = verdict == 'right'
    return {corpus: sorted(numbers) for corpus, numbers in documents.items()}, verdicts


def count(program, folder, documents, verdicts):
    """{rule: [right, judged, not judged]} of the findings given now."""
    table = collections.defaultdict(lambda: [0, 0, 0])
    for corpus, numbers in documents.items():
        lines = (folder / f'{corpus}.jsonl').read_text(encoding='utf-8').splitlines()
        found = analyze_all(program, [(json.loads(lines[n])['text'], 'plain') for n in numbers])
        for document, analysis in zip(numbers, found):
            for key in {(corpus, document, f['rule'], *f['span']) for f in analysis['findings'] if f['severity'] != 'hint'}:
                row = table[key[2]]
                row[0] += verdicts.get(key, False)
                row[1 if key in verdicts else 2] += 1
    return table


def show(table):
    for rule, (right, judged, new) in sorted(table.items()):
        print(f'# {rule:34} {right:4} right of {judged:4}, {new:3} not judged')


def main(argv):
    named = os.environ.get('ONRECORD_SHARED')
    folder = pathlib.Path(named) if named else HERE.parents[2] / 'shared'
    documents, verdicts = read_list(HERE / 'alarms.tsv')
    if not all((folder / 'corpora' / f'{corpus}.jsonl').exists() for corpus in documents):
        print(f'1..0 # SKIP no corpora in {folder}; set ONRECORD_SHARED')
        return 0
    table = count(argv[0], folder / 'corpora', documents, verdicts)
    right, judged, new = (sum(row[i] for row in table.values()) for i in range(3))
    show(table)
    print(f'# {"all":34} {right:4} right of {judged:4}, {new:3} not judged: {right / max(1, judged):.3f}')
    if '--show' in argv:
        return 0
    tap = Tap()
    tap.check(f'{ALL:.0%} of the judged findings are right', [] if right >= ALL * judged else [f'{right} of {judged}'])
    for rule, (right, judged, _) in sorted(table.items()):
        if judged >= FEWEST:
            tap.check(f'{rule}: {EACH:.0%} are right', [] if right >= EACH * judged else [f'{right} of {judged}'])
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
