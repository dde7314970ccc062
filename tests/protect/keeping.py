#!/usr/bin/env python3
"""The ledger on disk: what is typed, who may read it, where it may lie, what becomes of a damaged one.

    keeping.py PROGRAM PLAIN TRACER
"""
import os
import random
import resource
import shutil
import signal
import sys
import termios
import threading
import time

from house import AGAIN, ASKS, FORMS, NAME, Home, absolute, differs, holds, lacks
from tap import Tap
from terminal import Terminal


def everything(home):
    """All bytes that were written, and all names."""
    for path in home.path.rglob('*'):
        yield str(path), str(path).encode()
        if path.is_file():
            yield str(path), path.read_bytes()


def typed_and_kept(tap, home):
    status, out, err = home.add('harbour aide')
    tap.check('a name is typed twice and kept', differs('status', 0, status) + differs('output', '', out) +
              lacks(err, 'harbour aide is protected now') + differs('labels', ['harbour aide'], home.labels()))
    tap.check('what is typed is not shown', holds(home.shown, *FORMS))
    home.add('harbour aide', '+47 73 59 50 00')
    home.add('source 2', 'deepfox99')
    tap.check('one label may stand for several', differs('list', 'harbour aide (name; number)\nsource 2 (words)\n',
                                                         home.run('list')[1]))
    problems = []
    for where, data in everything(home):
        for form in FORMS:
            for shape in (form.encode(), form.encode('utf-16-le'), form.encode()[::-1], form.encode().hex().encode()):
                problems += [f'{form} in {where}'] if shape in data else []
    tap.check('no file holds the name', problems)
    sizes = len(home.ledger.read_bytes())
    home.add('source 3', 'Bo Lindqvist-Aarhus')
    tap.check('the size does not tell how many there are', differs('bytes', sizes, len(home.ledger.read_bytes())))
    before = home.ledger.read_bytes()
    status, _, err = home.run('remove', 'source 2')
    tap.check('a label is removed', differs('status', 0, status) + lacks(err, 'no longer protected') +
              differs('labels', ['harbour aide', 'source 3'], home.labels()) +
              ([] if before != home.ledger.read_bytes() else ['the ledger is as before']))
    status, _, err = home.run('remove', 'no such label')
    tap.check('what is not there cannot be removed', differs('status', 2, status) + lacks(err, 'no such label'))


def refused_when_typed(tap, home):
    home.add('first', 'Someone Else')
    before = home.ledger.read_bytes()
    rows = [
        ('too short', ['x', 'Bo'], 'too short'),
        ('typed differently', ['x', NAME, NAME + 'x'], 'two different things'),
        ('nothing', ['x', ''], 'nothing was typed'),
        ('too long to type', ['x', 'y' * 1000], 'too long'),
        ('too long to be looked for', ['x', 'abcdefghij' * 14], 'too long'),
        ('the name as its label', ['The Quillfeather, Zdravka', NAME], 'the label holds the name itself'),
        ('a part of the name as its label', ['ZDRAVKÁ’s brother', NAME], 'or a part of it'),
        ('a label of two lines', ['a\nb', NAME], 'one line of plain text'),
        ('a label too long', ['l' * 96, NAME], 'at most 95 bytes'),
    ]
    for what, words, message in rows:
        status, out, err = home.add(*words)
        tap.check(f'refused: {what}', differs('status', 3, status) + lacks(err, message) + differs('output', '', out) +
                  differs('the ledger changed', True, before == home.ledger.read_bytes()))
    status, _, err = home.run('add', '')
    tap.check('refused: an empty label', differs('status', 2, status) + lacks(err, 'is empty'))
    status, _, err = home.run('add', 'x', stdin=f'{NAME}\n{NAME}\n')
    tap.check('a name is not taken from a pipe', differs('status', 3, status) + lacks(err, 'there is no terminal'))
    status, _, err = home.run(NAME)
    tap.check('a name on the command line is not said again', differs('status', 2, status) + holds(err, *FORMS))
    status, _, err = home.run('add', *NAME.split())
    tap.check('nor as too many words', differs('status', 2, status) + holds(err, *FORMS) +
              lacks(err, 'quotation marks'))
    tap.check('the name is in nothing the program said', holds(home.said, *FORMS))


def interrupted(tap, home):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it is ignored, by the program too
    for name, number in (('SIGINT', signal.SIGINT), ('SIGTERM', signal.SIGTERM), ('SIGHUP', signal.SIGHUP)):
        run = Terminal([home.program, 'protect', 'add', 'x'], home.environment, home.path)
        there = run.read_until(ASKS)
        silent = not termios.tcgetattr(run.slave)[3] & termios.ECHO
        os.write(run.master, b'Zdra')
        run.process.send_signal(number)
        run.process.wait(30)
        shows = bool(termios.tcgetattr(run.slave)[3] & termios.ECHO)
        status = run.end()[0]
        tap.check(f'{name} leaves a terminal that shows what is typed',
                  ([] if there and silent else ['it was not silent']) + ([] if shows else ['it stays silent']) +
                  differs('status', -number, status))
    run = Terminal([home.program, 'protect', 'add', 'x'], home.environment, home.path)
    run.read_until(ASKS)
    os.write(run.master, b'Zdra\x03')
    tap.check('the interrupt key ends it', differs('status', -signal.SIGINT, run.end()[0]) +
              holds(run.shown.decode(), 'Zdra'))


def not_dumped(tap, home):
    """While it waits for the name no core dump is possible and no other program may look in."""
    def want_core():
        resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
    want_core()
    run = Terminal([home.program, 'protect', 'add', 'x'], home.environment, home.path)
    run.read_until(ASKS)
    with open(f'/proc/{run.process.pid}/limits') as limits:
        core = [line.split()[4:6] for line in limits if line.startswith('Max core file size')]
    run.process.send_signal(signal.SIGSEGV)
    run.process.wait(30)
    run.end()
    tap.check('no core dump is written', differs('limits', [['0', '0']], core))


def not_looked_into(tap, home):
    if os.geteuid() != 0:
        user = None
    else:
        import pwd
        user = pwd.getpwnam('nobody')
    if not user:
        tap.skip('its memory is closed to others', 'only root sees whom /proc/PID/mem belongs to')
        return
    place = home.path / 'nobody'
    place.mkdir()
    os.chown(place, user.pw_uid, user.pw_gid)
    for folder in (home.path, home.path.parent):
        folder.chmod(0o755)
    program = home.path / 'copy'
    shutil.copy(home.program, program)
    program.chmod(0o755)
    run = Terminal([str(program), 'protect', 'add', 'x'], {**home.environment, 'HOME': str(place)}, place,
                   user=user.pw_uid, group=user.pw_gid)
    there = run.read_until(ASKS)
    owner = os.stat(f'/proc/{run.process.pid}/mem').st_uid if there else None
    run.process.kill()
    err = run.end()[2]
    if not there:
        tap.skip('its memory is closed to others', f'it could not be run as another user: {err!r}')
    else:
        tap.check('its memory is closed to others', differs('owner', 0, owner))


def permissions(tap, home):
    old = os.umask(0)
    home.add('a')
    os.umask(old)
    modes = {str(p.relative_to(home.path)): oct(p.stat().st_mode & 0o777)
             for p in (home.ledger, home.key, home.ledger.parent, home.key.parent)}
    tap.check('files are their owner’s alone, whatever the umask',
              differs('modes', ['0o600', '0o600', '0o700', '0o700'], list(modes.values())))
    for path, mode, good in ((home.ledger, 0o640, 0o600), (home.key, 0o604, 0o600), (home.ledger.parent, 0o750, 0o700),
                             (home.key.parent, 0o701, 0o700)):
        path.chmod(mode)
        for words in (['list'], ['check', '-'], ['remove', 'a']):
            status, _, err = home.run(*words)
            tap.check(f'{words[0]}: refused while {path.name} has mode {mode:o}', differs('status', 3, status) +
                      lacks(err, f'chmod {good:o}', str(path)))
        path.chmod(good)
    target = home.path / 'elsewhere'
    home.ledger.rename(target)
    home.ledger.symlink_to(target)
    status, _, err = home.run('list')
    tap.check('a link in place of the ledger is refused', differs('status', 3, status) + lacks(err, 'it is a link'))


def outside_repositories(tap, home):
    for kind, words in (('work tree', ['init', '-q']), ('bare repository', ['init', '-q', '--bare'])):
        folder = home.path / kind.split()[0]
        folder.mkdir()
        home.git(*words, folder=folder)
        for variable in ('XDG_DATA_HOME', 'XDG_STATE_HOME'):
            place = folder / 'deep' / variable
            status, _, err = home.type(['add', 'x'], [], **{variable: str(place)})
            tap.check(f'{variable} in a {kind} is refused before anything is asked or made',
                      differs('status', 3, status) + lacks(err, 'lies in a git repository') +
                      differs('made', False, place.exists()))
    status, _, err = home.add('x', XDG_DATA_HOME='relative', XDG_STATE_HOME='')
    tap.check('a relative XDG_DATA_HOME does not count', differs('status', 0, status) +
              differs('made', True, home.ledger.exists()))
    status, out, err = home.run('list', HOME='')
    tap.check('without HOME the system’s own record of it counts', differs('status', 0, status) + holds(err, 'HOME'))
    home.git('init', '-q', folder=home.path)
    status, _, err = home.run('check', '-')
    tap.check('a ledger around which a repository was made is refused', differs('status', 3, status) +
              lacks(err, 'lies in a git repository'))


def damaged(tap, home):
    home.add('a')
    (home.path / 'draft.txt').write_text(f'It was {NAME}.\n')
    chance = random.Random(1)
    for path in (home.ledger, home.key):
        good = path.read_bytes()
        places = [0, 15, 16, 31, 40, len(good) - 1] + [chance.randrange(len(good)) for _ in range(12)]
        bad = [good[:i] + bytes([good[i] ^ 1 << chance.randrange(8)]) + good[i + 1:] for i in places]
        bad += [b'', good[:1], good[:60], good[:-1], good + b'x', b'\0' * len(good)]
        problems = []
        for data in bad:
            path.write_bytes(data)
            status, out, err = home.run('check', 'draft.txt')
            problems += differs('status', 3, status) + differs('output', '', out)
            problems += [] if 'is damaged' in err or 'was not made with the key' in err else [f'said {err!r}']
            status, _, err = home.type(['add', 'b'], [])
            problems += differs('status of add', 3, status) + differs('file changed', True, path.read_bytes() == data)
        path.write_bytes(good)
        tap.check(f'a damaged {path.name} is told, and never taken for clean or written over', problems)
        path.rename(home.path / 'moved')
        status, out, err = home.run('check', 'draft.txt')
        if path == home.key:
            tap.check('a missing key is told', differs('status', 3, status) + lacks(err, 'key', 'is missing'))
        else:
            tap.check('no ledger protects nothing, and says so', differs('status', 0, status) +
                      lacks(err, 'nothing is protected'))
        (home.path / 'moved').rename(path)
    tap.check('put back, all is as before', differs('status', 1, home.run('check', 'draft.txt')[0]))


def at_once(tap, home):
    home.add('0', 'Someone Else')
    names = ['Anna Bergstrand', 'Bela Csontos', 'Carlo Dimaggio', 'Dora Eklund']
    threads = [threading.Thread(target=Home.add, args=(home, name[0], name)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tap.check('four at once are all kept', differs('labels', ['0', 'A', 'B', 'C', 'D'], sorted(home.labels())))


def killed(tap, home, tracer):
    """Killed before each change it makes to the disk: afterwards there is the old ledger or the new one."""
    if os.uname().machine != 'x86_64':
        tap.skip('killed at any moment', 'the tracer knows the system calls of x86-64 only')
        return
    home.add('old', 'Someone Else')
    keep = home.path / 'kept'
    shutil.copytree(home.path / '.local', keep)
    problems, moment, seen = [], 0, set()
    while moment < 100:
        moment += 1
        shutil.rmtree(home.path / '.local')
        shutil.copytree(keep, home.path / '.local')
        status, out, err = home.add('new', before=(tracer, 'kill', str(moment), '--'))
        if status == 77:
            tap.skip('killed at any moment', err.strip())
            return
        labels = tuple(home.labels())
        seen.add(labels)
        problems += [] if labels in (('old',), ('old', 'new')) else [f'moment {moment}: {labels}']
        home.add('after', 'Someone Third')
        problems += [] if 'after' in home.labels() else [f'moment {moment}: nothing can be added any more']
        problems += [f'left over: {p.name}' for p in home.ledger.parent.iterdir() if p.name != 'ledger']
        if 'ended' in out:
            break
    tap.check(f'killed at any of {moment - 1} moments, the old ledger or the new one is there',
              problems + differs('seen', {('old',), ('old', 'new')}, seen) +
              ([] if moment > 4 else ['too few moments']))


def killed_by_chance(tap, home):
    home.add('old', 'Someone Else')
    chance, problems = random.Random(3), []
    for turn in range(25):
        run = Terminal([home.program, 'protect', 'add', f'n{turn}'], home.environment, home.path)
        run.answer(ASKS, NAME.encode())
        run.answer(AGAIN, NAME.encode())
        time.sleep(chance.random() * 0.06)
        run.process.kill()
        run.end()
        labels = home.labels()
        problems += [] if labels and labels[0] == 'old' else [f'turn {turn}: {labels}']
    tap.check('killed 25 times by chance, the ledger is whole', problems)


def main(program, _plain, tracer):
    tap = Tap()
    for part in (typed_and_kept, refused_when_typed, interrupted, not_dumped, not_looked_into, permissions,
                 outside_repositories, damaged, at_once, killed_by_chance):
        with Home(program) as home:
            part(tap, home)
    with Home(program) as home:
        killed(tap, home, absolute(tracer))
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
