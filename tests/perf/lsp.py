#!/usr/bin/env python3
"""
Drives a language server for prose, any that is given as a command, and prints what it took: from
the last keystroke to the diagnostics of it, from the start to the first ones, and its memory.

    lsp.py [--language ID] [--keys N] [--sizes WORDS,BYTES,…] [--] COMMAND [ARGUMENT…]
    lsp.py build/plugin/onrecord lsp

Sizes are bytes, or words with a w behind. A keystroke is one character typed in the middle of the
draft; the next comes when the diagnostics of the one before have come. A server that sends none
within 30 seconds is told to be silent. Diagnostics without a version are taken to be of the
newest text. Servers that want the whole text with each change get it. The processor time of a key, on
average, is the figure that a busy machine disturbs least. Nothing is held.

Measure a release build, on a machine that does nothing else.
"""
import argparse
import json
import os
import pathlib
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'lsp'))
from client import Client  # noqa: E402

DRAFTS = pathlib.Path(__file__).resolve().parents[1] / 'drafts'
TYPED = 'The mayor, who had asked for it twice, said so again on Monday. '
SILENT = 30


def text_of(size):
    """The drafts one after another: so many words ('1000w') or so many bytes."""
    whole = '\n\n'.join(p.read_bytes().decode() for p in sorted(DRAFTS.iterdir())
                        if p.suffix in ('.txt', '.md') and not p.name.endswith('.editor.md')) + '\n\n'
    if size.endswith('w'):
        wanted, text = int(size[:-1]), ''
        words = (whole * (wanted * 8 // len(whole) + 1)).split(' ')
        return ' '.join(words[:wanted]) + '.\n' + text
    wanted = int(size)
    text = (whole * (wanted // len(whole.encode()) + 1)).encode()[:wanted].decode('utf-8', 'ignore')
    return text + '\n'


def memory(client):
    """Resident memory in megabytes, of the process and its children; None where the system does not tell."""
    def of(pid):
        try:
            status = pathlib.Path(f'/proc/{pid}/status').read_text()
            children = pathlib.Path(f'/proc/{pid}/task/{pid}/children').read_text().split()
        except OSError:
            return 0
        own = next((int(line.split()[1]) for line in status.splitlines() if line.startswith('VmRSS')), 0)
        return own + sum(of(int(child)) for child in children)
    return of(client.process.pid) / 1024 or None


def processor(client):
    """Milliseconds of processor time of the process so far; 0 where the system does not tell."""
    try:
        fields = pathlib.Path(f'/proc/{client.process.pid}/stat').read_text().rsplit(')', 1)[1].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf('SC_CLK_TCK')


class Session:
    """One server with some drafts."""

    def __init__(self, command, language):
        self.began = time.perf_counter()
        self.answers = {'workspace/configuration': lambda p: [None] * len(p['items']),
                        'client/registerCapability': lambda p: None, 'window/workDoneProgress/create': lambda p: None}
        self.client = Client(command, answers=self.answers)
        self.language = language
        self.folder = tempfile.TemporaryDirectory()
        result = self.client.initialize({'textDocument': {'publishDiagnostics': {'versionSupport': True}},
                                         'workspace': {'configuration': True}},
                                        rootUri=pathlib.Path(self.folder.name).as_uri())
        sync = result['capabilities'].get('textDocumentSync', 1)
        self.full = (sync if isinstance(sync, int) else sync.get('change', 1)) == 1

    def uri(self, number):
        ending = 'md' if self.language == 'markdown' else 'txt'
        path = pathlib.Path(self.folder.name) / f'draft-{number}.{ending}'
        path.touch()
        return path.as_uri()

    def wait(self, uri, version):
        """The moment the diagnostics of a text came."""
        def wanted(message):
            params = message.get('params') or {}
            return (message.get('method') == 'textDocument/publishDiagnostics' and params.get('uri') == uri
                    and (params.get('version') is None or params['version'] >= version))
        self.client.wait(wanted, SILENT)
        self.client.kept.clear()
        return self.client.at

    def open(self, number, text):
        uri = self.uri(number)
        began = time.perf_counter()
        self.client.open(uri, text, 1, self.language)
        return self.wait(uri, 1) - began

    def type(self, number, text, keys):
        """Milliseconds from each keystroke to its diagnostics."""
        uri, times = self.uri(number), []
        lines = text[:len(text) // 2].split('\n')
        line, column = len(lines) - 1, len(lines[-1].encode('utf-16-le')) // 2
        at = len(text) // 2
        for key in range(keys):
            letter, version = TYPED[key % len(TYPED)], key + 2
            text = text[:at + key] + letter + text[at + key:]
            place = {'line': line, 'character': column + key}
            change = {'text': text} if self.full else {'range': {'start': place, 'end': place}, 'text': letter}
            body = json.dumps({'jsonrpc': '2.0', 'method': 'textDocument/didChange', 'params': {
                'textDocument': {'uri': uri, 'version': version}, 'contentChanges': [change]}}).encode()
            began = time.perf_counter()
            self.client.raw(b'Content-Length: %d\r\n\r\n' % len(body) + body)
            times.append((self.wait(uri, version) - began) * 1000)
        return times

    def close(self):
        self.client.process.kill()
        self.client.process.wait()
        self.folder.cleanup()


def quantile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def row(*cells):
    print(f'| {cells[0]:<28} |' + ''.join(f' {c:>9} |' for c in cells[1:]), flush=True)


def measure(command, language, size, keys):
    text = text_of(size)
    session = Session(command, language)
    try:
        opened = session.open(0, text) * 1000
        first = (session.client.at - session.began) * 1000
        used = processor(session.client)
        times = session.type(0, text, keys)
        used = (processor(session.client) - used) / keys
        row(f'{size}, {len(text.encode()) / 1000:.0f} kB', f'{first:.1f}', f'{opened:.1f}', f'{quantile(times, 0.5):.1f}',
            f'{quantile(times, 0.99):.1f}', f'{used:.1f}', f'{memory(session.client):.0f}')
    except TimeoutError:
        row(f'{size}, {len(text.encode()) / 1000:.0f} kB', *['silent'] * 6)
    finally:
        session.close()


def many(command, language, count, size):
    text = text_of(size)
    session = Session(command, language)
    try:
        slowest = max(session.open(number, text) for number in range(count)) * 1000
        row(f'{count} drafts of {size}', '', f'{slowest:.1f}', '', '', '', f'{memory(session.client):.0f}')
    except TimeoutError:
        row(f'{count} drafts of {size}', *['silent'] * 6)
    finally:
        session.close()


def main():
    parser = argparse.ArgumentParser(description='Measures a language server for prose.')
    parser.add_argument('--language', default='plaintext')
    parser.add_argument('--keys', type=int, default=300)
    parser.add_argument('--sizes', default='1000w,100000,1000000')
    parser.add_argument('command', nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = [c for c in options.command if c != '--']
    print(' '.join([os.path.basename(command[0]), *command[1:]]) + ', milliseconds and megabytes')
    row('draft', 'start', 'open', 'key p50', 'key p99', 'key CPU', 'RSS')
    row('-' * 28, *['-' * 9] * 6)
    for size in options.sizes.split(','):
        keys = options.keys if size.endswith('w') else max(20, options.keys // (10 if int(size) >= 1000000 else 3))
        measure(command, options.language, size, keys)
    many(command, options.language, 20, '1000w')


if __name__ == '__main__':
    main()
