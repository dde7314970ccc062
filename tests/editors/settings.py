#!/usr/bin/env python3
"""Editors for which there is only configuration: each file parses, names what the server knows, and starts the server
where the editor can be had.

    settings.py PROGRAM CACHE
"""
import fcntl
import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time

from bench import EDITORS, Bench, Missing, Suite

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'lsp'))
from client import Client  # noqa: E402


def legend(bench):
    """What the server says its types of tokens are."""
    client = Client([bench.program, 'lsp'])
    answer = client.result('initialize', {'processId': None, 'rootUri': None, 'capabilities': {}})
    client.process.stdin.close()
    return set(answer['capabilities']['semanticTokensProvider']['legend']['tokenTypes'])


def wrapper(bench, draft):
    """A program onrecord on the path of an editor that logs what it is told. Returns its folder and the log."""
    folder, log = draft.parent / 'bin', draft.parent / 'log'
    folder.mkdir()
    program = folder / 'onrecord'
    program.write_text(f'#!/bin/sh\nexec "{bench.program}" "$@" --log "{log}" --trace messages\n')
    program.chmod(0o755)
    return folder, log


def watch(command, environment, log, wanted, keys=(), seconds=60):
    """Runs an editor on a terminal until the log has all that is wanted. Returns the log and the screen."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(pathlib.Path(log).parent)
        os.execvpe(command[0], command, environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 120, 0, 0))
    screen, end, keys = b'', time.monotonic() + seconds, list(keys)

    def logged():
        return log.read_text(errors='replace') if log.exists() else ''
    try:
        while time.monotonic() < end and not all(re.search(one, logged()) for one in wanted):
            if select.select([terminal], [], [], 0.2)[0]:
                try:
                    screen += os.read(terminal, 65536)
                except OSError:
                    break
            if keys and 'publishDiagnostics' in logged():
                os.write(terminal, keys.pop(0))
                time.sleep(0.3)
    finally:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
        os.close(terminal)
    return logged(), screen.decode('utf-8', 'replace')


def missing(log, screen, wanted):
    lacks = [one for one in wanted if not re.search(one, log)]
    return [f'the server was not asked for {", ".join(lacks)}; it logged {log[-1000:]!r}; the screen ended in {screen[-600:]!r}'] if lacks else []


def helix(bench):
    suite = Suite(bench.cache, 'trixie')
    suite.unpack('hx')
    draft = bench.place('helix')
    folder, log = wrapper(bench, draft)
    environment = bench.environment(draft, HELIX_RUNTIME=str(suite.tree / 'usr/lib/hx/runtime'))
    environment['PATH'] = f'{folder}:{environment["PATH"]}'
    home = pathlib.Path(environment['HOME']) / '.config/helix'
    home.mkdir(parents=True)
    for name in ('languages.toml', 'config.toml'):
        shutil.copy(EDITORS / 'helix' / name, home)
    command = suite.command('lib/hx/hx')
    for language in ('text', 'markdown'):
        health = subprocess.run([*command, '--health', language], env=environment, capture_output=True, text=True, timeout=60)
        bench.tap.check(f'Helix takes the settings for {language}',
                        [] if re.search(r'✓\S* onrecord: ', health.stdout) else [health.stdout + health.stderr])
    wanted = ['didOpen', 'publishDiagnostics', 'textDocument/hover']
    log, screen = watch([*command, str(draft)], environment, log, wanted, [b'2j', b'40l', b' ', b'k'])
    bench.tap.check('Helix starts the server and asks it', missing(log, screen, wanted) + [screen[-600:]] * ('Bad config' in screen))


def kakoune(bench):
    suite = Suite(bench.cache, 'bookworm')
    suite.unpack('kakoune')
    draft = bench.place('kakoune')
    # What kakoune-lsp declares.
    stub = draft.parent / 'stub.kak'
    stub.write_text('\n'.join(
        [f'declare-option str {o}' for o in ('lsp_servers', 'lsp_semantic_tokens', 'lsp_diagnostic_line_hint_sign', 'lsp_diagnostic_line_info_sign')]
        + [f'define-command {c} -params 0..1 nop' for c in ('lsp-enable-window', 'lsp-semantic-tokens', 'lsp-inlay-diagnostics-enable',
                                                           'lsp-inlay-diagnostics-disable', 'lsp-inlay-hints-enable', 'lsp-inlay-hints-disable')]) + '\n')
    told = draft.parent / 'told'
    script = (f'source {stub}; source {EDITORS}/kakoune/onrecord.kak; edit {draft}; onrecord-all; onrecord-all; onrecord-light; '
              f'echo -to-file {told} -- %opt{{lsp_servers}} %opt{{lsp_semantic_tokens}}; quit!')
    done = subprocess.run([*suite.command('bin/kak'), '-n', '-ui', 'dummy', '-e', script], env=bench.environment(draft, KAKOUNE_RUNTIME=str(suite.tree / 'usr/share/kak')),
                          capture_output=True, text=True, timeout=60)
    text = told.read_text() if told.exists() else ''
    bench.tap.check('Kakoune takes the settings for a draft', [] if 'command = "onrecord"' in text else [done.stdout + done.stderr or 'it set nothing'])
    named = set(re.findall(r'token="(\w+)"', text))
    bench.tap.check('Kakoune is told of tokens that there are', [] if named and named <= legend(bench) else [named - legend(bench)])
    bench.tap.skip('Kakoune starts the server', 'Debian has no kakoune-lsp')


def kate(bench):
    for tool in ('Xvfb', 'dbus-run-session'):
        if not shutil.which(tool):
            raise Missing(f'there is no {tool}; apt-get install xvfb dbus brings it')
    suite = Suite(bench.cache, 'bookworm')
    suite.unpack('kate')
    draft = bench.place('kate')
    folder, log = wrapper(bench, draft)
    plugins = next(suite.tree.glob('usr/lib/*/qt5/plugins'))
    environment = bench.environment(draft, QT_PLUGIN_PATH=str(plugins), XDG_RUNTIME_DIR=str(draft.parent), QT_XCB_GL_INTEGRATION='none',
                                    XDG_DATA_DIRS=f'{suite.tree}/usr/share:/usr/share')
    environment['PATH'] = f'{folder}:{environment["PATH"]}'
    home = pathlib.Path(environment['HOME']) / '.config'
    (home / 'kate/lspclient').mkdir(parents=True)
    shutil.copy(EDITORS / 'kate/settings.json', home / 'kate/lspclient/settings.json')
    (home / 'katerc').write_text('[Kate Plugins]\nlspclientplugin=true\n\n[lspclient]\n'
                                 f'AllowedServerCommandLines={folder}/onrecord lsp\n')
    display = next(n for n in range(90, 200) if not pathlib.Path(f'/tmp/.X11-unix/X{n}').exists())
    screen = subprocess.Popen(['Xvfb', f':{display}', '-screen', '0', '1200x800x24'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        environment['DISPLAY'] = f':{display}'
        wanted = ['didOpen', 'publishDiagnostics']
        log, said = watch(['dbus-run-session', '--', *suite.command('bin/kate'), '-n', str(draft)], environment, log, wanted, seconds=90)
        bench.tap.check('Kate starts the server and asks it', missing(log, said, wanted))
    finally:
        screen.terminate()
        screen.wait()


def files(bench):
    """What can be seen of a file without its editor."""
    types = legend(bench)
    kate_server = json.loads((EDITORS / 'kate/settings.json').read_text())['servers']['onrecord']
    sublime = json.loads((EDITORS / 'sublime/LSP.sublime-settings').read_text())['clients']['onrecord']
    for name, server in (('Kate', kate_server), ('Sublime Text', sublime)):
        bench.tap.check(f'{name}: the settings start the server', [] if server['command'] == ['onrecord', 'lsp'] else [server['command']])
    known = set(sublime['semantic_tokens'])
    bench.tap.check('Sublime Text: tokens are those that there are', [] if known <= types else [known - types])
    scheme = json.loads((EDITORS / 'sublime/onrecord.sublime-color-scheme').read_text())
    scopes = {rule['scope'] for rule in scheme['rules']}
    bench.tap.check('Sublime Text: colours are of scopes that tokens have',
                    [] if scopes <= set(sublime['semantic_tokens'].values()) else [scopes])
    lines = {rule['scope'].rsplit('.', 1)[1]: set(rule.get('font_style', '').split()) for rule in scheme['rules']}
    bench.tap.check('Sublime Text: named and unnamed differ without colour', [] if not lines['named'] & lines['unnamed'] else [lines])


def zed(bench):
    if not shutil.which('cargo'):
        raise Missing('there is no cargo')
    environment = {**os.environ, 'CARGO_TARGET_DIR': str(bench.cache / 'zed/target'), 'CARGO_NET_RETRY': '0', 'CARGO_HTTP_TIMEOUT': '20'}
    folder = bench.scratch / 'zed'
    shutil.copytree(EDITORS / 'zed', folder, ignore=shutil.ignore_patterns('target', 'Cargo.lock'))
    got = subprocess.run(['cargo', 'fetch', '-q'], cwd=folder, env=environment, capture_output=True, text=True, timeout=240)
    if got.returncode:
        raise Missing(f'what the extension is built with: {got.stderr.strip().splitlines()[0]}')
    done = subprocess.run(['cargo', 'check', '-q', '--offline'], cwd=folder, env=environment, capture_output=True, text=True, timeout=600)
    bench.tap.check('Zed: the extension compiles', [done.stderr[-2000:]] if done.returncode else [])


def main():
    bench = Bench()
    files(bench)
    for name, test in (('Helix', helix), ('Kakoune', kakoune), ('Kate', kate), ('Zed', zed)):
        try:
            test(bench)
        except Missing as why:
            bench.tap.skip(name, str(why))
    return bench.end()


if __name__ == '__main__':
    sys.exit(main())
