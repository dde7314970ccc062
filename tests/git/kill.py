#!/usr/bin/env python3
"""Kills the hook at any moment: repository, index and work tree stay as they were. KILLS says how often (40)."""
import os
import random
import signal
import subprocess
import sys
import time

from support import BAD, GOOD, OTHER, main, need

KILLS = int(os.environ.get('KILLS', '40'))


def ready(world):
    repo = world.repository()
    repo.base()
    repo.install()
    for number in range(12):
        repo.add(f'draft-{number}.txt', (GOOD + '\n' + OTHER + '\n') * 30 + BAD)
    repo.write('draft-0.txt', 'A change that is not staged.\n')
    repo.write('untracked.txt', BAD)
    return repo


def timed(world, repo, words):
    begin = time.monotonic()
    world.run(words, cwd=repo.path, good=None)
    return time.monotonic() - begin


def start(world, repo, words):
    return subprocess.Popen([str(w) for w in words], cwd=repo.path, env=world.env, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def test_hook_killed(world):
    """the hook, killed at a random moment: every file of repository and work tree is as it was"""
    repo = ready(world)
    words = [world.program, 'hook', 'run', '--profile', 'ap', 'pre-commit']
    whole = timed(world, repo, words)
    before, killed = repo.state(), 0
    choose = random.Random(6)
    for _ in range(KILLS):
        process = start(world, repo, words)
        time.sleep(choose.uniform(0, whole))
        process.send_signal(choose.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
        killed += process.wait() < 0
    need(repo.state() == before, 'something changed')
    need(killed * 3 > KILLS, f'only {killed} of {KILLS} were killed before they ended')
    need(world.run(words, cwd=repo.path, good=(1,)).rc == 1, 'it no longer runs')


def children(pid):
    """The hook that a git started: the processes below it."""
    found = subprocess.run(['ps', '-o', 'pid=', '--ppid', str(pid)], capture_output=True, text=True).stdout.split()
    return [int(p) for p in found] + [c for p in found for c in children(int(p))]


def kill_hook_of(process, seconds):
    """Kills what git started, not git itself; False where there was nothing to kill."""
    end = time.monotonic() + 5
    while time.monotonic() < end and process.poll() is None:
        below = children(process.pid)
        if below:
            time.sleep(seconds)
            for pid in children(process.pid):
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            return True
    return False


def test_commit_with_hook_killed(world):
    """git commit -a whose hook is killed: no commit, and index and work tree are as they were"""
    repo = ready(world)
    words = ['git', 'commit', '-a', '-m', 'x']
    head = repo.git('rev-parse', 'HEAD').out
    staged = repo.git('diff', '--cached', '--raw', '--no-abbrev').out
    files = {p.name: p.read_bytes() for p in repo.path.iterdir() if p.is_file()}
    choose = random.Random(7)
    times = max(KILLS // 5, 8)
    killed = 0
    for _ in range(times):
        process = start(world, repo, words)
        killed += kill_hook_of(process, choose.uniform(0, 0.05))
        process.wait()
        need(repo.git('rev-parse', 'HEAD').out == head, 'it was committed')
        need(repo.git('diff', '--cached', '--raw', '--no-abbrev').out == staged, 'what is staged changed')
    need({p.name: p.read_bytes() for p in repo.path.iterdir() if p.is_file()} == files, 'the work tree changed')
    need(not (repo.path / '.git/index.lock').exists(), 'the index is locked')
    need(killed * 2 > times, f'only {killed} of {times} hooks were killed')


def test_install_killed(world):
    """install and uninstall, killed: the hook is the old one or the new one, whole, never none"""
    repo = world.repository()
    repo.base()
    old = repo.hooks() / 'pre-commit'
    old.write_text('#!/bin/sh\nexit 0\n')
    old.chmod(0o755)
    mine = old.read_bytes()
    install = [world.program, 'hook', 'install']
    whole = timed(world, repo, install)
    ours = old.read_bytes()
    choose = random.Random(8)
    for number in range(max(KILLS // 2, 10)):
        words = install if number % 2 else [world.program, 'hook', 'uninstall']
        process = start(world, repo, words)
        time.sleep(choose.uniform(0, whole))
        process.kill()
        process.wait()
        need(old.read_bytes() in (mine, ours), 'the hook is neither the old nor the new one')
    repo.hook('uninstall')
    need(old.read_bytes() == mine, 'the old hook is not back')


if __name__ == '__main__':
    sys.exit(main(__name__))
