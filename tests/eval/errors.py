#!/usr/bin/env python3
"""Counts what is wrong with the attributions of an analysis, by kind, largest first.

    errors.py GOLD.jsonl FOUND.jsonl [N]

GOLD is a file of marked stories, FOUND what `analyze --format jsonl --input jsonl` made of it. N prints that many errors as well,
drawn at random (the same ones each time), to be read. For stories that were trained on, or held out of training: not for those
that are kept for measuring.
"""
import collections
import json
import pathlib
import random
import sys

LISTS = pathlib.Path(__file__).resolve().parents[2] / 'core' / 'data' / 'en' / 'lists'
HALF = 0.5  # Jaccard overlap from which spans are the same, as in eval/score.py


def cue_words():
    words = set()
    for file in [*LISTS.glob('cue-*.txt'), LISTS / 'refusals.txt']:
        for line in file.read_text().splitlines():
            words.update(w.strip().lower() for w in line.split('#')[0].split(',') if w.strip())
    return words


def bytes_of(spans):
    return {i for s, e in spans for i in range(s, e)}


def jaccard(a, b):
    a, b = bytes_of(a), bytes_of(b)
    return len(a & b) / len(a | b) if a | b else 1.0


def text_of(text, spans):
    return ' / '.join(text[s:e].decode(errors='replace') for s, e in spans)


def is_listed(cue, words):
    parts = cue.lower().replace('’', "'").split()
    return any(p.strip('.,:;') in words for p in parts) or any(' ' in w and w in cue.lower() for w in words)


def missed_kind(text, gold, found, words):
    """Why a marked attribution is not found as marked."""
    touching = [a for a in found if bytes_of(a['content']) & bytes_of(gold['content'])]
    same = [a for a in touching if jaccard(a['content'], gold['content']) >= HALF]
    if same:
        if not gold['source']:
            return 'a source is found where none is marked'
        return 'source not found' if not any(a['source'] for a in same) else 'another source'
    cue = text_of(text, gold['cue'])
    if any(bytes_of(a['cue']) & bytes_of(gold['cue']) for a in found):
        return 'cue found, content cut elsewhere' if touching else 'cue found, another content'
    if not cue:
        return 'no cue is marked, not found'
    if not any(c.isalpha() for c in cue):
        return 'the cue is a sign, not found'
    return 'cue not found, its word is in a list' if is_listed(cue, words) else 'cue not found, its word is in no list'


def spurious_kind(gold, own):
    if any(bytes_of(own['content']) & bytes_of(g['content']) for g in gold):
        return 'found beside or inside a marked one'
    if not own['cue']:
        return 'found without a cue, nothing is marked there'
    return {'attitude': 'a wish, thought or act found, nothing is marked there'}.get(
        own['mode'], 'a report found, nothing is marked there')


def is_same(a, b):
    return jaccard(a['content'], b['content']) >= HALF and jaccard(a['source'], b['source']) >= HALF


def errors(gold_file, found_file):
    words = cue_words()
    found = {str(d['id']): d for d in map(json.loads, open(found_file))}
    for story in map(json.loads, open(gold_file)):
        text = story['text'].encode()
        own = [a for a in found[str(story['id'])]['attributions'] if not a['nested']]
        for gold in story['attributions']:
            if not any(is_same(a, gold) for a in own):
                yield missed_kind(text, gold, own, words), text, gold
        for a in own:
            if not any(jaccard(a['content'], g['content']) >= HALF for g in story['attributions']):
                yield spurious_kind(story['attributions'], a), text, a


def show(kind, text, attribution):
    spans = [s for k in ('content', 'cue', 'source') for s in attribution[k]]
    start, end = min((s for s, _ in spans), default=0), max((e for _, e in spans), default=0)
    print(f'\n{kind}: {text_of(text, attribution["source"])} > {text_of(text, attribution["cue"])} > '
          f'{text_of(text, attribution["content"])}\n  … {text[max(0, start - 60):end + 60].decode(errors="replace")!r}')


def main(gold_file, found_file, count='0'):
    all_errors = list(errors(gold_file, found_file))
    kinds = collections.Counter(kind for kind, _, _ in all_errors)
    print('| kind | errors | share |\n|---|---|---|')
    for kind, number in kinds.most_common():
        print(f'| {kind} | {number} | {number / len(all_errors):.0%} |')
    for error in random.Random(1).sample(all_errors, min(int(count), len(all_errors))):
        show(*error)


if __name__ == '__main__':
    main(*sys.argv[1:])
