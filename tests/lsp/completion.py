#!/usr/bin/env python3
"""Completion: where it comes, what it offers, and that no newsroom's rules flag what it offers."""
import json
import pathlib
import re
import subprocess
import sys

from client import cut, place
from house import DOCUMENT, TEXT, URI, case, main, same
from tap import analyze_all

PHRASES = pathlib.Path(__file__).resolve().parents[2] / 'core/data/en/completions.txt'
DRAFTS = {'cue': '“The port is sold,” Mayor Ana Ruiz {}.\n',
          'basis': 'A Commerce Department official {} said the talks had failed.\n',
          'reason': 'A Commerce Department official, {}, said the talks had failed.\n'}
SNIPPETS = {'textDocument': {'completion': {'completionItem': {'snippetSupport': True, 'documentationFormat': ['markdown']}}}}


def phrases():
    lines = PHRASES.read_text(encoding='utf-8').splitlines()
    return [line.split('\t') for line in lines if line and not line.startswith('#') and line != 'end']


def offered(c, typed, version=[1]):
    """What is offered behind typed text at the end of a draft: (label, text) of each, and the items."""
    text = TEXT + typed
    version[0] += 1
    c.change(URI, version[0], {'text': text})
    answer = c.result('textDocument/completion', {**DOCUMENT, 'position': place(text, len(text))})
    for item in answer['items']:
        item['words'] = cut(text, item['textEdit']['range'])
    return answer['items']


def opened(house, capabilities=SNIPPETS):
    c = house.server(capabilities)
    c.open(URI, TEXT)
    c.diagnostics(URI, 1)
    return c


@case
def behind_a_cue(house):
    """behind a cue come the sources of the draft, by the shortest name it gives them"""
    c = opened(house)
    for typed, words in (('“The port is open,” said ', ''), ('“The port is open,” said B', 'B')):
        items = offered(c, typed)
        labels = [i['label'] for i in items]
        for label in ('Baker', 'people familiar with the matter', 'The Hollin Gazette'):
            if label not in labels:
                yield f'{typed!r}: {label} is not among {labels}'
        yield from same(f'{typed!r}: what is replaced', {i['words'] for i in items}, {words})
    named = next(i for i in items if i['label'] == 'Baker')
    yield from same('detail', named['detail'], 'named')
    card = c.result('completionItem/resolve', {k: v for k, v in named.items() if k != 'words'})
    yield from same('resolved', '**Mayor Tom Baker**' in card['documentation']['value'], True)


@case
def behind_a_quotation(house):
    """behind the end of a quotation come sources and cues"""
    c = opened(house)
    labels = [i['label'] for i in offered(c, 'Nobody doubts it. “The port is open to all who want it,” ')]
    for label in ['Baker', *(text for kind, text, _ in phrases() if kind == 'cue' and '$' not in text)]:
        if label not in labels:
            yield f'{label} is not among {labels}'


@case
def behind_an_unnamed_source(house):
    """behind an unnamed source and a comma come how it knows and why it is unnamed, as snippets where the client takes them"""
    for capabilities, mark in ((SNIPPETS, True), ({}, False)):
        c = opened(house, capabilities)
        items = offered(c, 'Two people familiar with the matter said it was sold. One of the two people familiar with the '
                           'matter said so again. Two people familiar with the matter, ')
        yield from same('items', len(items), len([p for p in phrases() if p[0] != 'cue']))
        yield from same('slots', any('${1:' in i['textEdit']['newText'] for i in items), mark)
        yield from same('snippets', any(i.get('insertTextFormat') == 2 for i in items), mark)
        yield from same('a comma ends them', all(i['textEdit']['newText'].endswith(',') for i in items), True)
        yield from same('labels', any('$' in i['label'] or '}' in i['label'] for i in items), False)


@case
def elsewhere(house):
    """elsewhere nothing comes"""
    c = opened(house)
    for typed in ('', 'The port ', 'The port is ', '“The port ', '\n', 'Mayor Tom Baker, '):
        yield from same(repr(typed), [i['label'] for i in offered(c, typed)], [])


@case
def accepted_everywhere(house):
    """no profile's rules flag the phrases: a reason is a reason, a basis a basis, a cue a plain one"""
    drafts, kinds = [], []
    for kind, text, _ in phrases():
        words = re.sub(r'\$\{1:([^}]*)\}', r'\1', text)
        drafts.append((DRAFTS[kind].format(words), 'plain'))
        kinds.append((kind, words))
    profiles = json.loads(subprocess.run([house.program, 'rules', '--format', 'json'], capture_output=True, check=True).stdout)
    for profile in profiles[0]['severities']:
        for (kind, words), found in zip(kinds, analyze_all(house.program, drafts, ['--profile', profile])):
            rules = {f['rule'] for f in found['findings']}
            bad = {'cue': {'loaded-attribution-verb', 'comment-wording', 'unattributed-quote'},
                   'basis': {'anonymous-weak-basis'},
                   'reason': {'anonymous-no-reason', 'anonymity-reason-boilerplate'}}[kind] & rules
            if bad:
                yield f'{profile} flags “{words}”: {bad}'
            if kind == 'cue' and not found['attributions']:
                yield f'“{words}” is no cue'


if __name__ == '__main__':
    sys.exit(main())
