#!/usr/bin/env python3
"""When the program ends, no name is left in its memory.

    memory.py PROGRAM PLAIN TRACER

The program is the plain one: sanitizers keep what was freed. That the search can find something is shown with a
label, which is no secret.
"""
import sys

from house import AGAIN, ASKS, FORMS, NAME, Home, absolute
from moving import NEW, OLD, PHRASE
from tap import Tap

LABEL = 'harbouraide'


def look(home, tracer, texts, words, answers):
    """What was found of the texts, or None where ptrace is not permitted: then the reason is second."""
    status, out, err = home.type(words, answers, before=(tracer, 'memory', *texts, '--'))
    if status == 77:
        return None, err.strip()
    return [line for line in out.splitlines() if line.startswith('found')], out + err


def main(_program, plain, tracer):
    tap, tracer = Tap(), absolute(tracer)
    typed = [(ASKS, NAME.encode()), (AGAIN, NAME.encode())]
    with Home(plain) as home:
        found, out = look(home, tracer, [LABEL], ['add', LABEL], typed)
        if found is None:
            tap.skip('no name is left in memory', f'ptrace is not permitted here: {out}')
            return tap.end()
        tap.check('what is in memory is found', [] if found else [f'the label is not: {out}'])
        for what, words, answers in (
                ('add', ['add', LABEL], typed),
                ('add of a label that tells', ['add', NAME.split()[0]], typed),
                ('add, typed differently', ['add', LABEL], [typed[0], (AGAIN, b'other')]),
                ('list', ['list'], []),
                ('remove', ['remove', 'another'], [])):
            texts = [form for form in FORMS if form not in ' '.join(words)]
            found, out = look(home, tracer, texts, words, answers)
            tap.check(f'{what}: no name is left in memory', found + ([] if 'looked at' in out else [out]))
        phrase = [PHRASE.decode()]
        path = str(home.path / 'x')
        found, out = look(home, tracer, FORMS + phrase, ['export', path], [(NEW, PHRASE), (AGAIN, PHRASE)])
        tap.check('export: no passphrase is left in memory', found + ([] if 'looked at' in out else [out]))
        found, out = look(home, tracer, FORMS + phrase, ['import', path], [(OLD, PHRASE)])
        tap.check('import: no passphrase is left in memory', found + ([] if 'looked at' in out else [out]))
        (home.path / 'draft.md').write_text(f'The aide, **{NAME.upper()}**, and {NAME.lower()}.\n' * 50)
        found, out = look(home, tracer, FORMS, ['check', 'draft.md'], [])
        tap.check('check: nothing of the draft is left in memory', found + ([] if 'protected: ' in out else [out]))
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
