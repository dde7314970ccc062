#!/usr/bin/env python3
"""The hook under pre-commit, lefthook and husky, the real ones, with the files that this repository gives for them.

    frameworks.py PROGRAM TOOLS [TEST…]

TOOLS is a folder in which what is missing is installed once, with pip and npm; a test whose tool cannot be had skips.
"""
import os
import pathlib
import shutil
import subprocess
import sys

from support import BAD, GOOD, OTHER, blocked, main, need, passed

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / 'plugin/git/examples'
TOOLS = pathlib.Path(sys.argv.pop(2) if len(sys.argv) > 2 else 'tools').resolve()


def install(words, **options):
    TOOLS.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run([str(w) for w in words], capture_output=True, stdin=subprocess.DEVNULL, timeout=300,
                              cwd=TOOLS, **options)
        return done.returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def python_tool():
    """The folder of pre-commit, or None."""
    found = shutil.which('pre-commit')
    if found:
        return pathlib.Path(found).parent
    program = TOOLS / 'python/bin/pre-commit'
    if not program.exists() and install([sys.executable, '-m', 'venv', TOOLS / 'python']):
        install([TOOLS / 'python/bin/pip', 'install', '-q', 'pre-commit==4.0.1'])
    return program.parent if program.exists() else None


def node_tool(name, version):
    """The folder of a program that comes with npm, or None."""
    program = TOOLS / 'node_modules/.bin' / name
    npm = shutil.which('npm')
    if not program.exists() and npm:
        install([npm, 'install', '--silent', '--no-audit', '--no-fund', '--prefix', TOOLS, f'{name}@{version}'])
    return program.parent if program.exists() else None


def ready(world, *folders):
    repo = world.repository()
    repo.base()
    node = shutil.which('node')
    paths = [str(world.program.parent), *map(str, folders), *([os.path.dirname(node)] if node else []), '/usr/bin', '/bin']
    world.env['PATH'] = ':'.join(paths)
    return repo


def test_pre_commit_repo(world):
    """pre-commit: the hook that .pre-commit-hooks.yaml tells of, partly staged and clean"""
    folder = python_tool()
    if not folder:
        return 'pre-commit is neither here nor to be had with pip'
    source = world.repository('source')
    shutil.copy(ROOT / '.pre-commit-hooks.yaml', source.path)
    source.git('add', '.')
    source.git('commit', '-q', '-m', 'hooks')
    head = source.git('rev-parse', 'HEAD').out.strip()
    repo = ready(world, folder)
    repo.add('.pre-commit-config.yaml', f'repos:\n- repo: {source.path}\n  rev: {head}\n  hooks:\n  - id: onrecord\n'
                                        '    args: [--profile, ap]\n')
    world.run(['pre-commit', 'install'], cwd=repo.path)
    repo.add('draft.txt', GOOD + '\n' + BAD)
    repo.write('draft.txt', GOOD)
    result = repo.commit(good=None)
    need(result.rc != 0 and 'draft.txt:3:' in result.err + result.out and 'Failed' in result.err + result.out, result)
    need((repo.path / 'draft.txt').read_text() == GOOD, 'an unstaged change is lost')
    repo.add('draft.txt', GOOD + '\n' + OTHER)
    passed(repo.commit())


def test_pre_commit_whole(world):
    """pre-commit: whole drafts with --all-files, in whatever batches they come"""
    folder = python_tool()
    if not folder:
        return 'pre-commit is neither here nor to be had with pip'
    repo = ready(world, folder)
    text = (ROOT / '.pre-commit-hooks.yaml').read_text().split('- id: onrecord-check')[1]
    repo.add('.pre-commit-config.yaml', 'repos:\n- repo: local\n  hooks:\n  - id: onrecord-check'
             + text.replace('\n', '\n  ').rstrip() + '\n    args: [--profile, ap]\n')
    repo.add('bad.txt', BAD)
    repo.add('bad.md', BAD)
    result = world.run(['pre-commit', 'run', '--all-files'], cwd=repo.path, good=None)
    need(result.rc != 0 and 'bad.txt:1:' in result.out and 'bad.md:1:' in result.out, result)


def test_pre_commit_over_ours(world):
    """pre-commit installed over our hook keeps it as .legacy, which still stops a commit"""
    folder = python_tool()
    if not folder:
        return 'pre-commit is neither here nor to be had with pip'
    repo = ready(world, folder)
    repo.install()
    repo.add('.pre-commit-config.yaml', 'repos: []\n')
    world.run(['pre-commit', 'install'], cwd=repo.path)
    repo.add('draft.txt', BAD)
    blocked(repo.commit(good=None))


def test_lefthook(world):
    """lefthook: the example stops a commit and lets one pass"""
    folder = node_tool('lefthook', '1.11.3')
    if not folder:
        return 'lefthook is neither here nor to be had with npm'
    repo = ready(world, folder)
    shutil.copy(EXAMPLES / 'lefthook.yml', repo.path)
    world.run(['lefthook', 'install'], cwd=repo.path)
    repo.add('draft.txt', BAD)
    result = repo.commit(good=None)
    need(result.rc != 0 and 'draft.txt:1:' in result.out + result.err, result)
    repo.add('draft.txt', GOOD + '\n' + OTHER)
    passed(repo.commit())


def test_husky(world):
    """husky: the example stops a commit and lets one pass"""
    folder = node_tool('husky', '9.1.7')
    if not folder:
        return 'husky is neither here nor to be had with npm'
    repo = ready(world, folder)
    world.run(['husky'], cwd=repo.path)
    shutil.copy(EXAMPLES / 'husky-pre-commit', repo.path / '.husky/pre-commit')
    repo.add('draft.txt', BAD)
    result = repo.commit(good=None)
    need(result.rc != 0 and 'draft.txt:1:' in result.out + result.err, result)
    repo.add('draft.txt', GOOD + '\n' + OTHER)
    passed(repo.commit())


def test_build_servers(world):
    """build servers: the lines of the examples for GitHub and GitLab review a branch and fail where they should"""
    repo = ready(world)
    repo.git('update-ref', 'refs/remotes/origin/main', 'HEAD')
    repo.git('checkout', '-q', '-b', 'story')
    repo.add('draft.txt', GOOD + '\n' + OTHER)
    repo.git('commit', '-q', '-m', 'x')
    summary = world.top / 'summary.md'
    env = {'GITHUB_BASE_REF': 'main', 'GITHUB_STEP_SUMMARY': str(summary), 'CI_MERGE_REQUEST_DIFF_BASE_SHA': 'origin/main'}
    scripts = []
    for name in ('github-actions.yml', 'gitlab-ci.yml'):
        lines = [line.strip().removeprefix('- ') for line in (EXAMPLES / name).read_text().splitlines()]
        scripts.append('set -e\n' + '\n'.join(line for line in lines if line.startswith('onrecord ')))
        need(scripts[-1].count('onrecord review') == 2, scripts[-1])
        world.run(['sh', '-c', scripts[-1]], cwd=repo.path, env=env)
    need('draft.txt' in summary.read_text() and 'draft.txt' in (repo.path / 'review.md').read_text(), 'nothing is reviewed')
    repo.add('draft.txt', GOOD + '\n' + BAD)
    repo.git('commit', '-q', '-m', 'x')
    for script in scripts:
        world.run(['sh', '-c', script], cwd=repo.path, env=env, good=(1,))


if __name__ == '__main__':
    sys.exit(main(__name__))
