#!/usr/bin/env python3
"""What no client should send: the specified error comes back, and the server lives on."""
import json
import sys

from client import frame
from house import DOCUMENT, TEXT, URI, case, main, same


def lives(c):
    """A problem where the server no longer answers as ever."""
    answer = c.request('onrecord/explain', {'rule': 'anonymous-bare'})
    return [] if 'result' in answer else [f'afterwards it answers {answer}']


def refused(c, what, data, code, number=None):
    """Sends bytes; the next answer is to be an error of a code, to the request of a number or to none."""
    c.raw(data)
    answer = c.wait(lambda m: 'method' not in m)
    return (same(f'{what}: code', answer.get('error', {}).get('code'), code) +
            same(f'{what}: id', answer.get('id', 'none'), number) + lives(c))


@case
def no_json(house):
    """bad JSON, and JSON cut short, is -32700 with a null id"""
    c = house.server()
    for body in (b'{', b'', b'nonsense', b'{"jsonrpc": "2.0", "id": 1, "method": }', b'{"a": 1}}', b'{"a": "\x01"}'):
        yield from refused(c, body, frame(body), -32700)


@case
def no_utf8(house):
    """invalid UTF-8 in a body is -32700"""
    c = house.server()
    for bad in (b'\xff', b'\xc0\x80', b'\xed\xa0\x80', b'\xf5\x80\x80\x80', b'\xe2\x82'):
        yield from refused(c, bad, frame(b'{"jsonrpc": "2.0", "id": 5, "method": "' + bad + b'"}'), -32700)


@case
def deep_nesting(house):
    """nesting too deep to follow is -32700"""
    c = house.server()
    for depth in (3000, 200000):
        yield from refused(c, depth, frame(b'[' * depth + b']' * depth), -32700)
        yield from refused(c, depth, frame(b'{"a":' * depth + b'1' + b'}' * depth), -32700)


@case
def no_message(house):
    """JSON that is no message is -32600"""
    c = house.server()
    for body in (b'1', b'null', b'"x"', b'{}', b'{"jsonrpc": "2.0"}', b'{"jsonrpc": "1.0", "method": "exit"}',
                 b'{"jsonrpc": "2.0", "method": 7}', b'{"jsonrpc": "2.0", "method": "x", "params": 4}'):
        yield from refused(c, body, frame(body), -32600)


@case
def batches(house):
    """batches are no part of the protocol: -32600"""
    c = house.server()
    yield from refused(c, 'a batch', frame(b'[{"jsonrpc": "2.0", "id": 1, "method": "shutdown"}]'), -32600)
    yield from refused(c, 'an empty one', frame(b'[]'), -32600)


@case
def odd_ids(house):
    """ids that are null, true or an object are -32600; a string is an id like a number"""
    c = house.server()
    for number in ('null', 'true', '{}', '[1]'):
        body = f'{{"jsonrpc": "2.0", "id": {number}, "method": "shutdown"}}'
        yield from refused(c, number, frame(body.encode()), -32600)
    c.send({'jsonrpc': '2.0', 'id': 'a "b" ü', 'method': 'onrecord/explain', 'params': {'rule': 'anonymous-bare'}})
    yield from same('a string', 'result' in c.answer('a "b" ü'), True)
    yield from refused(c, 'with its id', frame(b'{"jsonrpc": "2.0", "id": 9, "method": "x", "params": 4}'), -32600, 9)


@case
def unknown_methods(house):
    """an unknown request is -32601, unknown notifications and all $/ ones are ignored"""
    c = house.server()
    for method in ('textDocument/nothing', '$/nothing', '', 'exit', 'textDocument/didOpen', 'x' * 10000):
        yield from same(f'{method[:30]}: code', c.request(method, {}).get('error', {}).get('code'), -32601)
    for method in ('$/nothing', 'nothing', 'textDocument/hover'):
        c.notify(method, {})
    yield from lives(c)
    yield from same('nothing else came', c.quiet(0.1), [])


@case
def stray_answers(house):
    """answers to nothing that was asked are ignored"""
    c = house.server()
    for number in (1, -5, 'x', None, 1 << 60):
        c.send({'jsonrpc': '2.0', 'id': number, 'result': None})
        c.send({'jsonrpc': '2.0', 'id': number, 'error': {'code': 1, 'message': ''}})
    yield from lives(c)
    yield from same('nothing came', c.quiet(0.1), [])


@case
def headers(house):
    """headers without a length, with a wrong one or in another encoding are -32700, and later messages are read"""
    c = house.server()
    body = json.dumps({'jsonrpc': '2.0', 'id': 77, 'method': 'shutdown'}).encode()
    for what, data in (('no length', b'Content-Type: x\r\n\r\n'), ('a word', b'Content-Length: many\r\n\r\n'),
                       ('less than nothing', b'Content-Length: -5\r\n\r\n'),
                       ('huge', b'Content-Length: 99999999999999999999\r\n\r\n'),
                       ('too large', b'Content-Length: 4000000000\r\n\r\n'),
                       ('a fraction', b'Content-Length: 5.5\r\n\r\n'), ('none at all', b'Content-Length:\r\n\r\n'),
                       ('another encoding', b'Content-Length: %d\r\nContent-Type: application/x; charset=utf-16\r\n\r\n%s'
                        % (len(body), body))):
        yield from refused(c, what, data, -32700)


@case
def good_headers(house):
    """headers in any case and order, with a content type, or with bare line feeds are read"""
    c = house.server()
    body = json.dumps({'jsonrpc': '2.0', 'id': 78, 'method': 'onrecord/explain', 'params': {'rule': 'anonymous-bare'}}).encode()
    for header in (b'content-length: %d\r\n\r\n', b'Content-Length:%d\n\n', b'CONTENT-LENGTH:   %d  \r\n\r\n',
                   b'Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: %d\r\n\r\n',
                   b'Content-Length: %d\r\nContent-Type: application/vscode-jsonrpc; charset="utf8"\r\n\r\n'):
        c.raw(header % len(body) + body)
        yield from same(header, 'result' in c.answer(78), True)


@case
def short_length(house):
    """a length too short costs its message only"""
    c = house.server()
    body = json.dumps({'jsonrpc': '2.0', 'id': 79, 'method': 'onrecord/explain', 'params': {'rule': 'anonymous-bare'}}).encode()
    c.raw(b'Content-Length: %d\r\n\r\n' % (len(body) - 20) + body)
    c.raw(frame(body))
    first = c.wait(lambda m: 'method' not in m)
    yield from same('the first', first['error']['code'], -32700)
    yield from same('the second', 'result' in c.answer(79), True)
    yield from lives(c)


@case
def long_length(house):
    """a length too long costs its message only: the header it swallowed is found again"""
    c = house.server()
    body = json.dumps({'jsonrpc': '2.0', 'id': 80, 'method': 'onrecord/explain', 'params': {'rule': 'anonymous-bare'}}).encode()
    c.raw(b'Content-Length: %d\r\n\r\n' % (len(body) + 30) + body + frame(body))
    first = c.wait(lambda m: 'method' not in m)
    yield from same('the first', first['error']['code'], -32700)
    yield from same('the second', 'result' in c.answer(80), True)
    yield from lives(c)


@case
def junk(house):
    """junk between messages, however long, is passed over"""
    c = house.server()
    for junk_ in (b'hello\r\n', b'\0\0\0\xff\xfe', b'x' * 100000, b'HTTP/1.1 200 OK\r\nServer: x\r\n'):
        c.raw(junk_ + frame({'jsonrpc': '2.0', 'id': 81, 'method': 'onrecord/explain', 'params': {'rule': 'anonymous-bare'}}))
        yield from same(junk_[:20], 'result' in c.answer(81), True)
        yield from lives(c)


@case
def wrong_params(house):
    """params of any wrong shape are -32602"""
    c = house.server()
    c.open(URI, TEXT)
    c.diagnostics(URI, 1)
    place = {'line': 0, 'character': 0}
    for params in (None, [], {}, {'textDocument': None}, {'textDocument': {'uri': 4}}, {'textDocument': {'uri': ''}},
                   {'textDocument': {'uri': 'file:///not/open'}, 'position': place}, DOCUMENT,
                   {**DOCUMENT, 'position': {'line': -1, 'character': 0}}, {**DOCUMENT, 'position': {'line': 'x', 'character': 0}},
                   {**DOCUMENT, 'position': [0, 0]}, {**DOCUMENT, 'position': {'line': 1.5, 'character': 0}}):
        for method in ('textDocument/hover', 'textDocument/rename', 'textDocument/references'):
            yield from same(f'{method} {params}', c.request(method, params).get('error', {}).get('code'), -32602)
    for method in ('textDocument/semanticTokens/range', 'textDocument/inlayHint', 'textDocument/codeAction'):
        for range_ in (None, 4, {}, {'start': place}, {'start': place, 'end': {'line': 3}}):
            yield from same(f'{method} {range_}', c.request(method, {**DOCUMENT, 'range': range_}).get('error', {}).get('code'),
                            -32602)
    yield from lives(c)


@case
def wrong_notifications(house):
    """notifications of any wrong shape change nothing"""
    c = house.server()
    c.open(URI, TEXT)
    c.diagnostics(URI, 1)
    for method in ('textDocument/didOpen', 'textDocument/didChange', 'textDocument/didClose', 'textDocument/didSave',
                   'workspace/didChangeConfiguration', 'workspace/didChangeWorkspaceFolders', '$/setTrace', '$/cancelRequest',
                   'workspace/didChangeWatchedFiles', 'window/workDoneProgress/cancel', 'initialized'):
        for params in (None, [], {}, {'textDocument': 4}, {'textDocument': {'uri': 'file:///none', 'text': 5}},
                       {'settings': 7, 'event': [], 'value': {}, 'token': None, 'id': {}}):
            c.notify(method, params)
    report = c.result('onrecord/report', {**DOCUMENT, 'format': 'json'})
    yield from same('the text', report['content']['bytes'], len(TEXT.encode()))


@case
def odd_uris(house):
    """documents of any URI are open like others: untitled, with odd escapes, with no scheme"""
    c = house.server()
    for uri in ('untitled:Untitled-1', 'file:///a%20b/%C3%BC.txt', 'file:///%zz%', 'nonsense', 'file://', 'file:///a\u2028b.md',
                'vscode-vfs://github/a/b.md', 'file:///' + 'x' * 5000 + '.txt', 'file:///c%3A/Users/x.md', 'file:///a%00b.txt'):
        c.open(uri, TEXT)
        diagnostics = c.diagnostics(uri, 1)
        yield from same(f'{uri[:40]}: findings', len(diagnostics) > 0, True)
        c.notify('textDocument/didClose', {'textDocument': {'uri': uri}})
        yield from same(f'{uri[:40]}: cleared', c.notification('textDocument/publishDiagnostics', uri=uri)['diagnostics'], [])


@case
def one_document_two_escapes(house):
    """a document is the same however its URI is escaped, and keeps the one it was opened with"""
    c = house.server()
    c.open('file:///c%3A/drafts/a%20b.txt', TEXT)
    c.diagnostics('file:///c%3A/drafts/a%20b.txt', 1)
    answer = c.result('textDocument/definition', {'textDocument': {'uri': 'file:///c:/drafts/a b.txt'},
                                                  'position': {'line': 3, 'character': 1}})
    yield from same('the URI', answer['uri'], 'file:///c%3A/drafts/a%20b.txt')


@case
def what_is_no_text(house):
    """a draft that is no text is told to be unchecked, and is checked once it is text"""
    c = house.server()
    c.open(URI, 'a\0b' * 50)
    told = c.diagnostics(URI, 1)
    yield from same('findings', [d['code'] for d in told], ['not-analyzed'])
    yield from same('hover', c.request('textDocument/hover', {**DOCUMENT, 'position': {'line': 0, 'character': 0}})['result'], None)
    c.change(URI, 2, {'text': TEXT})
    yield from same('afterwards', 'not-analyzed' in [d['code'] for d in c.diagnostics(URI, 2)], False)


@case
def lone_surrogates(house):
    """half a surrogate pair, which some editors send, is one unit of text"""
    c = house.server()
    c.open(URI, '')
    body = ('{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": {"uri": "%s", "version": 2}, '
            '"contentChanges": [{"text": "a\\ud83db \\udc00\\ud83d\\ude00 \\\\ud83d People familiar with it said so."}]}}' % URI)
    c.raw(frame(body.encode()))
    diagnostics = c.diagnostics(URI, 2)
    yield from same('it was read', len(diagnostics) > 0, True)
    report = c.result('onrecord/report', {**DOCUMENT, 'format': 'json'})
    text = 'a\ufffdb \ufffd\U0001f600 \\ud83d People familiar with it said so.'
    yield from same('bytes', report['content']['bytes'], len(text.encode()))


if __name__ == '__main__':
    sys.exit(main())
