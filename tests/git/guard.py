#!/usr/bin/env python3
"""Guards: all that leaves by a commit or a push is shown to them. The program has one that looks for a word."""
import os
import sys

from support import BAD, GOOD, OTHER, main, need, passed, ready


def stopped(result, *words):
    need(result.rc != 0 and ('stops it' in result.err or 'stop it' in result.err), result)
    for word in words:
        need(word in result.err, f'“{word}” is not told: {result}')


def test_staged(world):
    """what is staged: texts and names of all files, drafts or not; unstaged ones are not looked at"""
    repo = ready(world)
    repo.add('.gitattributes', 'left.txt -onrecord\nbin.txt binary\n')
    for name in ('draft.txt', 'code.py', 'left.txt', 'bin.txt', 'desk/deep.md'):
        repo.add(name, GOOD + 'Zebedee\n')
    repo.add('nul.dat', b'\0\1Zebedee\0')
    repo.add('about-Zebedee.csv', 'x\n')
    repo.write('unstaged.txt', 'Zebedee\n')
    result = repo.commit(good=None)
    stopped(result, *[f'protected in the text of {n}' for n in ('draft.txt', 'code.py', 'left.txt', 'bin.txt', 'desk/deep.md',
                                                               'nul.dat')], 'protected in the name of about-Zebedee.csv')
    need('unstaged.txt' not in result.err, result)


def test_no_text(world):
    """links, submodules, deletions and blobs that are not here are passed over without a fault"""
    inner = world.repository('inner')
    inner.base()
    repo = ready(world)
    os.symlink('/Zebedee', repo.path / 'link.txt')
    repo.git('submodule', '--quiet', 'add', str(inner.path), 'sub')
    repo.git('rm', '-q', 'draft.txt')
    repo.git('add', '.')
    passed(repo.commit())


def test_message(world):
    """the message of a commit and who makes it"""
    repo = ready(world)
    repo.install('--commit-msg')
    repo.add('draft.txt', GOOD + OTHER)
    result = repo.git('commit', '-m', 'as Zebedee said', good=None)
    need(result.rc != 0 and 'protected in the message of the commit message' in result.err, result)
    result = repo.commit(good=None, env={'GIT_AUTHOR_NAME': 'Zebedee'})
    need(result.rc != 0 and 'protected in the author of GIT_AUTHOR_NAME' in result.err, result)
    passed(repo.commit())


def test_not_looked_at(world):
    """what a guard cannot look at stops the commit"""
    repo = ready(world)
    repo.add('code.py', 'Unseeable\n')
    result = repo.commit(good=None)
    need(result.rc != 0 and 'code.py could not be looked through' in result.err, result)


def test_findings_too(world):
    """where there are hits, they alone are told: findings quote the draft"""
    repo = ready(world)
    repo.add('draft.txt', BAD + 'Zebedee\n')
    result = repo.commit(good=None)
    stopped(result, 'protected in the text of draft.txt')
    need('draft.txt:1:39:' not in result.err, result)


def pushing(world, *options):
    there = world.repository('there', '--bare')
    repo = world.repository()
    repo.base()
    repo.git('remote', 'add', 'origin', str(there.path))
    repo.git('push', '-q', 'origin', 'main')
    return repo, there


def leak(repo):
    """Two commits: the second takes away what the first added."""
    repo.add('code.py', 'Zebedee\n')
    repo.git('commit', '-q', '-m', 'one')
    repo.add('code.py', 'nobody\n')
    repo.git('commit', '-q', '-m', 'two')


def test_pre_push(world):
    """pre-push: each commit by itself, so that what was taken away again is found"""
    repo, _ = pushing(world)
    repo.install('--pre-push')
    leak(repo)
    first = repo.git('rev-parse', 'HEAD~1').out[:10]
    stopped(repo.git('push', 'origin', 'main', good=None), f'protected in the text of {first}:code.py')
    repo.git('reset', '-q', '--hard', 'HEAD~2')
    repo.git('commit', '-q', '--allow-empty', '-m', 'of Zebedee')
    stopped(repo.git('push', 'origin', 'main', good=None), 'protected in the message of the message of')
    repo.git('reset', '-q', '--hard', 'HEAD~1')
    repo.git('commit', '-q', '--allow-empty', '-m', 'x', '--author', 'Zebedee <z@example.org>')
    stopped(repo.git('push', 'origin', 'main', good=None), 'protected in the author of the people of')


def test_pre_receive(world):
    """pre-receive: the same on the server, and no override lets it through"""
    repo, there = pushing(world)
    there.hook('install', '--pre-receive')
    there.git('config', 'receive.advertisePushOptions', 'true')
    there.git('config', 'onrecord.allowOverride', 'true')
    leak(repo)
    stopped(repo.git('push', 'origin', 'main', good=None), ':code.py')
    result = repo.git('push', '-o', 'onrecord.override=because', 'origin', 'main', good=None)
    stopped(result, 'never let through')


if __name__ == '__main__':
    sys.exit(main(__name__))
