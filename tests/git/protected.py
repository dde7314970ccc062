#!/usr/bin/env python3
"""The ledger of protected names and the hook: a name stops a commit and a push, and is never told."""
import pathlib
import sys

from support import BAD, GOOD, OTHER, main, need, passed, ready

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'protect'))
import terminal  # noqa: E402
from house import AGAIN, ASKS  # noqa: E402

NAME = 'Philomena Quill'


def protect(world):
    status, out, err, _ = terminal.run([str(world.program), 'protect', 'add', 'S1'], world.env, str(world.top),
                                       [(ASKS, NAME.encode()), (AGAIN, NAME.encode())])
    need(status == 0, (status, out, err))


def stopped(result, *words):
    need(result.rc != 0, f'it was not stopped: {result}')
    for word in words:
        need(word in result.err, f'“{word}” is not told: {result}')
    need('Philomena' not in result.out + result.err and 'Quill' not in result.out + result.err, 'the name is told')


def test_staged(world):
    """staged text of any file, by label, file and line; not what is unstaged"""
    repo = ready(world)
    protect(world)
    repo.add('draft.txt', GOOD + '\nAs philomena\nquill put it, it rained.\n')
    repo.add('code.py', 'x = "QUILL, Philomena"\ny = "Philomena Quill"\n')
    stopped(repo.commit(good=None), 'draft.txt:3: protected: S1', 'code.py:2: protected: S1')
    repo.add('draft.txt', GOOD + '\n' + OTHER)
    repo.add('code.py', 'x = 1\n')
    repo.write('code.py', NAME)
    passed(repo.commit())


def test_name_and_message(world):
    """names of files, and the message of a commit"""
    repo = ready(world)
    repo.install('--commit-msg')
    protect(world)
    repo.add('philomena-quill.csv', 'x\n')
    stopped(repo.commit(good=None), 'protected: S1')
    repo.git('rm', '-q', '--cached', 'philomena-quill.csv')
    repo.add('draft.txt', GOOD + '\n' + OTHER)
    stopped(repo.git('commit', '-m', 'what Philomena Quill said', good=None), 'the commit message:1: protected: S1')
    passed(repo.commit())


def test_push(world):
    """pre-push finds what a later commit took away again"""
    there = world.repository('there', '--bare')
    repo = world.repository()
    repo.base()
    repo.git('remote', 'add', 'origin', str(there.path))
    repo.git('push', '-q', 'origin', 'main')
    protect(world)
    repo.add('code.py', NAME + '\n')
    repo.git('commit', '-q', '-m', 'one')
    repo.add('code.py', 'nobody\n')
    repo.git('commit', '-q', '-m', 'two')
    repo.install('--pre-push')
    stopped(repo.git('push', 'origin', 'main', good=None), ':code.py:1: protected: S1')


def test_findings_too(world):
    """findings are not told beside it: they quote the draft"""
    repo = ready(world)
    protect(world)
    repo.add('draft.txt', BAD + '\n' + NAME + ' said so.\n')
    result = repo.commit(good=None)
    stopped(result, 'draft.txt:3: protected: S1')
    need('draft.txt:1:39:' not in result.err, result)


if __name__ == '__main__':
    sys.exit(main(__name__))
