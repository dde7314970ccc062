#!/usr/bin/env python3
"""Settings: from initialize, pulled for each draft, pushed; files and folders that come and go."""
import sys

from house import DOCUMENT, TEXT, URI, case, main, same

PULLS = {'workspace': {'configuration': True, 'didChangeConfiguration': {'dynamicRegistration': True},
                       'didChangeWatchedFiles': {'dynamicRegistration': True}}}
RESTING = 'Two sources said the port was sold.\n'


def profile(client, uri=URI):
    return client.result('onrecord/report', {'textDocument': {'uri': uri}, 'format': 'json'})['content']['profile']


@case
def from_initialize(house):
    """a client that can neither pull nor push sets all with initializationOptions"""
    for options in ({'profile': 'bbc'}, {'onrecord': {'profile': 'bbc'}}):
        c = house.server(initializationOptions=options)
        c.open(URI, TEXT)
        yield from same(f'{options}', profile(c), 'bbc')
        yield from same('nothing was asked', c.requests, [])


@case
def pulled(house):
    """settings are asked for each draft by its URI, once, and a draft elsewhere has others"""
    given = {URI: 'nyt', 'file:///elsewhere/b.txt': 'guardian'}
    c = house.server(PULLS, answers={
        'workspace/configuration': lambda p: [{'profile': given[i['scopeUri']]} for i in p['items']],
        'client/registerCapability': lambda p: None})
    for uri in given:
        c.open(uri, TEXT)
        c.wait(lambda m: m.get('method') == 'workspace/configuration')
        c.diagnostics(uri, 1)
    yield from same('profiles', [profile(c, uri) for uri in given], ['nyt', 'guardian'])
    for version in range(2, 6):
        c.change(URI, version, {'text': TEXT + 'x' * version})
        c.diagnostics(URI, version)
    asked = [r for r in c.requests if r['method'] == 'workspace/configuration']
    yield from same('times asked', [r['params']['items'][0] for r in asked],
                    [{'scopeUri': u, 'section': 'onrecord'} for u in given])
    given[URI] = 'ap'
    c.notify('workspace/didChangeConfiguration', {'settings': None})
    c.wait(lambda m: m.get('method') == 'workspace/configuration')
    c.diagnostics(URI, 5)
    yield from same('after a change', profile(c), 'ap')


@case
def never_answered(house):
    """a client that says it can be asked and never answers is not waited for"""
    c = house.server(PULLS, initializationOptions={'profile': 'npr'})
    c.open(URI, TEXT)
    yield from same('findings', len(c.diagnostics(URI, 1)) > 0, True)
    yield from same('profile', profile(c), 'npr')


@case
def answered_with_nonsense(house):
    """answers of any shape leave what was set before"""
    for answer in (None, [], [None], [7], {'x': 1}, [{'profile': None}], [{'profile': 3}], 'x'):
        c = house.server(PULLS, {'workspace/configuration': lambda p, a=answer: a}, initializationOptions={'profile': 'npr'})
        c.open(URI, TEXT)
        c.wait(lambda m: m.get('method') == 'workspace/configuration')
        yield from same(f'{answer}', profile(c), 'npr')


@case
def pushed(house):
    """settings that are pushed hold for all drafts at once"""
    c = house.server()
    c.open(URI, TEXT)
    c.diagnostics(URI, 1)
    c.notify('workspace/didChangeConfiguration', {'settings': {'onrecord': {'profile': 'reuters', 'show': 'error'}}})
    yield from same('severities', {d['severity'] for d in c.diagnostics(URI, 1)} <= {1}, True)
    yield from same('profile', profile(c), 'reuters')


@case
def wrong_values(house):
    """a value that is of no use is told with the remedy, and what was set stays"""
    c = house.server(initializationOptions={'profile': 'bbc'})
    c.open(URI, TEXT)
    for name, value, part in (('profile', 'times', 'default, ap'), ('show', 'all', 'error, warning'), ('inlayHints', 'yes', 'true or false'),
                              ('outlet', 5, 'it is a text')):
        c.notify('workspace/didChangeConfiguration', {'settings': {'onrecord': {name: value}}})
        told = c.notification('window/showMessage')['message']
        yield from same(f'{told}', name in told and part in told, True)
    yield from same('profile', profile(c), 'bbc')


@case
def the_outlet(house):
    """the outlet's own name is told from other media"""
    text = 'The Hollin Gazette found that two banks had been hired.\n'
    classes = []
    for options in ({}, {'outlet': 'The Hollin Gazette'}):
        c = house.server(initializationOptions=options)
        c.open(URI, text)
        classes.append([s['class'] for s in c.result('onrecord/sources', DOCUMENT)['sources']])
    yield from same('classes', classes, [['media'], ['self']])


@case
def watched_files(house):
    """the client is asked to watch project files and drafts, and a change renews settings"""
    c = house.server(PULLS, {'workspace/configuration': lambda p: [{}], 'client/registerCapability': lambda p: None})
    asked = c.wait(lambda m: m.get('method') == 'client/registerCapability')['params']['registrations']
    yield from same('methods', [r['method'] for r in asked], ['workspace/didChangeWatchedFiles', 'workspace/didChangeConfiguration'])
    yield from same('files', asked[0]['registerOptions']['watchers'][0]['globPattern'], '**/.onrecord')
    c.open(URI, TEXT)
    c.wait(lambda m: m.get('method') == 'workspace/configuration')
    c.notify('workspace/didChangeWatchedFiles', {'changes': [{'uri': 'file:///drafts/.onrecord', 'type': 2}]})
    c.wait(lambda m: m.get('method') == 'workspace/configuration')
    c = house.server()
    yield from same('a client that cannot is not asked', [m for m in c.quiet(0.2) if 'id' in m], [])


def at_home(house, *arguments, **options):
    """A server whose user has no settings of their own."""
    (house.path / 'home').mkdir(exist_ok=True)
    env = {'XDG_CONFIG_HOME': str(house.path / 'home'), 'XDG_CACHE_HOME': str(house.path / 'cache')}
    c = house.start(*arguments, env=env)
    c.initialize(**options)
    return c


@case
def project_files(house):
    """a project's file wins over the client's settings, and its change is taken up"""
    project, uri = house.path / '.onrecord', (house.path / 'a.txt').resolve().as_uri()
    project.write_text('[onrecord]\n  profile = reuters\n[rule "anonymous-source"]\n  severity = error\n')
    c = at_home(house, initializationOptions={'profile': 'bbc'})
    c.open(uri, TEXT)
    severities = {d['severity'] for d in c.diagnostics(uri, 1) if d['code'] == 'anonymous-source'}
    yield from same('profile', profile(c, uri), 'reuters')
    yield from same('severity', severities, {1})
    c.open(URI, TEXT)
    yield from same('elsewhere', profile(c, URI), 'bbc')
    project.write_text('[rule "anonymous-source"]\n  severity = off\n')
    c.notify('workspace/didChangeWatchedFiles', {'changes': [{'uri': project.resolve().as_uri(), 'type': 2}]})
    c.change(uri, 2, {'text': TEXT})
    yield from same('after the change', 'anonymous-source' in [d['code'] for d in c.diagnostics(uri, 2)], False)
    yield from same('profile', profile(c, uri), 'bbc')


@case
def wrong_project_files(house):
    """a project's file that is wrong is told with its line, once, and the draft is checked without it"""
    (house.path / '.onrecord').write_text('[onrecord]\n  profile = times\n')
    uri = (house.path / 'a.txt').resolve().as_uri()
    c = at_home(house)
    c.open(uri, TEXT)
    told = c.notification('window/showMessage')['message']
    yield from same(told, '.onrecord:2' in told and 'times' in told, True)
    yield from same('findings', len(c.diagnostics(uri, 1)) > 0, True)


@case
def rules_of_ones_own(house):
    """a newsroom's own rules are findings like others, with no page but on a site of its own"""
    rules = house.path / 'rules'
    rules.mkdir()
    (rules / 'our-word.rule').write_text(
        'id: our-word\ntitle: We do not write that\nkind: text-words\nlist: our-word\nseverity: W\n'
        'message: We do not write “{words}”.\nwhy: The house says so.\nfix: Write something else.\n'
        'flag: The port was [[sold]].\npass: The port was open.\n')
    words = house.path / 'words'
    words.mkdir()
    (words / 'our-word.txt').write_text('sold\n')
    (house.path / '.onrecord').write_text('[onrecord]\n  rules = rules\n  words = words\n')
    uri = (house.path / 'a.txt').resolve().as_uri()
    for options, page in (({}, None), ({'rulePages': 'https://desk.example/{rule}'}, 'https://desk.example/our-word')):
        c = house.start(env={'XDG_CONFIG_HOME': str(house.path / 'home')})
        c.initialize({'textDocument': {'publishDiagnostics': {'codeDescriptionSupport': True}}}, initializationOptions=options)
        c.open(uri, 'The port was sold in May.\n\nMayor Tom Baker said nobody was asked.\n')
        found = [d for d in c.diagnostics(uri, 1) if d['code'] == 'our-word']
        yield from same('findings', (len(found) > 0, found and found[0]['message']), (True, 'We do not write “sold”.'))
        yield from same('page', found and found[0].get('codeDescription', {}).get('href'), page)
        position = found[0]['range']['start'] if found else {'line': 0, 'character': 0}
        hover = c.result('textDocument/hover', {'textDocument': {'uri': uri}, 'position': position})
        yield from same('hover', 'The house says so.' in (hover or {'contents': {'value': ''}})['contents']['value'], True)


@case
def folders(house):
    """folders of the workspace come and go"""
    for name in ('one', 'two'):
        (house.path / name).mkdir()
        (house.path / name / f'{name}.txt').write_text(TEXT)
    uris = {name: (house.path / name).resolve().as_uri() for name in ('one', 'two')}
    c = house.server({'workspace': {'workspaceFolders': True}}, workspaceFolders=[{'uri': uris['one'], 'name': 'one'}])

    def found():
        return sorted({s['location']['uri'].rsplit('/', 1)[-1] for s in c.result('workspace/symbol', {'query': 'Baker'})})
    yield from same('at first', found(), ['one.txt'])
    c.notify('workspace/didChangeWorkspaceFolders', {'event': {'added': [{'uri': uris['two'], 'name': 'two'}], 'removed': []}})
    yield from same('one more', found(), ['one.txt', 'two.txt'])
    c.notify('workspace/didChangeWorkspaceFolders', {'event': {'added': [], 'removed': [{'uri': uris['one'], 'name': 'one'}]}})
    yield from same('one less', found(), ['two.txt'])
    c = house.server(rootUri=uris['one'])
    yield from same('from rootUri', found(), ['one.txt'])


@case
def progress_is_cancelled(house):
    """work on the workspace stops when its progress is cancelled, or the request is"""
    for i in range(300):
        (house.path / f'{i}.txt').write_text(TEXT * 4 + str(i))
    c = house.server(workspaceFolders=[{'uri': house.path.resolve().as_uri(), 'name': 'desk'}],
                     initializationOptions={'workspaceDiagnostics': True})
    number = c.ask('workspace/diagnostic', {'previousResultIds': [], 'workDoneToken': 'w'})
    c.notify('window/workDoneProgress/cancel', {'token': 'w'})
    yield from same('fewer drafts', len(c.answer(number)['result']['items']) < 300, True)
    number = c.ask('workspace/diagnostic', {'previousResultIds': []})
    c.notification('$/progress')
    c.notify('$/cancelRequest', {'id': number})
    yield from same('cancelled', c.answer(number).get('error', {}).get('code'), -32800)


if __name__ == '__main__':
    sys.exit(main())
