#!/usr/bin/env python3
"""From initialize to exit: the order of messages, exit codes, parents, descriptors."""
import json
import os
import signal
import socket
import subprocess
import sys
import time

from client import Client, frame, read_message
from house import DOCUMENT, TEXT, URI, case, main, same


def error(answer):
    return answer.get('error', {}).get('code')


@case
def before_initialize(house):
    """before initialize requests are refused with -32002 and notifications dropped"""
    c = house.start()
    yield from same('a request', error(c.request('textDocument/hover', DOCUMENT)), -32002)
    yield from same('shutdown', error(c.request('shutdown')), -32002)
    c.open(URI, TEXT)
    c.initialize()
    yield from same('hover', error(c.request('textDocument/hover', {**DOCUMENT, 'position': {'line': 0, 'character': 0}})),
                    -32602)
    yield from same('exit status', c.stop(), 0)


@case
def twice(house):
    """initialize comes once"""
    c = house.server()
    yield from same('again', error(c.request('initialize', {'capabilities': {}})), -32600)
    yield from same('exit status', c.stop(), 0)


@case
def after_shutdown(house):
    """shutdown gives null, requests after it are invalid, exit then ends with 0"""
    c = house.server()
    yield from same('shutdown', c.request('shutdown').get('result', 'nothing'), None)
    yield from same('after it', error(c.request('textDocument/hover', DOCUMENT)), -32600)
    yield from same('a second one', error(c.request('shutdown')), -32600)
    c.notify('exit')
    yield from same('exit status', c.ended(), 0)


@case
def rude_exit(house):
    """exit without shutdown ends with 1, also before initialize"""
    c = house.server()
    c.notify('exit')
    yield from same('exit status', c.ended(), 1)
    c = house.start()
    c.notify('exit')
    yield from same('exit status before initialize', c.ended(), 1)


@case
def end_of_input(house):
    """the end of input ends the server: with 1, after shutdown with 0"""
    c = house.server()
    c.process.stdin.close()
    yield from same('exit status', c.ended(), 1)
    c = house.server()
    c.result('shutdown')
    c.process.stdin.close()
    yield from same('exit status after shutdown', c.ended(), 0)


@case
def closed_output(house):
    """a client that no longer reads ends the server"""
    process = subprocess.Popen([house.program, 'lsp'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdout.close()
    process.stdin.write(frame({'jsonrpc': '2.0', 'id': 1, 'method': 'initialize', 'params': {'capabilities': {}}}))
    process.stdin.flush()
    yield from same('exit status', process.wait(20), 1)
    process.stdin.close()


@case
def dead_parent(house):
    """a dead parent ends the server although its input stays open"""
    parent = subprocess.Popen(['sleep', '1000'])
    c = house.start()
    c.initialize(processId=parent.pid)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    yield from same('exit status', c.ended(), 1)
    parent = subprocess.Popen(['sleep', '1000'])
    c = house.start('--clientProcessId', str(parent.pid))
    parent.kill()
    parent.wait()
    yield from same('exit status with --clientProcessId', c.ended(), 1)


@case
def foreign_parent(house):
    """a parent that cannot be seen from here is no parent"""
    gone = subprocess.Popen(['true'])
    gone.wait()
    c = house.start()
    c.initialize(processId=gone.pid)
    time.sleep(2.5)
    yield from same('exit status', c.stop(), 0)


@case
def capabilities_of_any_shape(house):
    """capabilities of any shape, null or absent, are survived"""
    for params in ({}, {'capabilities': None}, {'capabilities': []},
                   {'capabilities': {'textDocument': 1, 'general': {'positionEncodings': [7, 'utf-7']}}},
                   {'capabilities': {'workspace': {'workspaceEdit': []}}, 'workspaceFolders': [None, 3, {}],
                    'initializationOptions': [1, 2], 'trace': 9, 'processId': 'x'}):
        c = house.start()
        answer = c.request('initialize', params)
        yield from same('positionEncoding', answer['result']['capabilities']['positionEncoding'], 'utf-16')
        yield from same('exit status', c.stop(), 0)
    c = house.start()
    yield from same('no params', error(c.request('initialize')), -32602)


@case
def position_encodings(house):
    """the client's first known position encoding is taken, utf-16 without one, a setting forces one"""
    for offered, wanted in ((['utf-8', 'utf-16'], 'utf-8'), (['utf-16', 'utf-8'], 'utf-16'), (['utf-32'], 'utf-32'),
                            (['utf-7', 'utf-32', 'utf-8'], 'utf-32'), ([], 'utf-16'), (None, 'utf-16')):
        general = {} if offered is None else {'general': {'positionEncodings': offered}}
        c = house.server(general)
        yield from same(f'for {offered}', c.initialized['capabilities']['positionEncoding'], wanted)
        c.stop()
    c = house.server({'general': {'positionEncodings': ['utf-8']}}, initializationOptions={'positionEncoding': 'utf-16'})
    yield from same('forced', c.initialized['capabilities']['positionEncoding'], 'utf-16')


@case
def stdout_is_guarded(house):
    """what is read is the protocol's alone: descriptors 0 and 1 of the server lead elsewhere"""
    if not os.path.isdir('/proc/self/fd'):
        return
    c = house.server()
    pid = c.process.pid
    pipes = {fd: os.readlink(f'/proc/{pid}/fd/{fd}') for fd in (0, 1, 2)}
    yield from same('standard input', pipes[0], '/dev/null')
    yield from same('standard output is standard error', pipes[1], pipes[2])
    yield from same('exit status', c.stop(), 0)


@case
def over_a_port(house):
    """--socket connects to the port the editor listens on"""
    with socket.socket() as listener:
        listener.bind(('127.0.0.1', 0))
        listener.listen()
        listener.settimeout(20)
        port = listener.getsockname()[1]
        process = subprocess.Popen([house.program, 'lsp', f'--socket={port}'], stdin=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE)
        connection, _ = listener.accept()
        stream = connection.makefile('rwb')
        for number, method in ((1, 'initialize'), (2, 'shutdown')):
            stream.write(frame({'jsonrpc': '2.0', 'id': number, 'method': method, 'params': {'capabilities': {}}}))
            stream.flush()
            yield from same(method, read_message(stream).get('id'), number)
        stream.write(frame({'jsonrpc': '2.0', 'method': 'exit'}))
        stream.flush()
        yield from same('exit status', process.wait(20), 0)
        connection.close()
    refused = subprocess.run([house.program, 'lsp', '--socket', str(port)], capture_output=True, timeout=20)
    yield from same('exit status where nobody listens', refused.returncode, 3)


@case
def the_log(house):
    """--log takes the log, and --trace messages puts every message into it"""
    log = house.path / 'log'
    c = house.start('--log', str(log), '--trace', 'messages')
    c.initialize()
    c.open(URI, TEXT)
    c.diagnostics(URI, 1)
    yield from same('exit status', c.stop(), 0)
    text = log.read_text()
    for part in ('<-- {', '--> {', 'textDocument/didOpen', 'publishDiagnostics'):
        if part not in text:
            yield f'the log has no {part}'
    yield from same('standard error', c.stderr, b'')


@case
def the_trace(house):
    """$/setTrace has the server tell what it did and how long it took"""
    c = house.server()
    c.notify('$/setTrace', {'value': 'messages'})
    c.request('textDocument/hover', DOCUMENT)
    told = c.notification('$/logTrace')
    if 'textDocument/hover took' not in told['message'] and 'setTrace' not in told['message']:
        yield f'it told {told}'
    c.notify('$/setTrace', {'value': 'off'})
    c.quiet(0.2)
    c.request('textDocument/hover', DOCUMENT)
    yield from same('after off', [m for m in c.quiet(0.2) if m.get('method') == '$/logTrace'], [])


@case
def the_check(house):
    """--check goes through every request with a draft and says what each took"""
    draft = house.path / 'mayor.md'
    draft.write_text(TEXT)
    done = subprocess.run([house.program, 'lsp', '--check', str(draft)], capture_output=True, timeout=60,
                          env={**os.environ, 'XDG_CACHE_HOME': str(house.path)})
    yield from same('exit status', done.returncode, 0)
    for method in ('initialize', 'textDocument/diagnostic', 'textDocument/semanticTokens/full', 'onrecord/report'):
        if method.encode() not in done.stdout:
            yield f'it does not tell of {method}'
    gone = subprocess.run([house.program, 'lsp', '--check', str(house.path / 'gone')], capture_output=True, timeout=60)
    yield from same('exit status without the draft', gone.returncode, 3)
    draft.write_bytes('The café is closed, said Ann Lee.\n'.encode('latin-1'))
    latin = subprocess.run([house.program, 'lsp', '--check', str(draft)], capture_output=True, timeout=60)
    yield from same('exit status of what is not UTF-8', latin.returncode, 3)
    if b'byte 7' not in latin.stderr or b'UTF-8' not in latin.stderr or latin.stdout:
        yield f'of what is not UTF-8 it says {latin.stderr!r}'


@case
def the_command_line(house):
    """a wrong command line is refused with 2 and the remedy"""
    for words, part in ((['draft.txt'], b'--check'), (['--socket', 'x'], b'1 to 65535'), (['--trace', 'loud'], b'verbose'),
                        (['--stdio=1'], b'no value'), (['--clientProcessId', '-4'], b'number of a process')):
        done = subprocess.run([house.program, 'lsp', *words], capture_output=True, timeout=20, stdin=subprocess.DEVNULL)
        yield from same(f'{words}: exit status', done.returncode, 2)
        if part not in done.stderr:
            yield f'{words}: it says {done.stderr!r}'


@case
def many_at_once(house):
    """messages that come in one piece, or byte by byte, are answered in their order"""
    c = house.server()
    bodies = [{'jsonrpc': '2.0', 'id': 100 + i, 'method': 'onrecord/explain', 'params': {'rule': 'anonymous-bare'}}
              for i in range(20)]
    data = b''.join(frame(b) for b in bodies)
    c.raw(data)
    yield from same('in one piece', [c.wait(lambda m: 'method' not in m)['id'] for _ in bodies], list(range(100, 120)))
    for i in range(0, len(data) // 4):
        c.raw(data[i:i + 1])
    c.raw(data[len(data) // 4:])
    yield from same('byte by byte', [c.wait(lambda m: 'method' not in m)['id'] for _ in bodies], list(range(100, 120)))


@case
def a_client_that_does_not_read(house):
    """a client that writes on and on without reading is not waited for, nor waits"""
    environment = {**os.environ, 'XDG_CACHE_HOME': str(house.path)}
    process = subprocess.Popen([house.program, 'lsp'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    bodies = [{'jsonrpc': '2.0', 'id': 0, 'method': 'initialize', 'params': {'capabilities': {}}}]
    bodies += [{'jsonrpc': '2.0', 'id': i, 'method': 'onrecord/explain', 'params': {'rule': 'anonymous-bare', 'pad': 'x' * 500}}
               for i in range(1, 2000)]
    process.stdin.write(b''.join(frame(b) for b in bodies))
    process.stdin.flush()
    answers = [read_message(process.stdout)['id'] for _ in bodies]
    process.stdin.close()
    yield from same('answers', answers, list(range(2000)))
    process.wait(20)


if __name__ == '__main__':
    sys.exit(main())
