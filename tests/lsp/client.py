"""A client of the language server that can say what no well-behaved client says."""
import json
import os
import queue
import subprocess
import threading
import time

PATIENCE = float(os.environ.get('ONRECORD_LSP_PATIENCE', '30'))  # seconds, for machines under load


class Closed(Exception):
    """The server ended its output."""


def frame(body):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return b'Content-Length: %d\r\n\r\n' % len(data) + data


def read_message(stream):
    """The next message of a stream, or None at its end. A stray byte between messages is an error."""
    length, line = None, stream.readline()
    if not line:
        return None
    while line.strip():
        name, _, value = line.partition(b':')
        if name.strip().lower() == b'content-length':
            length = int(value)
        elif name.strip().lower() != b'content-type':
            raise AssertionError(f'what came is no header: {line!r}')
        line = stream.readline()
    return json.loads(stream.read(length))


class Client:
    """Starts a server and speaks to it. Requests of the server are kept, and answered by `answers`."""

    def __init__(self, command, env=None, answers=None, cwd=None):
        environment = dict(os.environ, **(env or {}))
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        env=environment, cwd=cwd)
        self.inbox, self.kept, self.stderr, self.id = queue.Queue(), [], b'', 0
        self.answers = answers or {}
        self.requests = []  # of the server
        for work in (self._read, self._read_errors):
            threading.Thread(target=work, daemon=True).start()

    def _read(self):
        try:
            while (message := read_message(self.process.stdout)) is not None:
                self.inbox.put((time.perf_counter(), message))
        except (AssertionError, ValueError, OSError) as problem:
            self.inbox.put((time.perf_counter(), problem))
        self.inbox.put((time.perf_counter(), None))

    def _read_errors(self):
        for line in self.process.stderr:
            self.stderr += line

    def raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, body):
        self.raw(frame(body))

    def notify(self, method, params=None):
        self.send({'jsonrpc': '2.0', 'method': method, **({} if params is None else {'params': params})})

    def ask(self, method, params=None):
        """Sends a request and returns its id."""
        self.id += 1
        self.send({'jsonrpc': '2.0', 'id': self.id, 'method': method, **({} if params is None else {'params': params})})
        return self.id

    def request(self, method, params=None):
        """The whole answer to a request."""
        return self.answer(self.ask(method, params))

    def result(self, method, params=None):
        answer = self.request(method, params)
        if 'result' not in answer:
            raise AssertionError(f'{method}: {answer.get("error")}')
        return answer['result']

    def _next(self, deadline):
        try:
            self.at, message = self.inbox.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise TimeoutError('the server did not say what was waited for') from None
        if message is None:
            self.inbox.put((self.at, None))
            raise Closed()
        if isinstance(message, Exception):
            raise message
        if 'method' in message and 'id' in message:
            self.requests.append(message)
            give = self.answers.get(message['method'])
            if give is not None:
                self.send({'jsonrpc': '2.0', 'id': message['id'], 'result': give(message.get('params'))})
        return message

    def wait(self, wanted, seconds=None):
        """The first message, kept or yet to come, that is wanted."""
        for i, message in enumerate(self.kept):
            if wanted(message):
                return self.kept.pop(i)
        deadline = time.monotonic() + (seconds or PATIENCE)
        while True:
            message = self._next(deadline)
            if wanted(message):
                return message
            self.kept.append(message)

    def answer(self, number):
        return self.wait(lambda m: 'method' not in m and m.get('id') == number)

    def notification(self, method, seconds=None, **params):
        """The params of the next notification of a method whose params hold these."""
        return self.wait(lambda m: m.get('method') == method and 'id' not in m and
                         all(m['params'].get(k) == v for k, v in params.items()), seconds)['params']

    def diagnostics(self, uri, version):
        return self.notification('textDocument/publishDiagnostics', uri=uri, version=version)['diagnostics']

    def quiet(self, seconds):
        """Everything that comes within so many seconds, and what was kept."""
        deadline = time.monotonic() + seconds
        try:
            while True:
                self.kept.append(self._next(deadline))
        except (TimeoutError, Closed):
            messages, self.kept = self.kept, []
            return messages

    def initialize(self, capabilities=None, **params):
        result = self.result('initialize', {'processId': os.getpid(), 'rootUri': None,
                                            'capabilities': capabilities or {}, **params})
        self.notify('initialized', {})
        return result

    def open(self, uri, text, version=1, language='plaintext'):
        self.notify('textDocument/didOpen', {'textDocument': {'uri': uri, 'languageId': language, 'version': version,
                                                              'text': text}})

    def change(self, uri, version, *changes):
        self.notify('textDocument/didChange', {'textDocument': {'uri': uri, 'version': version},
                                               'contentChanges': list(changes)})

    def stop(self):
        """Shuts down as the protocol says. Returns the exit status."""
        self.result('shutdown')
        self.notify('exit')
        return self.ended()

    def ended(self, seconds=None):
        """The exit status of a server that is to end by itself."""
        try:
            status = self.process.wait(seconds or PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return 'it lived on'
        for stream in (self.process.stdin, self.process.stdout):
            try:
                stream.close()
            except OSError:
                pass
        return status

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


# ---- Texts and places, by the client's own reckoning ----

def lines_of(text):
    """(start, end without line end) of each line, for LF, CR LF and CR."""
    lines, start, i = [], 0, 0
    while i < len(text):
        if text[i] == '\r' and text[i + 1:i + 2] == '\n':
            lines.append((start, i))
            i += 1
            start = i + 1
        elif text[i] in '\r\n':
            lines.append((start, i))
            start = i + 1
        i += 1
    return lines + [(start, len(text))]


def units(text, encoding):
    if encoding == 'utf-8':
        return len(text.encode('utf-8', 'surrogatepass'))
    return len(text) if encoding == 'utf-32' else len(text.encode('utf-16-le', 'surrogatepass')) // 2


def place(text, at, encoding='utf-16', lines=None):
    """The position of the character with an index."""
    lines = lines or lines_of(text)
    low, high = 0, len(lines)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if lines[middle][0] <= at else (low, middle)
    start, end = lines[low]
    return {'line': low, 'character': units(text[start:min(at, end)], encoding)}


def span(text, words, encoding='utf-16', nth=0):
    """The range of the nth time that words stand in a text."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return {'start': place(text, at, encoding), 'end': place(text, at + len(words), encoding)}


def at(text, position, encoding='utf-16'):
    """The index of the character at a position."""
    start, end = lines_of(text)[position['line']]
    count = 0
    for i in range(start, end):
        if count >= position['character']:
            return i
        count += units(text[i], encoding)
    return end


def cut(text, range_, encoding='utf-16'):
    return text[at(text, range_['start'], encoding):at(text, range_['end'], encoding)]
