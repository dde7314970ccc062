#!/usr/bin/env python3
"""How openly some drafts are sourced: survey.py DRAFT…

For each draft its score, who says most in it, how much rests on unnamed sources and what an editor would ask first; then
all of them together.
"""
import collections
import pathlib
import sys

import onrecord

SEVERITIES = ('error', 'warning', 'info', 'hint')


def words_by_class(draft):
    """Words of what is attributed, by the class of the source."""
    words = collections.Counter()
    for attribution in draft.attributions:
        source = draft.source_of(attribution)
        if not attribution.nested:
            words[source.class_ if source else 'none'] += attribution.words
    return words


def loudest(draft):
    """The source with the most attributions, as the draft names it."""
    source = max(draft.sources, key=lambda s: len(s.attributions), default=None)
    return draft.text(source.label) if source else 'nobody'


def show(path, draft):
    words = words_by_class(draft)
    unnamed = 100 * words['unnamed'] / max(1, sum(words.values()))
    score = f'{draft.score.value} of 100, {draft.score.band}' if draft.score.has_value else 'no score'
    print(f'{path.name}: {score}')
    print(f'  speaks most: {loudest(draft)}')
    print(f'  of what is attributed, {unnamed:.0f}% comes from unnamed sources')
    for finding in sorted(draft.findings, key=lambda f: SEVERITIES.index(f.severity))[:3]:
        print(f'  {finding.severity}: {finding.message} [{finding.rule}]')


def main(names):
    total, scores = collections.Counter(), []
    for path in map(pathlib.Path, names):
        draft = onrecord.analyze(path.read_bytes(), format='markdown' if path.suffix == '.md' else 'plain')
        show(path, draft)
        total += words_by_class(draft)
        scores += [draft.score.value] if draft.score.has_value else []
    print(f'\n{len(names)} drafts, {sum(scores) / max(1, len(scores)):.0f} of 100 on average')
    for class_, words in total.most_common():
        print(f'{words:6} words  {class_}')


if __name__ == '__main__':
    main(sys.argv[1:])
