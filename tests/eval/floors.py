#!/usr/bin/env python3
"""Accuracy does not fall: each figure of eval/score.py is held to a floor.

    floors.py PROGRAM

A floor is what was measured, rounded down; raise it when the engine gets better. Skips where the corpora are absent.
"""
import os, pathlib, sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from tap import Tap  # noqa: E402
from accuracy import measure, measure_findings  # noqa: E402

FLOORS = {
    ('polnear/dev', 'rules'): {'token.content': 0.60, 'attribution.linked': 0.35},
    ('wire/dev', 'rules'): {'token.content': 0.60, 'attribution.linked': 0.35},
    ('polnear/dev', 'learned'): {
        'token.content': 0.87, 'token.cue': 0.65, 'token.source': 0.78, 'span.content': 0.60, 'span.cue': 0.68,
        'span.source': 0.74, 'attribution.content': 0.72, 'attribution.linked': 0.64,
        'unnamed': 0.49, 'descriptor': 0.83, 'class.resolved': 0.86, 'entities.b3': 0.88},
    ('wire/dev', 'learned'): {
        'token.content': 0.85, 'attribution.linked': 0.63, 'unnamed': 0.82, 'descriptor': 0.84, 'basis': 0.88,
        'reason': 0.60, 'class.resolved': 0.87, 'entities.b3': 0.92, 'comment': 0.69},
}
FINDINGS = {'recall': 0.72, 'precision': 0.75}


def main(program):
    named = os.environ.get('ONRECORD_SHARED')
    folder = pathlib.Path(named) if named else pathlib.Path(__file__).resolve().parents[3] / 'shared'
    if not (folder / 'eval' / 'score.py').exists():
        print(f'1..0 # SKIP no corpora in {folder}; set ONRECORD_SHARED')
        return 0
    tap = Tap()
    for (name, labeller), floors in FLOORS.items():
        scores = measure(program, str(folder), name, labeller)
        for key, floor in floors.items():
            found = scores[key].get('f1', scores[key].get('accuracy'))
            tap.check(f'{name}, {labeller}: {key} is at least {floor}', [] if found >= floor else [f'it is {found}'])
    found = measure_findings(program, str(folder))
    for key, floor in FINDINGS.items():
        tap.check(f'findings of an editor: {key} is at least {floor}', [] if found[key] >= floor else [f'it is {found[key]}'])
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
