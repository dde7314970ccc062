"""Programs and schemas of others that read what onrecord prints, fetched when a test needs them.

They are kept in the build folder, so that they are fetched once. Where they cannot be had, Missing
says why, and the test that asked skips with that reason.
"""
import os
import pathlib
import shutil
import subprocess
import sys

CHROMIUM = ('chromium', 'chromium-browser', 'google-chrome')


class Missing(Exception):
    """Why a consumer cannot be had."""


def fetch(command, what, **options):
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=240, **options)
    except subprocess.TimeoutExpired:
        raise Missing(f'{what} did not come within four minutes') from None
    if result.returncode:
        lines = [line for line in result.stderr.splitlines() if line.strip()]
        raise Missing(f'{what} cannot be fetched: {lines[0] if lines else "no reason given"}')


def program(*names, package=None):
    """The path of a program, or Missing with the Debian package that brings it where there is one."""
    for name in names:
        path = shutil.which(name)
        if path:
            return path
    raise Missing(f'there is no {names[0]}' + (f'; apt-get install {package} brings it' if package else ''))


def chromium():
    return program(*CHROMIUM, package='chromium')


def npm_folder(cache, *packages):
    """A folder with these npm packages, NAME@VERSION, in its node_modules."""
    node = program('node', package='nodejs')
    npm = program('npm', package='npm')
    folder = pathlib.Path(cache) / ('npm-' + '-'.join(p.strip('@').replace('/', '-') for p in packages))
    if not (folder / 'done').exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / 'package.json').write_text('{"private": true, "type": "module"}\n')
        fetch([npm, 'install', '--ignore-scripts', '--no-audit', '--no-fund', *packages],
              ' '.join(packages), cwd=folder)
        (folder / 'done').touch()
    return node, folder


def node(cache, packages, script, *arguments, stdin=None, seconds=300):
    """The standard output of a script run by node beside these packages."""
    path, folder = npm_folder(cache, *packages)
    if isinstance(script, pathlib.Path):
        copy = folder / script.name  # imports are looked for beside the script
        copy.write_bytes(script.read_bytes())
    else:
        copy = folder / 'script.mjs'
        copy.write_text(script, encoding='utf-8')
    # Certificates of its own make every start of node slower, and nothing here speaks to a network.
    environment = {k: v for k, v in os.environ.items() if k != 'NODE_EXTRA_CA_CERTS'}
    result = subprocess.run([path, str(copy), *map(str, arguments)], input=stdin, capture_output=True,
                            cwd=folder, env=environment, timeout=seconds)
    if result.returncode:
        raise RuntimeError(result.stderr.decode('utf-8', 'replace')[-3000:])
    return result.stdout.decode('utf-8')


def python(cache, *packages):
    """A Python that has these packages: this one where it has them, else one of its own."""
    names = [p.split('=')[0] for p in packages]
    have = subprocess.run([sys.executable, '-c', 'import ' + ', '.join(names)], capture_output=True)
    if have.returncode == 0:
        return sys.executable
    folder = pathlib.Path(cache) / ('python-' + '-'.join(names))
    if not (folder / 'done').exists():
        fetch([sys.executable, '-m', 'venv', str(folder)], 'a Python of its own')
        fetch([str(folder / 'bin' / 'python'), '-m', 'pip', 'install', '-q', *packages], ' '.join(packages))
        (folder / 'done').touch()
    return str(folder / 'bin' / 'python')
