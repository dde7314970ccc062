#!/usr/bin/env python3
"""Putting the hook in place and taking it away: whatever is there already, wherever git looks."""
import os
import shutil
import sys

from support import BAD, GOOD, OTHER, Repository, blocked, main, need, passed

NAMES = ('pre-commit', 'pre-merge-commit', 'pre-applypatch', 'post-commit', 'post-applypatch')


def ready(world):
    repo = world.repository()
    repo.base()
    return repo


def script(path, text, mode=0o755):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('#!/bin/sh\n' + text)
    path.chmod(mode)
    return path


def test_install_and_uninstall(world):
    """install, status and uninstall: the folder of hooks ends as it began"""
    repo = ready(world)
    before = repo.state()
    need(repo.hook('status', good=(1,)).rc == 1, 'status is 0 without hooks')
    repo.install()
    need({p.name for p in repo.hooks().iterdir()} >= set(NAMES), 'a hook is missing')
    need(repo.hook('status').out.count('installed, runs') == len(NAMES), repo.hook('status'))
    repo.install()
    repo.hook('uninstall')
    need(repo.state() == before, 'something is left')
    need('there is no hook of onrecord' in repo.hook('uninstall').out, 'uninstalled twice')


def test_linked_work_tree(world):
    """work trees: .git is a file there; the hooks are those of the repository"""
    repo = ready(world)
    repo.git('worktree', 'add', '-q', '../side', '-b', 'side')
    side = Repository(world, world.top / 'side')
    side.install()
    need(side.hooks() == repo.hooks() and (repo.hooks() / 'pre-commit').exists(), 'not where git looks')
    side.add('draft.txt', BAD)
    blocked(side.commit(good=None))
    repo.add('draft.txt', BAD)
    blocked(repo.commit(good=None))


def test_separate_git_dir(world):
    """a repository whose .git is a file (--separate-git-dir)"""
    world.run(['git', 'init', '-q', '--separate-git-dir', world.top / 'elsewhere.git', 'repo'])
    repo = Repository(world, world.top / 'repo')
    repo.install()
    need((world.top / 'elsewhere.git/hooks/pre-commit').exists(), 'not where git looks')
    repo.add('draft.txt', BAD)
    blocked(repo.commit(good=None))


def test_worktree_config(world):
    """settings of one work tree (extensions.worktreeConfig) name its hooks"""
    repo = ready(world)
    repo.git('config', 'extensions.worktreeConfig', 'true')
    repo.git('worktree', 'add', '-q', '../side', '-b', 'side')
    side = Repository(world, world.top / 'side')
    side.git('config', '--worktree', 'core.hooksPath', str(world.top / 'side-hooks'))
    side.install()
    need((world.top / 'side-hooks/pre-commit').exists(), 'not where git looks')
    side.add('draft.txt', BAD)
    blocked(side.commit(good=None))


def test_hooks_path(world):
    """core.hooksPath, absolute and with ~: installed there, and it is told that others use it"""
    repo = ready(world)
    for value, folder in ((world.top / 'shared hooks', world.top / 'shared hooks'), ('~/hooks', world.home / 'hooks')):
        repo.git('config', 'core.hooksPath', str(value))
        result = repo.install()
        need((folder / 'pre-commit').exists() and 'core.hooksPath' in result.out, result)
        need(str(folder) in repo.hook('status').out, 'status looks elsewhere')
        repo.add('draft.txt', BAD)
        blocked(repo.commit(good=None))


def test_relative_hooks_path(world):
    """core.hooksPath, relative: seen from the work tree's root, and that other work trees lack it is told"""
    repo = ready(world)
    repo.git('config', 'core.hooksPath', 'tools/hooks')
    (repo.path / 'desk').mkdir()
    result = repo.hook('install', '--profile', 'ap', cwd=repo.path / 'desk')
    need((repo.path / 'tools/hooks/pre-commit').exists() and 'another work tree' in result.out, result)
    repo.add('draft.txt', BAD)
    blocked(repo.commit(good=None))


def test_husky_folder(world):
    """core.hooksPath of husky: refused, with the line to add"""
    repo = ready(world)
    repo.git('config', 'core.hooksPath', '.husky/_')
    result = repo.hook('install', good=(3,))
    need('onrecord hook run pre-commit' in result.err and not (repo.path / '.husky').exists(), result)


def test_existing_hook(world):
    """existing hook: run first with its arguments and standard input; its exit status counts; put back"""
    repo = ready(world)
    text = 'echo "mine: $# $*"; exit ${MINE:-0}\n'
    old = script(repo.hooks() / 'pre-commit', text).read_bytes()
    need('run first' in repo.install().out, 'it is not told')
    need('first the hook that was there before' in repo.hook('status').out, repo.hook('status'))
    repo.add('draft.txt', GOOD + '\n' + OTHER)
    need('mine: 0' in repo.commit(env={'MINE': '7'}, good=(1,)).err, 'the old hook did not stop it')
    result = passed(repo.commit(), 'mine: 0', '1 draft checked')
    need(result.err.index('mine') < result.err.index('1 draft'), 'it is not run first')
    repo.install()
    repo.add('draft.txt', BAD)
    blocked(repo.commit(good=None), 'mine: 0')
    need('is back' in repo.hook('uninstall').out, 'it is not told')
    need((repo.hooks() / 'pre-commit').read_bytes() == old, 'it is not what it was')
    need(os.access(repo.hooks() / 'pre-commit', os.X_OK), 'it is not executable')


def test_existing_push_hook(world):
    """existing hook that reads: pre-push and onrecord are told the same lines"""
    repo = ready(world)
    world.repository('there', '--bare')
    repo.git('remote', 'add', 'origin', str(world.top / 'there'))
    script(repo.hooks() / 'pre-push', 'echo "mine: $1"; cat > "$HOME/lines"\n')
    repo.install('--pre-push')
    repo.git('push', '-q', 'origin', 'main')
    need('refs/heads/main' in (world.home / 'lines').read_text(), 'it was not told')
    repo.add('draft.txt', BAD)
    repo.git('commit', '-q', '-m', 'x')
    blocked(repo.git('push', '-q', 'origin', 'main', good=None), 'draft.txt:1:')


def test_which(world):
    """each check by itself or several at once; that commits go unchecked is told"""
    repo = ready(world)
    lacks = 'not checked before a commit'
    need(lacks in repo.install('--pre-push').out and not (repo.hooks() / 'pre-commit').exists(), 'it is not told')
    need(lacks not in repo.install('--pre-commit', '--commit-msg').out, 'it is told in vain')
    need(all((repo.hooks() / n).exists() for n in (*NAMES, 'commit-msg', 'pre-push')), 'a hook is missing')
    need(lacks not in repo.install('--pre-push').out, 'it is told though it was there before')
    repo.hook('uninstall', '--pre-commit')
    need({p.name for p in repo.hooks().iterdir()} >= {'commit-msg', 'pre-push'}, 'the others are gone')
    need(not (repo.hooks() / 'pre-commit').exists(), 'it is still there')


def test_existing_link(world):
    """existing hook that is a link, even one that leads nowhere, comes back as a link"""
    repo = ready(world)
    script(repo.path / 'tools/check', 'echo linked\n')
    for target in ('../../tools/check', 'nowhere'):
        os.symlink(target, repo.hooks() / 'pre-commit')
        repo.install()
        repo.add('draft.txt', GOOD + target)
        result = passed(repo.commit())
        need(('linked' in result.err) == (target != 'nowhere'), result)
        repo.hook('uninstall')
        need(os.readlink(repo.hooks() / 'pre-commit') == target, 'it is not the link it was')
        (repo.hooks() / 'pre-commit').unlink()


def test_existing_not_executable(world):
    """existing hook that is not executable: git passed it over and so it goes on; put back as it was"""
    repo = ready(world)
    script(repo.hooks() / 'pre-commit', 'exit 1\n', 0o644)
    repo.install()
    repo.add('draft.txt', GOOD + OTHER)
    passed(repo.commit())
    repo.hook('uninstall')
    need((repo.hooks() / 'pre-commit').stat().st_mode & 0o777 == 0o644, 'its mode changed')


def test_taken_over(world):
    """a hook that somebody put over ours stays, and so does the one before it"""
    repo = ready(world)
    script(repo.hooks() / 'pre-commit', 'echo first\n')
    repo.install()
    script(repo.hooks() / 'pre-commit', 'echo third\n')
    result = repo.hook('install', good=(3,))
    need('put one of them away' in result.err, result)
    need('was left' in repo.hook('uninstall').out, 'it is not told')
    need('third' in (repo.hooks() / 'pre-commit').read_text(), 'it is lost')
    need('first' in (repo.hooks() / 'pre-commit.before-onrecord').read_text(), 'the first is lost')


def test_no_hooks_folder(world):
    """a repository without a folder of hooks gets one"""
    repo = ready(world)
    shutil.rmtree(repo.hooks())
    repo.install()
    repo.add('draft.txt', BAD)
    blocked(repo.commit(good=None))


def test_missing_program(world):
    """missing program: the commit fails and is told why, never passed over in silence"""
    repo = ready(world)
    moved = world.top / 'bin/onrecord'
    moved.parent.mkdir()
    shutil.copy(world.program, moved)
    shutil.copy(world.program.parent / 'onrecord-git.so', moved.parent)
    world.run([moved, 'hook', 'install'], cwd=repo.path)
    moved.rename(world.top / 'bin/gone')
    repo.add('draft.txt', GOOD + OTHER)
    result = repo.commit(good=None)
    need(result.rc != 0 and 'is not there' in result.err and '--no-verify' in result.err, result)
    need('its program is gone' in repo.hook('status', good=(1,)).out, 'status does not tell')
    (world.top / 'bin/gone').rename(moved)
    (moved.parent / 'onrecord-git.so').unlink()
    result = repo.commit(good=None, env={'ONRECORD_GIT_MODULE': str(world.top / 'none.so')})
    need(result.rc != 0 and 'git could not be asked' in result.err, result)


def test_not_executable(world):
    """not executable: git passes such a hook over, status tells it"""
    repo = ready(world)
    repo.install()
    (repo.hooks() / 'pre-commit').chmod(0o644)
    need('not executable' in repo.hook('status', good=(1,)).out, 'status does not tell')
    repo.install()
    need('not executable' not in repo.hook('status').out, 'installing anew does not mend it')


def test_graphical_client(world):
    """graphical client: hardly a PATH, no terminal, no profile, standard input closed; absolute paths"""
    repo = ready(world)
    repo.install()
    text = (repo.hooks() / 'pre-commit').read_text()
    need(text.startswith('#!/bin/sh\n') and f"onrecord='{world.program}'" in text, text)
    repo.add('draft.txt', BAD)
    env = {'PATH': '/nonexistent', 'TERM': '', 'HOME': str(world.home)}
    result = world.run(['/usr/bin/setsid', '-w', 'git', 'commit', '-m', 'x'], cwd=repo.path, good=None,
                       env={'GIT_TERMINAL_PROMPT': '0'})
    blocked(result)
    result = world.run(['/bin/sh', '-c', '.git/hooks/pre-commit <&-'], cwd=repo.path, good=None, env=env)
    blocked(result)
    need(result.out == '', 'something is told on standard output')


def test_odd_program_path(world):
    """the program's path may hold spaces, quotes and more"""
    repo = ready(world)
    moved = world.top / "it's a $HOME `place`" / 'onrecord'
    moved.parent.mkdir()
    shutil.copy(world.program, moved)
    shutil.copy(world.program.parent / 'onrecord-git.so', moved.parent)
    world.run([moved, 'hook', 'install', '--profile', 'ap', '--outlet', "The Reader's $1"], cwd=repo.path)
    repo.add('draft.txt', BAD)
    blocked(repo.commit(good=None))
    need(str(moved) in repo.hook('status').out, repo.hook('status'))


def test_global(world):
    """--global: every repository is checked, hooks of their own go on, and all is taken back"""
    repo = ready(world)
    script(repo.hooks() / 'pre-commit', 'echo own pre-commit\n')
    script(repo.hooks() / 'prepare-commit-msg', 'echo "own message: $1" >&2\n')
    before = (world.home / '.gitconfig').read_bytes()
    world.run([world.program, 'hook', 'install', '--global', '--profile', 'ap'], cwd=world.top)
    folder = world.run(['git', 'config', '--global', 'core.hooksPath']).out.strip()
    need(folder == str(world.home / '.local/share/onrecord/hooks'), folder)
    repo.add('draft.txt', GOOD + OTHER)
    passed(repo.commit(), 'own pre-commit', 'own message: .git/COMMIT_EDITMSG', '1 draft checked')
    repo.add('draft.txt', BAD)
    blocked(repo.commit(good=None), 'own pre-commit')
    other = world.repository('other')
    other.add('draft.txt', BAD)
    blocked(other.commit(good=None))
    world.run([world.program, 'hook', 'status', '--global'])
    world.run([world.program, 'hook', 'uninstall', '--global'])
    need(not os.path.exists(folder), 'the folder is left')
    after = (world.home / '.gitconfig').read_bytes()
    need(b'hooksPath' not in after and after.startswith(before.rstrip()[:40]), after)
    passed(repo.commit(), 'own pre-commit')


def test_global_folder_of_the_user(world):
    """--global with a core.hooksPath of the user's: installed there, the user's hook is run first"""
    folder = world.home / 'my-hooks'
    script(folder / 'pre-commit', 'echo the user\n')
    world.run(['git', 'config', '--global', 'core.hooksPath', str(folder)])
    world.run([world.program, 'hook', 'install', '--global', '--profile', 'ap'])
    repo = world.repository()
    repo.add('draft.txt', BAD)
    blocked(repo.commit(good=None), 'the user')
    world.run([world.program, 'hook', 'uninstall', '--global'])
    need((folder / 'pre-commit').read_text() == '#!/bin/sh\necho the user\n', 'it is not what it was')


def test_hook_in_config(world):
    """newer git: hook.<name>.command alone stops a commit, and beside an installed hook; older git passes it over"""
    repo = ready(world)
    command = f"'{world.program}' hook run --profile ap pre-commit"
    repo.git('config', 'hook.onrecord.command', command)
    repo.git('config', 'hook.onrecord.event', 'pre-commit')
    repo.add('draft.txt', BAD)
    blocked(world.run(['/bin/sh', '-c', command], cwd=repo.path, good=None))
    version = tuple(int(n) for n in repo.git('version').out.split()[2].split('.')[:2])
    result = repo.commit('--dry-run' if version < (2, 54) else '-q', good=None)
    need(result.rc == 0 if version < (2, 54) else 'anonymous-bare' in blocked(result).err, result)
    repo.install()
    blocked(repo.commit(good=None))


def test_read_only_folder(world):
    """a folder that may not be written: told, nothing half done"""
    repo = ready(world)
    (repo.path / 'a-file').write_text('')
    repo.git('config', 'core.hooksPath', str(repo.path / 'a-file' / 'hooks'))
    result = repo.hook('install', good=(3,))
    need('could not be' in result.err, result)


def test_bare(world):
    """a bare repository: nobody commits there, which is told"""
    there = world.repository('there', '--bare')
    need('--pre-receive' in there.hook('install', good=(3,)).err, 'it is not told')
    there.hook('install', '--pre-receive')


def test_no_repository(world):
    """outside of a repository: told, exit status 3"""
    result = world.run([world.program, 'hook', 'install'], good=(3,))
    need('no git repository' in result.err, result)


def test_wrong_words(world):
    """wrong words are answered with the nearest right one"""
    repo = ready(world)
    for words, told in ((('instal',), 'install'), (('run', 'pre-comit'), 'pre-commit'), ((), 'install'),
                        (('run',), 'which hook'), (('status', 'x'), 'takes no x'), (('install', '--global=1'), 'no value')):
        result = repo.hook(*words, good=(2,))
        need(told in result.err, result)


if __name__ == '__main__':
    sys.exit(main(__name__))
