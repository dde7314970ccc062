#!/usr/bin/env python3
"""Speech in quotation marks is not missed: it is content of an attribution, or a finding asks who said it.

    quotations.py PROGRAM

Over the training stories, of the quotations of four words or more that are told to be speech, this share has either; the rest are
read now and then: nearly all are titles of shows and books. Skips where the corpora are absent.
"""
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tap import Tap  # noqa: E402

LEAST = 0.98
WORDS = 4


def texts(file):
    return {d['id']: d['text'].encode() for d in map(json.loads, open(file))}


def analyses(program, file):
    run = subprocess.run([program, 'analyze', '--format', 'jsonl', '--input', 'jsonl', file], capture_output=True, check=True)
    return map(json.loads, run.stdout.splitlines())


def is_asked_about(analysis, span):
    return any(f['rule'] == 'unattributed-quote' and f['span'][0] < span[1] and span[0] < f['span'][1]
               for f in analysis['findings'])


def count(program, file):
    text, speech, missed = texts(file), 0, 0
    for analysis in analyses(program, file):
        for quotation in analysis['quotations']:
            start, end = quotation['span']
            if quotation['kind'] != 'direct' or quotation['depth'] != 1 or len(text[analysis['id']][start:end].split()) < WORDS:
                continue
            speech += 1
            missed += quotation['attribution'] is None and not is_asked_about(analysis, quotation['span'])
    return speech, missed


def main(program):
    named = os.environ.get('ONRECORD_SHARED')
    folder = pathlib.Path(named) if named else pathlib.Path(__file__).resolve().parents[3] / 'shared'
    if not (folder / 'corpora').is_dir():
        print(f'1..0 # SKIP no corpora in {folder}; set ONRECORD_SHARED')
        return 0
    tap = Tap()
    for name in ('polnear/train', 'wire/train'):
        speech, missed = count(program, str(folder / 'corpora' / f'{name}.jsonl'))
        told = f'{missed} of {speech} have neither'
        tap.check(f'{name}: at least {LEAST:.0%} of speech has a speaker or a finding ({told})',
                  [] if speech and missed <= (1 - LEAST) * speech else [told])
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
