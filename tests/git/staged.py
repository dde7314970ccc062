#!/usr/bin/env python3
"""The check before a commit: what is read, what stops it, what is passed over (plugin/git/README.md has the table)."""
import os
import sys

from support import BAD, GOOD, OTHER, blocked, main, need, passed, ready


def test_index_not_work_tree(world):
    """index, not work tree: what is staged counts, both ways"""
    repo = ready(world)
    repo.add('draft.txt', GOOD + '\n' + BAD)
    repo.write('draft.txt', GOOD)
    blocked(repo.commit(good=None), 'draft.txt:3:')
    repo.add('draft.txt', GOOD + '\n' + OTHER)
    repo.write('draft.txt', GOOD + '\n' + BAD)
    passed(repo.commit())


def test_partial_staging(world):
    """partial staging: unstaged changes are neither checked nor touched"""
    repo = ready(world)
    repo.add('draft.txt', GOOD + '\n' + OTHER)
    repo.write('draft.txt', GOOD + '\n' + OTHER + '\n' + BAD)
    repo.write('new.txt', BAD)
    index = (repo.path / '.git/index').read_bytes()
    passed(repo.hook('run', 'pre-commit'))
    need((repo.path / '.git/index').read_bytes() == index, 'the index changed')
    need(repo.git('stash', 'list').out == '', 'something was stashed')
    passed(repo.commit())
    need((repo.path / 'draft.txt').read_text().endswith(BAD), 'an unstaged change is lost')
    need((repo.path / 'new.txt').read_text() == BAD, 'an untracked file is lost')


def test_nothing_written(world):
    """nothing is written: repository, index and work tree are byte for byte what they were"""
    repo = ready(world)
    repo.add('draft.txt', BAD)
    before = repo.state()
    need(repo.hook('run', '--profile', 'ap', 'pre-commit', good=(1,)).rc == 1, 'it was not stopped')
    need(repo.state() == before, 'the hook wrote to the repository')


def test_commit_all(world):
    """commit -a: the index that git is about to use is read (index.lock)"""
    repo = ready(world)
    repo.write('draft.txt', GOOD + '\n' + BAD)
    blocked(repo.commit('-a', good=None))
    repo.write('draft.txt', GOOD + '\n' + OTHER)
    passed(repo.commit('-a'), '1 draft checked')


def test_commit_path(world):
    """commit PATH and --only: of what is staged only those paths are checked (next-index)"""
    repo = ready(world)
    repo.add('bad.txt', BAD)
    repo.write('draft.txt', GOOD + '\n' + OTHER)
    passed(repo.commit('draft.txt'), '1 draft checked')
    blocked(repo.commit('--only', 'bad.txt', good=None), 'bad.txt:1:')
    repo.write('draft.txt', GOOD + BAD)
    blocked(repo.commit('--include', 'draft.txt', good=None), 'draft.txt:2:', 'bad.txt:1:')


def test_named_index(world):
    """GIT_INDEX_FILE: the index it names is read, absolute or relative"""
    repo = ready(world)
    for name in (str(world.top / 'other-index'), '.git/another-index'):
        repo.git('read-tree', 'HEAD', env={'GIT_INDEX_FILE': name})
        repo.write('draft.txt', BAD)
        repo.git('add', 'draft.txt', env={'GIT_INDEX_FILE': name})
        blocked(repo.hook('run', '--profile', 'ap', 'pre-commit', env={'GIT_INDEX_FILE': name}, good=None))
        repo.write('draft.txt', GOOD)
        passed(repo.hook('run', '--profile', 'ap', 'pre-commit'))


def test_leaked_variables(world):
    """leaked GIT_*: in a work tree GIT_DIR is exported and honoured; a foreign folder does not matter"""
    repo = ready(world)
    repo.git('worktree', 'add', '-q', '../side', '-b', 'side')
    side = world.top / 'side'
    (side / 'draft.txt').write_text(BAD)
    repo.git('add', 'draft.txt', cwd=side)
    blocked(repo.commit(cwd=side, good=None))
    git_dir = repo.git('rev-parse', '--absolute-git-dir', cwd=side).out.strip()
    env = {'GIT_DIR': git_dir, 'GIT_WORK_TREE': str(side)}
    blocked(repo.hook('run', '--profile', 'ap', 'pre-commit', cwd=world.home, env=env, good=None))


def test_first_commit(world):
    """first commit: no HEAD yet, all lines are new"""
    repo = world.repository()
    repo.install()
    repo.add('draft.txt', GOOD + '\n' + BAD)
    blocked(repo.commit(good=None), 'draft.txt:3:')
    repo.add('draft.txt', GOOD)
    passed(repo.commit(), '1 draft checked')


def test_sha256(world):
    """a repository of SHA-256 ids: libgit2 cannot read it, which is told and stops the commit"""
    repo = world.repository('repo', '--object-format=sha256')
    result = repo.hook('install', good=None)
    if result.rc == 0:
        repo.add('draft.txt', BAD)
        blocked(repo.commit(good=None))
        return
    need(result.rc == 3 and 'could not be opened' in result.err, result)
    need(not (repo.hooks() / 'pre-commit').exists(), 'a hook was left')
    result = repo.hook('run', 'pre-commit', good=None)
    need(result.rc == 3 and 'could not be opened' in result.err, result)


def test_rename(world):
    """rename: the lines that came along are older ones; a new line is a new one"""
    repo = world.repository()
    repo.base(old_txt=BAD + '\n' + GOOD * 6)
    repo.install()
    repo.git('mv', 'old.txt', 'new.txt')
    passed(repo.commit(), 'older finding')
    repo.git('mv', 'new.txt', 'third.txt')
    repo.add('third.txt', BAD + '\n' + GOOD * 6 + '\nThe mayor stole money from the city, a person said on Friday.\n')
    blocked(repo.commit(good=None), 'third.txt:10:')


def test_copy(world):
    """copy: what was copied is new in its place"""
    repo = world.repository()
    repo.base(old_txt=BAD + '\n' + GOOD * 6)
    repo.install()
    repo.add('copy.txt', BAD + '\n' + GOOD * 6)
    blocked(repo.commit(good=None), 'copy.txt:1:')


def test_delete(world):
    """delete: a draft that goes is nothing to check"""
    repo = world.repository()
    repo.base(old_txt=BAD, draft_txt=GOOD)
    repo.install()
    repo.git('rm', '-q', 'old.txt')
    need('onrecord' not in passed(repo.commit()).err, 'something is told of nothing')


def test_type_change(world):
    """type change: a draft that becomes a link is passed over, a link that becomes a draft is all new"""
    repo = ready(world)
    (repo.path / 'draft.txt').unlink()
    os.symlink('elsewhere.txt', repo.path / 'draft.txt')
    repo.git('add', 'draft.txt')
    passed(repo.commit())
    (repo.path / 'draft.txt').unlink()
    repo.add('draft.txt', BAD)
    blocked(repo.commit(good=None))


def test_symlink(world):
    """mode 120000: a link named like a draft is no prose, and what it leads to is not read"""
    repo = ready(world)
    (world.top / 'secret.txt').write_text(BAD)
    os.symlink(world.top / 'secret.txt', repo.path / 'link.txt')
    repo.git('add', 'link.txt')
    need('onrecord' not in passed(repo.commit()).err, 'a link was checked')


def test_submodule(world):
    """mode 160000: a submodule is not prose; its own repository has its own hook"""
    inner = world.repository('inner')
    inner.base(draft_txt=BAD)
    repo = ready(world)
    repo.git('submodule', '--quiet', 'add', str(inner.path), 'sub.txt')
    passed(repo.commit())
    sub = repo.path / 'sub.txt'
    (sub / 'draft.txt').write_text(BAD + '\n' + GOOD)
    repo.git('add', 'draft.txt', cwd=sub)
    repo.onrecord('hook', 'install', '--profile', 'ap', cwd=sub)
    passed(repo.commit(cwd=sub), 'older finding')
    (sub / 'more.txt').write_text(BAD)
    repo.git('add', 'more.txt', cwd=sub)
    blocked(repo.commit(cwd=sub, good=None), 'more.txt:1:')


def test_intent_to_add(world):
    """intent to add: an empty promise is passed over"""
    repo = ready(world)
    repo.write('later.txt', BAD)
    repo.git('add', '-N', 'later.txt')
    repo.add('draft.txt', GOOD + '\n' + OTHER)
    passed(repo.commit(), '1 draft checked')


def diverge(repo, ours, theirs):
    repo.git('checkout', '-q', '-b', 'side')
    for name, text in theirs.items():
        repo.add(name, text)
    repo.git('commit', '-q', '--no-verify', '-m', 'theirs')
    repo.git('checkout', '-q', 'main')
    for name, text in ours.items():
        repo.add(name, text)
    repo.git('commit', '-q', '--no-verify', '-m', 'ours')


def test_merge_taken_over(world):
    """merge: what one side had already is nothing new (pre-merge-commit)"""
    repo = ready(world)
    diverge(repo, {'a.txt': BAD}, {'b.txt': BAD})
    result = repo.git('merge', '-m', 'merged', 'side')
    need('stops it' not in result.err.replace('nothing stops it', ''), result)
    need(len(repo.git('log', '-1', '--format=%P').out.split()) == 2, 'no merge was made')


def test_merge_differs(world):
    """merge: what differs from every parent is checked, on lines that no parent has"""
    repo = ready(world)
    diverge(repo, {'draft.txt': GOOD + '\nOurs was here, said Maria Lopez, the city treasurer.\n'},
            {'draft.txt': GOOD + '\n' + BAD})
    need(repo.git('merge', 'side', good=None).rc != 0, 'there is no conflict')
    repo.add('draft.txt', GOOD + '\n' + BAD)
    passed(repo.commit())
    repo = ready_again(world)
    diverge(repo, {'draft.txt': GOOD + '\nOurs.\n'}, {'draft.txt': GOOD + '\nTheirs.\n'})
    repo.git('merge', 'side', good=None)
    repo.add('draft.txt', GOOD + '\n' + BAD)
    blocked(repo.commit(good=None), 'draft.txt:3:')


def ready_again(world):
    repo = world.repository('again')
    repo.base()
    repo.install()
    return repo


def test_merge_of_one_file(world):
    """merge: pre-merge-commit knows the other parent, and a line that one parent has is no new one"""
    repo = ready(world, '--fail-on', 'info')
    text = [f'Maria Lopez, the city treasurer, said line {i} of the budget was balanced.\n\n' for i in range(12)]
    repo.add('draft.txt', ''.join(text))
    repo.git('commit', '-q', '--no-verify', '-m', 'long')
    diverge(repo, {'draft.txt': ''.join(text[:1] + ['A source said it rained.\n\n'] + text[1:])},
            {'draft.txt': ''.join(text[:-1] + [text[-1] + 'Officials said nothing.\n\n'])})
    result = repo.git('merge', '-m', 'merged', 'side', good=None)
    need(result.rc == 0 and 'older finding' in result.err, result)


def test_unmerged(world):
    """unmerged paths: the check stops and names one"""
    repo = ready(world)
    diverge(repo, {'draft.txt': 'Ours.\n'}, {'draft.txt': 'Theirs.\n'})
    repo.git('merge', 'side', good=None)
    result = repo.hook('run', 'pre-commit', good=(3,))
    need('draft.txt is not merged yet' in result.err, result)


def test_amend(world):
    """amend: what the commit had is older, what is added is new; the amended commit counts as checked"""
    repo = ready(world)
    repo.add('a.txt', OTHER)
    passed(repo.commit())
    repo.add('b.txt', OTHER)
    passed(repo.commit('--amend'), '1 draft checked')
    need(repo.note().rc != 0, 'it is noted as unchecked')
    repo.add('b.txt', OTHER + '\n' + BAD)
    blocked(repo.commit('--amend', good=None), 'b.txt:3:')


def test_rebase(world):
    """rebase: replayed commits whose versions were checked are not noted"""
    repo = ready(world)
    repo.git('checkout', '-q', '-b', 'side')
    repo.add('side.txt', OTHER)
    passed(repo.commit())
    repo.git('checkout', '-q', 'main')
    repo.add('main.txt', OTHER)
    passed(repo.commit())
    repo.git('checkout', '-q', 'side')
    repo.git('rebase', '-q', 'main')
    need(repo.note().rc != 0, 'a replayed commit is noted')


def test_cherry_pick(world):
    """cherry-pick: what is picked is new here; with a conflict settled the commit is checked"""
    repo = ready(world)
    repo.git('checkout', '-q', '-b', 'side')
    repo.add('bad.txt', BAD)
    repo.commit('--no-verify')
    repo.git('checkout', '-q', 'main')
    repo.git('cherry-pick', '--no-commit', 'side')
    blocked(repo.commit(good=None), 'bad.txt:1:')


def test_am(world):
    """am: pre-applypatch checks each patch"""
    repo = ready(world)
    repo.git('checkout', '-q', '-b', 'side')
    repo.add('bad.txt', BAD)
    repo.commit('--no-verify')
    patch = repo.git('format-patch', '-1', '--stdout').out
    repo.git('checkout', '-q', 'main')
    blocked(repo.git('am', stdin=patch, good=None), 'bad.txt:1:')
    repo.git('am', '--abort')
    passed(repo.git('am', stdin=patch, env={'ONRECORD_SKIP': '1'}), 'ONRECORD_SKIP')


def test_skip(world):
    """ONRECORD_SKIP and onrecord.skip: passed over, told and noted"""
    repo = ready(world)
    repo.add('a.txt', BAD)
    passed(repo.commit(env={'ONRECORD_SKIP': '1'}), 'ONRECORD_SKIP is set')
    need('not checked' in repo.note().out, 'no note')
    repo.git('config', 'onrecord.skip', 'true')
    repo.add('b.txt', BAD)
    passed(repo.commit(), 'onrecord.skip is true')
    need('findings that would have stopped it: 2' in repo.note().out, repo.note())


def test_user_settings(world):
    """user's settings: diff drivers, colours, prefixes, quoted names and renames set otherwise change nothing"""
    repo = ready(world)
    for key, value in (('diff.external', '/bin/false'), ('color.ui', 'always'), ('diff.noprefix', 'true'),
                       ('diff.mnemonicPrefix', 'true'), ('core.quotePath', 'true'), ('diff.renames', 'copies'),
                       ('diff.algorithm', 'patience'), ('core.pager', '/bin/false'), ('diff.context', '99'),
                       ('diff.prose.textconv', '/bin/false'), ('diff.prose.command', '/bin/false')):
        repo.git('config', key, value)
    repo.add('.gitattributes', '*.txt diff=prose\n')
    name = 'Bürgermeister "neu" \t.txt'
    repo.add(name, BAD)
    result = blocked(repo.commit(good=None), 'Bürgermeister "neu" .txt:1:')
    need('\x1b' not in result.err, 'colour for no terminal')


def test_lines_only(world):
    """lines only: new lines stop it, older findings are a number, moved and touched ones are old"""
    repo = world.repository()
    repo.base(draft_txt=BAD + '\n' + GOOD + '\n' + OTHER)
    repo.install()
    repo.add('draft.txt', BAD + '\n' + GOOD + '\n' + OTHER + '\nThe meeting went on until noon.\n')
    result = passed(repo.commit(), 'older findings')
    need('anonymous-bare' not in result.err, 'an older finding is told line by line')
    repo.add('draft.txt', GOOD + '\n' + OTHER + '\nThe meeting went on until noon.\n\n' + BAD)
    passed(repo.commit(), 'older findings')
    repo.add('draft.txt', GOOD + '\n' + OTHER + '\nThe meeting went on until noon.\n\n' + BAD.replace('took', 'has taken'))
    passed(repo.commit(), 'older findings')
    repo.add('draft.txt', GOOD + '\n' + OTHER + '\n' + BAD + '\nThe chief lied to the court, an insider said.\n')
    result = blocked(repo.commit(good=None), 'draft.txt:7:')
    need('draft.txt:5:' not in result.err, 'an older finding stops it')


def test_many_findings(world):
    """a screen at most: the rest is a number, and how to see it"""
    repo = ready(world)
    repo.add('bad.txt', '\n'.join(f'The mayor took bribes from builder {i}, a source said.\n' for i in range(60)))
    result = blocked(repo.commit(good=None), '… and ', 'all: onrecord review --staged')
    need(len(result.err.splitlines()) <= 24, f'{len(result.err.splitlines())} lines')


def test_one_line_when_clean(world):
    """one line when clean, nothing where there is no draft"""
    repo = ready(world)
    repo.add('draft.txt', GOOD + '\n' + OTHER)
    result = passed(repo.commit('-q'))
    need(result.err == 'onrecord: 1 draft checked, nothing stops it\n', result)
    repo.add('photo.jpg', b'\xff\xd8\xff\xe0')
    need(passed(repo.commit('-q')).err == '', 'something is told of a photo')


def test_fail_on(world):
    """--fail-on: kept in the hook; warnings stop it, or nothing does"""
    repo = world.repository()
    repo.base()
    repo.hook('install', '--fail-on', 'warning')
    repo.add('draft.txt', BAD)
    blocked(repo.commit(good=None), 'warning:')
    repo.hook('install', '--fail-on', 'never')
    passed(repo.commit(), 'lesser findings')


def test_odd_names(world):
    """names with spaces, newlines, dashes and escapes are checked and shown harmlessly"""
    repo = ready(world)
    for name in ('--help.txt', 'a\nb.txt', 'esc\x1b[31m.txt', 'ä ö.md'):
        repo.add(name, BAD)
    result = blocked(repo.commit(good=None), '--help.txt:1:', 'a b.txt:1:', '<U+001B>', 'ä ö.md:1:')
    need('\x1b' not in result.err, 'an escape went through')


def test_subfolder(world):
    """commit from a folder below the root, and in a work tree named by --git-dir and --work-tree"""
    repo = ready(world)
    repo.add('desk/city/draft.txt', BAD)
    blocked(repo.commit(cwd=repo.path / 'desk', good=None), 'desk/city/draft.txt:1:')
    blocked(repo.git('--git-dir', repo.path / '.git', '--work-tree', repo.path, 'commit', '-m', 'x', cwd=world.home,
                     good=None), 'desk/city/draft.txt:1:')


if __name__ == '__main__':
    sys.exit(main(__name__))
