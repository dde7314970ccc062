#!/usr/bin/env python3
"""What is noted after a commit, and the checks on the way out and on the server."""
import os
import sys

from support import BAD, GOOD, OTHER, Repository, blocked, main, need, passed, ready


def test_no_verify(world):
    """--no-verify: post-commit notes that the commit was not checked, and what would have stopped it"""
    repo = ready(world)
    repo.add('bad.txt', BAD)
    passed(repo.commit('--no-verify'), 'was not checked')
    note = repo.note().out
    need('not checked before the commit' in note and 'would have stopped it: 2' in note, note)
    repo.add('good.txt', OTHER)
    repo.commit('--no-verify')
    need('drafts that were not checked: 1' in repo.note().out, repo.note())


def test_checked_is_not_noted(world):
    """a commit that was checked has no note; nor has one without drafts"""
    repo = ready(world)
    repo.add('good.txt', OTHER)
    passed(repo.commit())
    need(repo.note().rc != 0, repo.note())
    repo.add('photo.jpg', 'no draft')
    repo.commit('--no-verify')
    need(repo.note().rc != 0, repo.note())


def test_no_cache(world):
    """where nothing can be kept, a commit is noted only if something would have stopped it"""
    repo = ready(world)
    env = {'XDG_CACHE_HOME': '/dev/null/none'}
    repo.add('good.txt', OTHER)
    passed(repo.commit(env=env))
    need(repo.note().rc != 0, repo.note())
    repo.add('bad.txt', BAD)
    repo.commit('--no-verify', env=env)
    need('would have stopped it: 2' in repo.note().out, repo.note())


def test_cache_is_outside(world):
    """what was checked is kept in the cache folder, for the owner alone, and may be deleted"""
    repo = ready(world)
    repo.add('good.txt', OTHER)
    repo.commit()
    kept = world.home / '.cache/onrecord/checked'
    need(kept.stat().st_mode & 0o777 == 0o600 and kept.parent.stat().st_mode & 0o777 == 0o700, 'others may read it')
    kept.unlink()
    repo.add('good.txt', OTHER + GOOD)
    passed(repo.commit())
    need(repo.note().rc != 0, repo.note())


def pushing(world):
    there = world.repository('there', '--bare')
    repo = world.repository()
    repo.base()
    repo.git('remote', 'add', 'origin', str(there.path))
    repo.git('push', '-q', 'origin', 'main')
    return repo, there


def test_pre_push(world):
    """pre-push: what the remote does not have is checked, in all its commits together"""
    repo, _ = pushing(world)
    repo.install('--pre-push')
    repo.add('bad.txt', BAD)
    repo.commit()
    repo.add('good.txt', OTHER)
    repo.commit()
    result = blocked(repo.git('push', 'origin', 'main', good=None), 'refs/heads/main: 2 drafts checked', 'bad.txt:1:')
    more = result.err.split('all: onrecord ')[1].split()[:2]
    need('bad.txt:1:' in repo.onrecord(*more).out, more)
    passed(repo.git('push', '--no-verify', 'origin', 'main'))
    repo.add('bad.txt', BAD + GOOD)
    repo.commit()
    passed(repo.git('push', 'origin', 'main'), 'older findings')
    passed(repo.git('push', 'origin', 'main:copy'))
    passed(repo.git('push', 'origin', ':copy'))
    repo.git('tag', '-a', '-m', 'x', 'v1')
    passed(repo.git('push', 'origin', 'v1'))


def test_pre_push_tells_noted(world):
    """pre-push: commits that were not checked are named"""
    repo, _ = pushing(world)
    repo.install()
    repo.install('--pre-push')
    repo.add('good.txt', OTHER)
    repo.commit('--no-verify')
    passed(repo.git('push', 'origin', 'main'), 'was not checked before the commit: a change')


def test_pre_push_new_remote(world):
    """pre-push to an empty repository: everything is new"""
    repo = world.repository()
    repo.base(draft_txt=GOOD, bad_txt=BAD)
    there = world.repository('there', '--bare')
    repo.install('--pre-push')
    blocked(repo.git('push', str(there.path), 'main', good=None), 'bad.txt:1:')


def serving(world, *options):
    repo, there = pushing(world)
    there.hook('install', '--pre-receive', '--profile', 'ap', *options)
    return repo, there


def test_pre_receive(world):
    """pre-receive: a bare repository refuses a push whose new lines have findings; quarantine is read"""
    repo, there = serving(world)
    repo.add('bad.txt', BAD)
    repo.commit()
    result = blocked(repo.git('push', 'origin', 'main', good=None), 'bad.txt:1:', 'pre-receive hook declined')
    need(there.git('rev-parse', 'main').out == repo.git('rev-parse', 'main~1').out, result)
    need(there.git('count-objects').out.startswith('3 '), 'objects of a refused push were kept')
    repo.add('bad.txt', OTHER)
    repo.commit('--amend')
    passed(repo.git('push', 'origin', 'main'), 'refs/heads/main: 1 draft checked, nothing stops it')


def test_pre_receive_create_and_delete(world):
    """pre-receive: refs that begin or end (zero ids), tags, and branches that are there already"""
    repo, there = serving(world)
    passed(repo.git('push', 'origin', 'main:copy'))
    passed(repo.git('push', 'origin', ':copy'))
    repo.git('tag', '-a', '-m', 'x', 'v1')
    passed(repo.git('push', 'origin', 'v1'))
    blob = repo.git('hash-object', '-w', '--stdin', stdin=BAD).out.strip()
    repo.git('tag', 'a-blob', blob)
    passed(repo.git('push', 'origin', 'a-blob'))
    repo.git('checkout', '-q', '--orphan', 'other')
    repo.add('bad.txt', BAD)
    repo.commit()
    blocked(repo.git('push', 'origin', 'other', good=None), 'refs/heads/other', 'bad.txt:1:')


def test_pre_receive_first_push(world):
    """pre-receive: the first push into an empty repository"""
    repo = world.repository()
    repo.base(bad_txt=BAD)
    there = world.repository('there', '--bare')
    there.hook('install', '--pre-receive', '--profile', 'ap')
    blocked(repo.git('push', there.path, 'main', good=None), 'bad.txt:1:')
    repo.add('.gitattributes', '* -onrecord\n')
    repo.commit()
    blocked(repo.git('push', there.path, 'main', good=None), 'bad.txt:1:')


def test_pre_receive_trusted(world):
    """pre-receive: which files are drafts is read from a trusted ref, never from what is pushed"""
    repo, there = serving(world)
    repo.add('.gitattributes', '*.txt -onrecord\n')
    repo.add('bad.txt', BAD)
    repo.commit()
    blocked(repo.git('push', 'origin', 'main', good=None), 'bad.txt:1:')
    repo.git('reset', '-q', '--hard', 'HEAD~1')
    repo.add('.gitattributes', 'notes.txt -onrecord\n')
    repo.commit()
    passed(repo.git('push', 'origin', 'main'))
    repo.add('notes.txt', BAD)
    repo.commit()
    passed(repo.git('push', 'origin', 'main'))
    there.hook('install', '--pre-receive', '--profile', 'ap', '--trusted', 'refs/heads/none')
    repo.add('notes.txt', BAD + GOOD)
    repo.commit()
    result = repo.git('push', 'origin', 'main', good=None)
    need(result.rc != 0 and 'refs/heads/none' in result.err, result)


def test_pre_receive_override(world):
    """pre-receive: a push option with a reason overrides it where the server allows that"""
    repo, there = serving(world)
    there.git('config', 'receive.advertisePushOptions', 'true')
    repo.add('bad.txt', BAD)
    repo.commit()
    option = ('-o', 'onrecord.override=the editor knows the source')
    result = repo.git('push', *option, 'origin', 'main', good=None)
    need(result.rc != 0 and 'takes no override' in result.err, result)
    there.git('config', 'onrecord.allowOverride', 'true')
    need(repo.git('push', '-o', 'onrecord.override=', 'origin', 'main', good=None).rc != 0, 'no reason, and it passes')
    passed(repo.git('push', *option, 'origin', 'main'), 'overridden: the editor knows the source')


def test_pre_receive_not_skipped(world):
    """pre-receive: what is pushed, and the pusher's environment, cannot pass it over"""
    repo, there = serving(world)
    repo.add('bad.txt', BAD)
    repo.commit()
    blocked(repo.git('push', 'origin', 'main', good=None, env={'ONRECORD_SKIP': '1'}), 'bad.txt:1:')


def test_pre_receive_merge(world):
    """pre-receive: a merge of what is there brings nothing new"""
    repo, there = serving(world)
    there.hook('uninstall')
    repo.git('checkout', '-q', '-b', 'side')
    repo.add('bad.txt', BAD)
    repo.commit()
    repo.git('push', '-q', 'origin', 'side')
    there.hook('install', '--pre-receive', '--profile', 'ap')
    repo.git('checkout', '-q', 'main')
    repo.add('draft.txt', GOOD + OTHER)
    repo.commit()
    repo.git('merge', '-q', '-m', 'merged', 'side')
    passed(repo.git('push', 'origin', 'main'))


def test_commit_msg(world):
    """commit-msg: the hook runs and lets a message pass that gives nobody away"""
    repo = ready(world)
    repo.install('--commit-msg')
    need((repo.hooks() / 'commit-msg').exists(), 'it is not there')
    repo.add('good.txt', OTHER)
    passed(repo.commit())


if __name__ == '__main__':
    sys.exit(main(__name__))
