#!/usr/bin/env python3
"""The extension in VS Code, as code-server has it, in Chromium without a screen.

    vscode.py PROGRAM CACHE [PICTURE]

Checks and packages the extension, installs the package, and runs vscode_test.js inside. PICTURE is where the picture
of the window is to lie.
"""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from bench import EDITORS, HERE, Bench, Missing
from debian import call

SERVER = 'code-server@4.100.3'
PLAYWRIGHT = 'playwright-core@1.52.0'
NPM = ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=0', '--fetch-timeout=60000']


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            raise Missing(f'there is no {program}')


def chromium():
    for name in ('chromium', 'chromium-browser', 'google-chrome'):
        if shutil.which(name):
            return shutil.which(name)
    raise Missing('there is no chromium; apt-get install chromium brings it')


@contextlib.contextmanager
def once(folder):
    """Yields whether the folder is still to be filled, and marks it as filled."""
    folder.mkdir(parents=True, exist_ok=True)
    todo = not (folder / 'done').exists()
    yield todo
    (folder / 'done').touch()


def extension(cache):
    """Builds a copy of the extension. Returns its folder."""
    folder = cache / 'vsc' / 'extension'
    # Only the packages are kept from build to build.
    shutil.copytree(EDITORS / 'vscode', folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns('node_modules', 'out', '*.vsix'))
    manifest = (folder / 'package.json').read_text()
    have = folder / 'node_modules' / 'had'
    if not have.exists() or have.read_text() != manifest:
        call(NPM, 'what the extension is built with', cwd=folder)
        have.write_text(manifest)
    return folder


def code_server(cache):
    """The entry of code-server. Its own installation fetches a release of ripgrep, so it is done by hand."""
    folder = cache / 'code'
    with once(folder) as todo:
        if todo:
            need('g++', 'make')
            call([*NPM, SERVER], SERVER, cwd=folder)
            call(['npm', 'rebuild', 'argon2'], 'argon2', cwd=folder)
            inside = folder / 'node_modules/code-server/lib/vscode'
            call([*NPM, '--omit=dev'], 'what code-server needs', cwd=inside)
            (inside / 'node_modules.asar').symlink_to('node_modules')
            # The last of them complains after it has built what is needed.
            subprocess.run(['npm', 'rebuild', '@vscode/spdlog', 'node-pty', 'native-watchdog'], cwd=inside, capture_output=True)
    return folder / 'node_modules/code-server/out/node/entry.js'


def playwright(cache):
    folder = cache / 'vsc'
    if not (folder / 'node_modules/playwright-core').exists():
        folder.mkdir(parents=True, exist_ok=True)
        call([*NPM, PLAYWRIGHT], PLAYWRIGHT, cwd=folder)
    return folder


def free_port():
    with socket.socket() as listener:
        listener.bind(('127.0.0.1', 0))
        return listener.getsockname()[1]


def settings(bench, data):
    (data / 'User').mkdir(parents=True)
    (data / 'User/settings.json').write_text(json.dumps({
        'onrecord.command': [bench.program, 'lsp'], 'security.workspace.trust.enabled': False, 'editor.wordWrap': 'on',
        'workbench.startupEditor': 'none', 'window.commandCenter': False, 'workbench.tips.enabled': False,
        'editor.minimap.enabled': False, 'workbench.colorTheme': 'Default Light Modern'}))


def serve(entry, options, folder, environment):
    """Starts code-server on a port of its own, and waits until it answers."""
    port = free_port()
    process = subprocess.Popen(['node', str(entry), '--auth', 'none', '--bind-addr', f'127.0.0.1:{port}', '--disable-telemetry',
                                '--disable-update-check', *options, str(folder)], env=environment, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True)
    for _ in range(240):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f'http://127.0.0.1:{port}/healthz', timeout=2).close()
            return process, port
        time.sleep(0.5)
    os.killpg(process.pid, signal.SIGKILL)
    raise Missing('code-server does not answer')


def drive(bench, folder, entry, tools, picture):
    draft = bench.place('desk')
    data, extensions = bench.scratch / 'data', bench.scratch / 'extensions'
    settings(bench, data)
    options = ['--user-data-dir', str(data), '--extensions-dir', str(extensions)]
    environment = bench.environment(draft, EXTENSION=str(folder))
    call(['node', str(entry), *options, '--install-extension', str(folder / 'onrecord.vsix')], 'installing the package', env=environment)
    listed = call(['node', str(entry), *options, '--list-extensions'], 'the list of extensions', env=environment)
    bench.tap.check('the package is installed', [] if 'onrecord.onrecord' in listed else [listed])
    shutil.copy(HERE / 'vscode_test.js', folder / 'test.js')
    shutil.copy(HERE / 'vscode_page.mjs', tools / 'page.mjs')
    process, port = serve(entry, options, draft.parent, environment)
    try:
        bench.report('VS Code', ['node', str(tools / 'page.mjs'), chromium(), str(port), str(draft.parent), str(folder), str(picture)],
                     environment)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)
    bench.tap.check('a picture of the window is taken', [] if pathlib.Path(picture).exists() else ['there is none'])


def main():
    bench = Bench()
    try:
        need('node', 'npm')
        folder = extension(bench.cache)
    except Missing as why:
        bench.tap.skip('VS Code', str(why))
        return bench.end()
    for name, script in (('its types are sound', 'check'), ('it is packaged', 'package')):
        done = subprocess.run(['npm', 'run', '-s', script], cwd=folder, capture_output=True, text=True, timeout=300)
        bench.tap.check(f'VS Code: {name}', [(done.stdout + done.stderr)[-2000:]] if done.returncode else [])
    try:
        chromium()
        entry, tools = code_server(bench.cache), playwright(bench.cache)
        drive(bench, folder, entry, tools, sys.argv[3] if len(sys.argv) > 3 else bench.scratch / 'picture.png')
    except Missing as why:
        bench.tap.skip('VS Code: the extension in it', str(why))
    return bench.end()


if __name__ == '__main__':
    sys.exit(main())
