#!/usr/bin/env python3
"""Holds the drafts of tests/drafts against what their editors say, and prints TAP.

    drafts.py PROGRAM [--owe] [DRAFT…]

Each line under "Must fire", "Must not fire" and "Asked for comment" of an editor's file is a result.
tests/drafts/debts lists the lines not met yet; one that is met must be taken out. --owe writes that list
anew from what is found: read the difference before you keep it.
"""
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tap import ProgramFailed, Tap, analyze  # noqa: E402
from debts import Debts, write  # noqa: E402
from words import Bad, Draft, normal, overlaps  # noqa: E402

DRAFTS = pathlib.Path(__file__).resolve().parents[1] / 'drafts'
DEBTS = DRAFTS / 'debts'
DASH = ' — '
OUTCOMES = {'declined', 'no-response', 'denied', 'responded', 'unreachable'}
# Rules about the whole article: the editor's words tell where one person would put it.
ARTICLE = {'anonymous-density', 'anonymous-only-central-claim', 'single-anonymous-source',
           'source-count-conflict', 'declined-but-quoted', 'headline-states-anonymous-claim'}
HEAD = """
What the editors of these drafts ask for and the program does not give yet, one on a line:
DRAFT: must fire|must not fire|asked: RULE or outcome: words from the draft
Made by `python3 tests/cases/drafts.py PROGRAM --owe`; a line that is met must be taken out.
"""


def sections(path):
    """{heading: [line]} of an editor's file, lines of lists only."""
    found, name = {}, None
    for line in path.read_text(encoding='utf-8').splitlines():
        if line.startswith('## '):
            name = line[3:].strip()
            found[name] = []
        elif name and line.startswith('- '):
            found[name].append(line[2:].split(DASH)[0].strip())
    for name in ('Must fire', 'Must not fire', 'Asked for comment'):
        if name not in found:
            raise Bad(f'{path.name} has no “{name}”')
    return found


def over(found, rule, span):
    return [f for f in found['findings'] if f['rule'] == rule and overlaps(f['span'], span)]


def names_party(found, words):
    """Whether an unanswered party's finding speaks of these words, wherever it stands."""
    party = normal(words).lower().removeprefix('the ')
    return any(f['rule'] == 'subject-no-response' and party in f['message'].lower() for f in found['findings'])


def must_fire(found, draft, rule, words):
    span = draft.find(words)
    if over(found, rule, span) or (rule == 'subject-no-response' and names_party(found, words)):
        return []
    if rule in ARTICLE and any(f['rule'] == rule for f in found['findings']):
        return []
    here = sorted({f['rule'] for f in found['findings'] if overlaps(f['span'], span)})
    return [f'not found there; found there: {", ".join(here) or "nothing"}']


def must_not_fire(found, draft, rule, words):
    return [f'found: {normal(draft.slice(f["span"]))}' for f in over(found, rule, draft.find(words))]


def asked(found, draft, outcome, words):
    if outcome not in OUTCOMES:
        raise Bad(f'“{outcome}” is no outcome')
    got = [r['outcome'] for r in found['comment_requests'] if overlaps(draft.find(words), r['span'])]
    return [] if outcome in got else [f'in the ledger there: {", ".join(got) or "nothing"}']


CHECKS = (('Must fire', 'must fire', must_fire), ('Must not fire', 'must not fire', must_not_fire),
          ('Asked for comment', 'asked', asked))


def results(program, path):
    """(key, problems or Bad) of every line of the editor of a draft."""
    found, draft = analyze(program, path), Draft(path.read_bytes())
    editor = sections(path.with_name(path.stem + '.editor.md'))
    for heading, short, check in CHECKS:
        for line in editor[heading]:
            rule, _, words = line.partition(': ')
            try:
                verdict = check(found, draft, rule.strip(), words)
            except Bad as problem:
                verdict = problem
            yield f'{path.name}: {short}: {rule.strip()}: {words.strip()}', verdict


def main(argv):
    words = [w for w in argv if w != '--owe']
    if not words:
        sys.exit(__doc__)
    tap, debts, owed = Tap(), Debts(DEBTS), []
    drafts = sorted(p for p in DRAFTS.iterdir()
                    if p.with_name(p.stem + '.editor.md').exists() and not p.name.endswith('.editor.md'))
    for path in drafts:
        if words[1:] and path.name not in words[1:]:
            continue
        try:
            for key, verdict in results(words[0], path):
                if isinstance(verdict, Bad):
                    tap.check(key, [verdict])
                    continue
                owed += [key] if verdict else []
                tap.check(key, verdict, debts.ask(key))
        except (Bad, ProgramFailed) as problem:
            tap.check(path.name, [problem])
    if '--owe' in argv:
        write(DEBTS, HEAD, owed)
    elif not words[1:]:
        debts.report(tap, 'tests/drafts/debts')
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
