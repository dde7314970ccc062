#!/usr/bin/env python3
"""
Random edits, whole sessions of them: what the server makes of a draft that was edited is what a
fresh server makes of the same text. Astral characters, all line ends, all position encodings.

    edits.py PROGRAM [EDITS [DRAFTS [SEED]]]
"""
import random
import sys

from client import Client, lines_of, place, units
from house import DRAFTS, House, Tap

PIECES = ['a', ' ', '.', '\n', '\r\n', '\r', '“', '”', '"', '’', '—', 'é', '😀', '𝔘', '\t', ', ', 'said', ' he said.',
          'people familiar with the matter', ' “It is done,” she told the Gazette.', '\n\n', '> ', '# ', '*',
          'Officials said the port, which “nobody” wanted, was sold. ', '\u2028', '\ufeff', '\0']
ENCODINGS = ['utf-16', 'utf-8', 'utf-32']


def drafts():
    return [p.read_bytes().decode() for p in sorted(DRAFTS.glob('*.txt')) + sorted(DRAFTS.glob('*.md'))
            if 'editor' not in p.name]


def start_text(rng, texts):
    text = rng.choice(texts)
    start = rng.randrange(len(text))
    text = text[start:start + rng.choice([0, 40, 400, 1500, 4000])]
    return text.replace('\n', rng.choice(['\n', '\n', '\r\n', '\r']))


def random_edit(rng, text, texts):
    """(start, end, replacement) by index."""
    start = rng.randrange(len(text) + 1)
    end = start if rng.random() < 0.5 else min(len(text), start + rng.choice([1, 1, 2, 5, 30, 200]))
    if rng.random() < 0.05:
        other = rng.choice(texts)
        cut = rng.randrange(len(other))
        return start, end, other[cut:cut + rng.randrange(800)]
    return start, end, ''.join(rng.choice(PIECES) for _ in range(rng.choice([0, 1, 1, 1, 2, 4])))


def beyond(rng, position, text, lines):
    """Now and then a position past the end of its line or of the text, which counts as the end."""
    last = position['line'] == len(lines) - 1
    if rng.random() < 0.05 and last and position == place(text, len(text), 'utf-16', lines):
        return {'line': position['line'] + 3, 'character': 9}
    return position


class Draft:
    def __init__(self, number, rng, texts):
        self.uri, self.version = f'file:///draft-{number}.{rng.choice(["txt", "md"])}', 1
        self.text = start_text(rng, texts)

    def edit(self, rng, texts, encoding):
        """One random change as the protocol has it; the text follows."""
        lines = lines_of(self.text)
        start, end, new = random_edit(rng, self.text, texts)
        if rng.random() < 0.01:
            self.text = start_text(rng, texts)
            return {'text': self.text}
        first, last = place(self.text, start, encoding, lines), place(self.text, end, encoding, lines)
        if encoding == 'utf-16':
            last = beyond(rng, last, self.text, lines)
        start, end = settle(self.text, start, lines), settle(self.text, end, lines)
        self.text = self.text[:start] + new + self.text[end:]
        if rng.random() < 0.03:
            first, last = last, first  # which is no range, and is turned
        return {'range': {'start': first, 'end': last}, 'text': new}


def settle(text, at, lines):
    """Between CR and LF is no place: it is the end of the line."""
    return at - 1 if 0 < at < len(text) and text[at - 1:at + 1] == '\r\n' else at


def whole(client, draft):
    """All that tells one text from another, made of the text alone."""
    document = {'textDocument': {'uri': draft.uri}}
    report = client.result('onrecord/report', {**document, 'format': 'json'})
    tokens = client.result('textDocument/semanticTokens/full', document)
    return {'report': report and report['content'], 'tokens': tokens and tokens['data'],
            'ranges': client.result('onrecord/ranges', document),
            'symbols': client.result('textDocument/documentSymbol', document)}


def compare(house, edited, draft, encoding):
    fresh = house.server({'general': {'positionEncodings': [encoding]}})
    draft.version += 1
    fresh.open(draft.uri, draft.text, draft.version)
    wanted = whole(fresh, draft)
    wanted['diagnostics'] = fresh.diagnostics(draft.uri, draft.version)
    fresh.stop()
    nowhere = {'line': 0, 'character': 0}
    edited.change(draft.uri, draft.version, {'range': {'start': nowhere, 'end': nowhere}, 'text': ''})
    found = whole(edited, draft)
    found['diagnostics'] = edited.diagnostics(draft.uri, draft.version)
    return [f'{draft.uri}, {encoding}: {k} differ after version {draft.version}:\n{draft.text!r}'
            for k in wanted if found[k] != wanted[k]]


def session(house, rng, edits, count, encoding, texts):
    """One server, some drafts, edits among them; held against fresh ones at the end."""
    client = house.server({'general': {'positionEncodings': [encoding]}}, initializationOptions={'holdBack': False})
    opened = [Draft(i, rng, texts) for i in range(count)]
    for draft in opened:
        client.open(draft.uri, draft.text, draft.version)
    while edits > 0:
        draft, batch = rng.choice(opened), rng.choice([1, 1, 1, 2, 5])
        draft.version += 1
        client.change(draft.uri, draft.version, *[draft.edit(rng, texts, encoding) for _ in range(batch)])
        edits -= batch
        if len(draft.text) > 6000:
            draft.text, draft.version = start_text(rng, texts), draft.version + 1
            client.change(draft.uri, draft.version, {'text': draft.text})
        if rng.random() < 0.2:  # the server holds the text of a save against its own
            client.notify('textDocument/didSave', {'textDocument': {'uri': draft.uri}, 'text': draft.text})
        if rng.random() < 0.02:
            client.result('textDocument/semanticTokens/full', {'textDocument': {'uri': draft.uri}})
        client.kept.clear()
    problems = []
    for draft in opened:
        problems += compare(house, client, draft, encoding)
    client.stop()
    if b'drifted' in client.stderr:
        problems.append(client.stderr.decode('utf-8', 'replace')[:2000])
    return problems


def main(program, edits=600, drafts_=5, seed=None):
    tap, texts = Tap(), drafts()
    seed = random.randrange(1 << 30) if seed is None else seed
    per_session = 5
    sessions = max(1, drafts_ // per_session)
    for number in range(sessions):
        house, encoding = House(program), ENCODINGS[number % 3] if sessions > 1 else ENCODINGS[seed % 3]
        rng = random.Random(seed * 1000 + number)
        try:
            problems = session(house, rng, edits // sessions, per_session, encoding, texts)
        except Exception as problem:  # the seed must be told
            problems = [repr(problem)]
        problems += house.close()
        tap.check(f'{edits // sessions} edits of {per_session} drafts, {encoding}: as if opened afresh (seed {seed})', problems)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
