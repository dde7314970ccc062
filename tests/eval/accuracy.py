#!/usr/bin/env python3
"""Prints the accuracy table of the README, measured now.

    tests/eval/accuracy.py PROGRAM SHARED

PROGRAM is the built onrecord, SHARED the folder with corpora/ and eval/. Each set is analyzed by each labeller and
held against its gold by eval/score.py; nothing is read but that script's own figures.
"""
import json, os, re, subprocess, sys, tempfile

SETS = ('polnear/dev', 'wire/dev')
LABELLERS = ('learned', 'rules')
ROWS = (('words of the content', 'token.content'), ('words of the cue', 'token.cue'), ('words of the source', 'token.source'),
        ('content, exact', 'span.content'), ('cue, exact', 'span.cue'), ('source, exact', 'span.source'),
        ('contents found', 'attribution.content'), ('content and source linked', 'attribution.linked'),
        ('unnamed sources', 'unnamed'), ('how fully they are described', 'descriptor'), ('how they know', 'basis'),
        ('class of source', 'class.resolved'), ('sources told apart', 'entities.b3'),
        ('who was asked for comment', 'comment'))

def measure(program, shared, name, labeller):
    gold = os.path.join(shared, 'corpora', name + '.jsonl')
    with tempfile.NamedTemporaryFile('wb', suffix='.jsonl') as out:
        subprocess.run([program, 'analyze', '--format', 'jsonl', '--input', 'jsonl', '--labeller', labeller, gold],
                       stdout=out, check=True)
        scored = subprocess.run([sys.executable, os.path.join(shared, 'eval', 'score.py'), gold, out.name, '--json'],
                                stdout=subprocess.PIPE, check=True)
    return json.loads(scored.stdout)

def measure_findings(program, shared):
    """Recall and precision of what an editor would flag in wire stories, by eval/findings.py."""
    gold = os.path.join(shared, 'corpora', 'wire', 'dev-findings.jsonl')
    with tempfile.NamedTemporaryFile('wb', suffix='.jsonl') as out:
        subprocess.run([program, 'analyze', '--format', 'jsonl', '--input', 'jsonl', gold], stdout=out, check=True)
        told = subprocess.run([sys.executable, os.path.join(shared, 'eval', 'findings.py'), gold, out.name],
                              stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()[-1]
    recall, precision = re.search(r'recall ([0-9.]+) of .* precision ([0-9.]+) of', told).groups()
    return {'recall': float(recall), 'precision': float(precision)}

def figure(scores, key):
    value = scores.get(key)
    if not value:
        return '–'
    return f'{value["f1"]:.2f}' if 'f1' in value else f'{value["accuracy"]:.2f}'

def main(program, shared):
    columns = [(name, labeller, measure(program, shared, name, labeller)) for name in SETS for labeller in LABELLERS]
    print('| | ' + ' | '.join(f'{name}, {labeller}' for name, labeller, _ in columns) + ' |')
    print('|---|' + '---|' * len(columns))
    for title, key in ROWS:
        print(f'| {title} | ' + ' | '.join(figure(scores, key) for _, _, scores in columns) + ' |')
    found = measure_findings(program, shared)
    print(f'\nFindings of an editor: recall {found["recall"]:.3f}, precision {found["precision"]:.3f}')

if __name__ == '__main__':
    main(*sys.argv[1:])
