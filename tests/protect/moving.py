#!/usr/bin/env python3
"""Taking the ledger to another computer: export and import under a passphrase.

    moving.py PROGRAM PLAIN TRACER
"""
import os
import random
import sys

from house import FORMS, NAME, Home, differs, holds, lacks
from tap import Tap

PHRASE = b'correct horse battery'
NEW, AGAIN, OLD = b'export (not shown): ', b'once more: ', b'of the export (not shown): '


def give(home, path, phrase=PHRASE, again=None):
    return home.type(['export', str(path)], [(NEW, phrase), (AGAIN, phrase if again is None else again)])


def take(home, path, phrase=PHRASE):
    return home.type(['import', str(path)], [(OLD, phrase)])


def there_and_back(tap, home, other):
    home.add('harbour aide')
    home.add('source 2', '+47 73 59 50 00')
    path = other.path / 'carry.onrecord'
    status, out, err = give(home, path)
    tap.check('an export is written', differs('status', 0, status) + lacks(err, 'two different ways') +
              differs('output', '', out) +
              differs('mode', '0o600', oct(path.stat().st_mode & 0o777)))
    data = path.read_bytes()
    tap.check('it holds neither names, labels nor the passphrase',
              [f'{x} is in it' for x in [f.encode() for f in FORMS] + [b'harbour aide', PHRASE] if x in data] +
              holds(home.said, PHRASE.decode()))
    draft = other.path / 'draft.txt'
    draft.write_text(f'It was\n{NAME.upper()}, on 73595000.\n')
    other.add('editor’s own', 'Ottoline Vex')
    status, _, err = take(other, path)
    tap.check('it is taken in beside what is there', differs('status', 0, status) +
              lacks(err, '2 of 2 entries were new') +
              differs('labels', ['editor’s own', 'harbour aide', 'source 2'], other.labels()))
    status, out, _ = other.run('check', 'draft.txt')
    tap.check('what was taken in is found', differs('status', 1, status) +
              lacks(out, 'draft.txt:2: protected: harbour aide', 'draft.txt:2: protected: source 2'))
    before = other.ledger.read_bytes()
    status, _, err = take(other, path)
    tap.check('taken in again, nothing is new', differs('status', 0, status) + lacks(err, '0 of 2 entries were new') +
              differs('unchanged', True, before == other.ledger.read_bytes()))
    other.add('later', 'Piet Hollander')
    onward = home.path / 'back.onrecord'
    give(other, onward)
    status, _, err = take(home, onward)
    tap.check('and goes back, with what was added there', lacks(err, '2 of 4 entries were new') +
              differs('labels', ['harbour aide', 'source 2', 'editor’s own', 'later'], home.labels()))


def refused(tap, home, other):
    home.add('harbour aide')
    path = home.path / 'out.onrecord'
    for what, phrase, again, message in (('a short passphrase', b'short', None, 'at least 12 characters'),
                                         ('two different passphrases', PHRASE, PHRASE + b'x', 'two different')):
        status, _, err = give(home, path, phrase, again)
        tap.check(f'refused: {what}', differs('status', 3, status) + lacks(err, message) +
                  differs('made', False, path.exists()))
    path.write_text('precious')
    status, _, err = give(home, path)
    tap.check('an export overwrites nothing', differs('status', 3, status) + lacks(err, 'there already') +
              differs('content', 'precious', path.read_text()))
    folder = home.path / 'repository'
    folder.mkdir()
    home.git('init', '-q', folder=folder)
    status, _, err = give(home, folder / 'x')
    tap.check('no export lies in a repository', differs('status', 3, status) + lacks(err, 'lie in a git repository'))
    status, _, err = give(home, home.path / 'nowhere' / 'x')
    tap.check('a folder that is not there is told', differs('status', 3, status) +
              lacks(err, 'folder cannot be opened'))
    status, _, err = give(other, other.path / 'x')
    tap.check('nothing can be exported from an empty ledger', differs('status', 3, status) +
              lacks(err, 'nothing to export'))
    status, _, err = take(other, other.path / 'missing')
    tap.check('an export that is not there is told', differs('status', 3, status) + lacks(err, 'no such file'))


def wrong_or_damaged(tap, home, other):
    home.add('harbour aide')
    path = other.path / 'out.onrecord'
    give(home, path)
    other.add('own', 'Ottoline Vex')
    before = other.ledger.read_bytes()
    status, _, err = take(other, path, PHRASE + b'!')
    tap.check('a wrong passphrase is told and changes nothing', differs('status', 3, status) +
              lacks(err, 'the passphrase is wrong') + differs('unchanged', True, before == other.ledger.read_bytes()))
    good, chance, problems = path.read_bytes(), random.Random(4), []
    bad = [b'', good[:50], good[:-1], good + b'x', os.urandom(len(good))]
    # Whatever bit is wrong: the head with Argon2id's cost, the salt, the nonce, the box.
    for i in [3, 16, 24, 30, 33, 60, 90, chance.randrange(len(good))]:
        bad.append(good[:i] + bytes([good[i] ^ 1 << chance.randrange(8)]) + good[i + 1:])
    for data in bad:
        path.write_bytes(data)
        status, _, err = take(other, path)
        problems += differs('status', 3, status) + differs('unchanged', True, before == other.ledger.read_bytes())
        known = ('the passphrase is wrong, or the file is damaged', 'this is no export', 'not enough memory')
        problems += [] if any(x in err for x in known) else [f'said {err!r}']
    tap.check('a damaged export is told and changes nothing', problems)


def main(program, _plain, _tracer):
    tap = Tap()
    for part in (there_and_back, refused, wrong_or_damaged):
        with Home(program) as home, Home(program) as other:
            part(tap, home, other)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
