#!/usr/bin/env python3
"""Diagnostics: pushed with versions or pulled, never both; what each holds; what is held back."""
import sys
import time

from client import cut, frame, span
from house import DOCUMENT, TEXT, URI, case, main, same

ALL = {'textDocument': {'publishDiagnostics': {'versionSupport': True, 'relatedInformation': True, 'dataSupport': True,
                                               'codeDescriptionSupport': True, 'tagSupport': {'valueSet': [1, 2]}}}}
PULL = {'textDocument': {'diagnostic': {}}, 'workspace': {'diagnostics': {'refreshSupport': True}}}
CALM = 'Mayor Tom Baker said the port would stay open.\n'
TOP = {'start': {'line': 0, 'character': 0}, 'end': {'line': 0, 'character': 0}}


def pushes(messages):
    return [m for m in messages if m.get('method') == 'textDocument/publishDiagnostics']


@case
def pushed_with_versions(house):
    """diagnostics are pushed with the version of the text they are of, and cleared on close"""
    c = house.server(ALL)
    c.open(URI, TEXT, version=7)
    first = c.diagnostics(URI, 7)
    c.change(URI, 12, {'text': CALM})
    yield from same('of calm text', c.diagnostics(URI, 12), [])
    c.change(URI, 13, {'text': TEXT})
    yield from same('of the first text again', [d['range'] for d in c.diagnostics(URI, 13)], [d['range'] for d in first])
    c.notify('textDocument/didClose', DOCUMENT)
    yield from same('on close', c.notification('textDocument/publishDiagnostics', uri=URI)['diagnostics'], [])
    yield from same('no pull without the client', c.request('workspace/diagnostic', {'previousResultIds': []})['result'],
                    {'items': []})


@case
def renamed_files(house):
    """diagnostics go with a draft whose file has another name, and those under the old one are cleared"""
    push = 'textDocument/publishDiagnostics'
    desk = house.path / 'desk'
    desk.mkdir()
    (house.path / 'news/desk').mkdir(parents=True)
    (house.path / 'news/.onrecord').write_text('[rule "anonymous-no-reason"]\nseverity = off\n')
    uri = lambda path: (house.path.resolve() / path).as_uri()
    rename = lambda *pairs: c.notify('workspace/didRenameFiles', {'files': [{'oldUri': uri(o), 'newUri': uri(n)} for o, n in pairs]})
    c = house.server(ALL)
    filters = c.initialized['capabilities']['workspace']['fileOperations']['didRename']['filters']
    yield from same('what is asked for', [f['pattern']['matches'] for f in filters], ['file', 'folder'])
    c.open(uri('desk/a.txt'), TEXT, version=4)
    first = c.diagnostics(uri('desk/a.txt'), 4)
    yield from same('the rule is met', 'anonymous-no-reason' in [d['code'] for d in first], True)
    rename(('desk/a.txt', 'desk/c d.txt'))
    yield from same('under the old name', c.notification(push, uri=uri('desk/a.txt'))['diagnostics'], [])
    yield from same('under the new one', [d['range'] for d in c.diagnostics(uri('desk/c d.txt'), 4)], [d['range'] for d in first])
    c.change(uri('desk/c d.txt'), 5, {'text': CALM})
    yield from same('a change of it', c.diagnostics(uri('desk/c d.txt'), 5), [])
    c.open(uri('desk/a.txt'), TEXT)
    c.diagnostics(uri('desk/a.txt'), 1)
    rename(('desk/a.txt', 'desk/c d.txt'), ('desk/c d.txt', 'desk/a.txt'))
    yield from same('one of two that changed names', c.diagnostics(uri('desk/a.txt'), 5), [])
    yield from same('the other', len(c.diagnostics(uri('desk/c d.txt'), 1)), len(first))
    rename(('desk', 'news/desk'))
    yield from same('a folder', c.notification(push, uri=uri('desk/c d.txt'))['diagnostics'], [])
    below = c.diagnostics(uri('news/desk/c d.txt'), 1)
    yield from same('by the project file there', 'anonymous-no-reason' in [d['code'] for d in below], False)
    c.open(uri('e.txt'), TEXT, version=2)
    c.diagnostics(uri('e.txt'), 2)
    rename(('news/desk/c d.txt', 'e.txt'), ('nowhere.txt', 'too.txt'))
    yield from same('opened anew before it was told', c.notification(push, uri=uri('news/desk/c d.txt'))['diagnostics'], [])
    yield from same('the new text stays', len(c.diagnostics(uri('e.txt'), 2)), len(first))
    for params in ({'files': [None, 3, {}, {'oldUri': uri('e.txt')}, {'oldUri': 4, 'newUri': 5}]}, {'files': 3}, {}):
        c.notify('workspace/didRenameFiles', params)
    c.change(uri('e.txt'), 3, {'text': CALM})
    yield from same('on it goes', c.diagnostics(uri('e.txt'), 3), [])


@case
def what_each_holds(house):
    """each has code, source, a link to the rule's page, related places and data"""
    c = house.server(ALL)
    c.open(URI, TEXT)
    found = c.diagnostics(URI, 1)
    for d in found:
        yield from same('source', d['source'], 'onrecord')
        yield from same('data', (d['data']['rule'], d['data']['version']), (d['code'], 1))
        page = d['codeDescription']['href']
        with open(page.removeprefix('file://'), encoding='utf-8') as file:
            if d['code'] not in file.read():
                yield f'{page} does not tell of {d["code"]}'
        if not 1 <= d['severity'] <= 4 or not d['message']:
            yield f'{d}'
    first = next(d for d in found if d['code'] == 'anonymous-no-reason')
    yield from same('range', cut(TEXT, first['range']), 'people familiar with the matter')
    conflict = ('A Commerce Department official said the talks had failed. The Commerce Department official declined to '
                'comment.\n')
    c.change(URI, 2, {'text': conflict})
    related = [r for d in c.diagnostics(URI, 2) for r in d.get('relatedInformation', [])]
    yield from same('related places', len(related) > 0, True)
    for r in related:
        yield from same('related', (r['location']['uri'], bool(r['message'])), (URI, True))


@case
def only_what_the_client_takes(house):
    """what the client did not say it takes is left out"""
    c = house.server()
    c.open(URI, TEXT)
    for d in c.diagnostics(URI, 1):
        yield from same('keys', sorted(d), ['code', 'message', 'range', 'severity', 'source'])


@case
def pulled(house):
    """where the client pulls nothing is pushed; a known result is told to be unchanged"""
    c = house.server(PULL)
    c.open(URI, TEXT)
    report = c.result('textDocument/diagnostic', DOCUMENT)
    yield from same('kind', (report['kind'], len(report['items']) > 0), ('full', True))
    again = c.result('textDocument/diagnostic', {**DOCUMENT, 'previousResultId': report['resultId']})
    yield from same('again', again, {'kind': 'unchanged', 'resultId': report['resultId']})
    c.change(URI, 2, {'text': CALM})
    after = c.result('textDocument/diagnostic', {**DOCUMENT, 'previousResultId': report['resultId']})
    yield from same('of calm text', (after['kind'], after['items']), ('full', []))
    c.change(URI, 3, {'text': TEXT})
    back = c.result('textDocument/diagnostic', {**DOCUMENT, 'previousResultId': after['resultId']})
    yield from same('of the first text', back['items'][0]['range'], report['items'][0]['range'])
    c.notify('textDocument/didClose', DOCUMENT)
    yield from same('pushed', pushes(c.quiet(0.3)), [])


@case
def the_workspace(house):
    """workspace/diagnostic reports each draft of a folder with a project file, open ones as they are open"""
    desk, other = house.path / 'desk', house.path / 'other'
    for folder in (desk, other):
        folder.mkdir()
        (folder / 'a.txt').write_text(TEXT)
    (desk / '.onrecord').write_text('')
    (desk / 'b.md').write_text(CALM)
    (desk / 'c.txt').write_bytes(b'\xff\xfe\0')
    folders = [{'uri': f.resolve().as_uri(), 'name': f.name} for f in (desk, other)]
    c = house.server(PULL, workspaceFolders=folders)
    opened = (desk / 'b.md').resolve().as_uri()
    c.open(opened, TEXT, version=4)
    result = c.result('workspace/diagnostic', {'previousResultIds': [], 'workDoneToken': 'w'})
    items = {i['uri'].rsplit('/', 2)[-2] + '/' + i['uri'].rsplit('/', 1)[-1]: i for i in result['items']}
    yield from same('drafts', sorted(items), ['desk/a.txt', 'desk/b.md', 'desk/c.txt'])
    yield from same('the open one', (items['desk/b.md']['version'], len(items['desk/b.md']['items']) > 0), (4, True))
    yield from same('one on disk', (items['desk/a.txt']['version'], len(items['desk/a.txt']['items']) > 0), (None, True))
    yield from same('what is no text', items['desk/c.txt']['items'][0]['code'], 'not-analyzed')
    kinds = [m['params']['value']['kind'] for m in c.quiet(0.1) if m.get('method') == '$/progress']
    yield from same('progress', (kinds[0], kinds[-1]), ('begin', 'end'))
    known = [{'uri': i['uri'], 'value': i['resultId']} for i in result['items']]
    again = c.result('workspace/diagnostic', {'previousResultIds': known, 'partialResultToken': 'p'})
    yield from same('under a token', again, {'items': []})
    partial = [i for m in c.quiet(0.1) if m.get('method') == '$/progress' for i in m['params']['value']['items']]
    yield from same('again', [i['kind'] for i in partial], ['unchanged'] * 3)


@case
def the_newest_text(house):
    """of many changes at once the newest text is analyzed, not each in turn"""
    c = house.server(ALL)
    c.open(URI, TEXT * 40)
    c.diagnostics(URI, 1)
    for version in range(2, 202):
        c.change(URI, version, {'range': TOP, 'text': 'x'})
    c.diagnostics(URI, 201)
    versions = [m['params']['version'] for m in pushes(c.quiet(0.1))]
    if len(versions) > 100 or versions != sorted(versions):
        yield f'of 200 versions these were published: {versions}'


@case
def stale_and_cancelled(house):
    """a cancelled request is -32800, one whose text has changed since is -32801"""
    c = house.server(ALL)
    c.open(URI, TEXT)
    c.diagnostics(URI, 1)
    hover = {'jsonrpc': '2.0', 'method': 'textDocument/hover', 'params': {**DOCUMENT, 'position': TOP['start']}}
    cancel = {'jsonrpc': '2.0', 'method': '$/cancelRequest'}
    change = {'jsonrpc': '2.0', 'method': 'textDocument/didChange', 'params': {
        'textDocument': {'uri': URI, 'version': 2}, 'contentChanges': [{'range': TOP, 'text': 'x'}]}}
    c.raw(b''.join(map(frame, ({**hover, 'id': 901}, {**hover, 'id': 902}, {**cancel, 'params': {'id': 901}}, change,
                               {**hover, 'id': 903}))))
    yield from same('cancelled', c.answer(901).get('error', {}).get('code'), -32800)
    yield from same('stale', c.answer(902).get('error', {}).get('code'), -32801)
    yield from same('after the change', 'result' in c.answer(903), True)
    c.raw(frame({**cancel, 'params': {'id': 4711}}))
    yield from same('cancelling nothing', 'result' in c.request('textDocument/hover', hover['params']), True)


@case
def held_back(house):
    """what is found in the sentence being typed is held back until it ends, by a full stop or by a pause"""
    c = house.server(ALL)
    c.open(URI, TEXT)
    c.diagnostics(URI, 1)
    typed, version = '', 1
    for part in ['\n', 'Two', ' sources', ' close', ' to', ' the', ' mayor', ' said', ' it', ' was', ' sold']:
        version += 1
        position = {'line': 6 if typed == '' else 7, 'character': max(0, len(typed) - 1)}
        c.change(URI, version, {'range': {'start': position, 'end': position}, 'text': part})
        typed += part
        found = [d for d in c.diagnostics(URI, version) if d['range']['start']['line'] == 7]
        yield from same(f'while typing {part!r}', found, [])
    version += 1
    position = {'line': 7, 'character': len(typed) - 1}
    c.change(URI, version, {'range': {'start': position, 'end': position}, 'text': '.'})
    ended = [d for d in c.diagnostics(URI, version) if d['range']['start']['line'] == 7]
    yield from same('at the full stop', len(ended) > 0, True)
    version += 1
    c.change(URI, version, {'range': {'start': position, 'end': {**position, 'character': position['character'] + 1}}, 'text': ''})
    yield from same('once it is gone', [d for d in c.diagnostics(URI, version) if d['range']['start']['line'] == 7], [])
    began = time.monotonic()
    paused = c.diagnostics(URI, version)
    yield from same('after a pause', len([d for d in paused if d['range']['start']['line'] == 7]) > 0, True)
    if time.monotonic() - began < 1:
        yield 'it did not wait for the pause'


@case
def not_held_back(house):
    """an edit inside a sentence that has its end holds nothing back, nor does a save, nor a setting"""
    c = house.server(ALL)
    c.open(URI, TEXT)
    count = len(c.diagnostics(URI, 1))
    place = span(TEXT, 'summer')['start']
    c.change(URI, 2, {'range': {'start': place, 'end': place}, 'text': 'next '})
    yield from same('inside a sentence', len(c.diagnostics(URI, 2)), count)
    c.change(URI, 3, {'text': CALM})
    c.diagnostics(URI, 3)
    end = {'line': 1, 'character': 0}
    c.change(URI, 4, {'range': {'start': end, 'end': end}, 'text': 'Sources said it was sold'})
    yield from same('while typing', c.diagnostics(URI, 4), [])
    c.notify('textDocument/didSave', DOCUMENT)
    yield from same('after a save', len(c.diagnostics(URI, 4)) > 0, True)
    c = house.server(ALL, initializationOptions={'holdBack': False})
    c.open(URI, CALM)
    c.diagnostics(URI, 1)
    c.change(URI, 2, {'range': {'start': end, 'end': end}, 'text': 'Sources said it was sold'})
    yield from same('with the setting', len(c.diagnostics(URI, 2)) > 0, True)


@case
def held_back_and_pulled(house):
    """a client that pulls is told to ask again once nothing is held back any more"""
    c = house.server(PULL, answers={'workspace/diagnostic/refresh': lambda _: None})
    c.open(URI, CALM)
    end = {'line': 1, 'character': 0}
    c.change(URI, 2, {'range': {'start': end, 'end': end}, 'text': 'Sources said it was sold'})
    held = c.result('textDocument/diagnostic', DOCUMENT)
    yield from same('while typing', held['items'], [])
    c.wait(lambda m: m.get('method') == 'workspace/diagnostic/refresh')
    report = c.result('textDocument/diagnostic', {**DOCUMENT, 'previousResultId': held['resultId']})
    yield from same('after the pause', (report['kind'], len(report.get('items', [])) > 0), ('full', True))


@case
def saved_text_is_ours(house):
    """a save that brings its text shows whether it drifted from ours; where it did it is taken anew"""
    c = house.start('--trace', 'messages', '--log', str(house.path / 'log'))
    result = c.initialize(ALL)
    yield from same('the text comes with a save', result['capabilities']['textDocumentSync']['save']['includeText'], True)
    c.open(URI, TEXT)
    c.diagnostics(URI, 1)
    c.notify('textDocument/didSave', {**DOCUMENT, 'text': CALM})
    yield from same('after the save', c.diagnostics(URI, 1), [])
    if 'drifted' not in (house.path / 'log').read_text():
        yield 'the log does not tell of it'


@case
def two_settings(house):
    """show leaves out what is less serious, profile decides how serious it is, waived findings never show"""
    c = house.server(ALL, initializationOptions={'onrecord': {'show': 'warning', 'profile': 'nyt'}})
    c.open(URI, TEXT)
    severities = {d['severity'] for d in c.diagnostics(URI, 1)}
    yield from same('severities', severities <= {1, 2} and bool(severities), True)


if __name__ == '__main__':
    sys.exit(main())
