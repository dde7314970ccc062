#!/usr/bin/env python3
"""Prints how long the commands under git take: a commit of 200 changed drafts, the history of 1,000 versions.

    git.py PROGRAM DRAFTS [CHANGED [VERSIONS]]

Measure a release build, as for speed.py. Nothing is held.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True
from speed import read_drafts  # noqa: E402

RUNS = 5


def run(words, folder, **options):
    return subprocess.run([str(w) for w in words], cwd=folder, check=options.pop('check', True),
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)


def seconds(words, folder, runs=RUNS, before=None):
    best, user = float('inf'), float('inf')
    for _ in range(runs):
        if before:
            before()
        begin, spent = time.perf_counter(), os.times()
        run(words, folder, check=False)
        best = min(best, time.perf_counter() - begin)
        user = min(user, os.times().children_user - spent.children_user)
    return f'{best:.3f} s, {user:.3f} s of a processor'


def repository(folder):
    folder.mkdir()
    run(['git', 'init', '-q', '.'], folder)
    run(['git', 'config', 'user.name', 'A Reporter'], folder)
    run(['git', 'config', 'user.email', 'reporter@example.org'], folder)
    run(['git', 'config', 'gc.auto', '0'], folder)


def commit_of_many(program, texts, folder, count):
    repository(folder)
    for number in range(count):
        (folder / f'draft-{number:04}.txt').write_text(texts[number % len(texts)])
    run(['git', 'add', '.'], folder)
    run(['git', 'commit', '-q', '-m', 'base'], folder)
    size = 0
    for number in range(count):
        path = folder / f'draft-{number:04}.txt'
        path.write_text(texts[number % len(texts)] + '\nThe mayor took bribes, a source said on Tuesday.\n')
        size += path.stat().st_size
    run(['git', 'add', '.'], folder)
    what = f'{count} changed drafts of {size / 1e6:.2f} MB'
    print(f'hook, {what}:', seconds([program, 'hook', 'run', '--profile', 'ap', 'pre-commit'], folder))
    print(f'review of {what}:', seconds([program, 'review', '--staged'], folder, 3))


def fast_import(texts, versions):
    """A stream for git fast-import: a draft of about 1,000 words that changes a sentence at a time."""
    words = ' '.join('\n\n'.join(texts).split(' ')[:1000])
    paragraphs = words.split('\n\n')
    for number in range(versions):
        at = number % len(paragraphs)
        paragraphs[at] = paragraphs[at].split(' Version ')[0] + f' Version {number}.'
        data = '\n\n'.join(paragraphs).encode()
        message = f'version {number}'.encode()
        yield (b'commit refs/heads/master\ncommitter A <a@example.org> %d +0000\ndata %d\n%s\n'
               % (1700000000 + number, len(message), message))
        yield b'M 100644 inline draft.txt\ndata %d\n%s\n' % (len(data), data)


def long_history(program, texts, folder, versions):
    repository(folder)
    run(['git', 'fast-import', '--quiet'], folder, input=b''.join(fast_import(texts, versions)))
    run(['git', 'symbolic-ref', 'HEAD', 'refs/heads/master'], folder)
    cache = folder.parent / 'cache'
    os.environ['XDG_CACHE_HOME'] = str(cache)

    def forget():
        subprocess.run(['rm', '-rf', str(cache)], check=True)

    print(f'history of {versions} versions, the first time:',
          seconds([program, 'history', 'draft.txt'], folder, 3, forget))
    print('history again:', seconds([program, 'history', 'draft.txt'], folder))
    print('blame:', seconds([program, 'blame', 'draft.txt'], folder, 3))
    size = sum(p.stat().st_size for p in cache.rglob('*') if p.is_file())
    print(f'what is kept of it: {size / 1e6:.2f} MB')


def main(program, drafts, changed='200', versions='1000'):
    program = pathlib.Path(program).resolve()
    texts = read_drafts(pathlib.Path(drafts))
    with tempfile.TemporaryDirectory(prefix='onrecord-git-speed-') as folder:
        commit_of_many(program, texts, pathlib.Path(folder) / 'many', int(changed))
        long_history(program, texts, pathlib.Path(folder) / 'long', int(versions))


if __name__ == '__main__':
    main(*sys.argv[1:])
