#!/usr/bin/env python3
"""What the server shows and does: one case a feature, on a draft small enough to know all of."""
import sys

from client import cut, lines_of, place, span
from house import DOCUMENT, TEXT, URI, case, main, same

KINDS = ['quotation', 'cue', 'sourceNamed', 'sourceUnnamed', 'sourceSpokesperson', 'sourceOrganization', 'sourceDocument',
         'sourceMedia', 'sourceCollective', 'sourceSelf', 'sourceNone']
ALL = {'textDocument': {
    'hover': {'contentFormat': ['markdown', 'plaintext']},
    'documentSymbol': {'hierarchicalDocumentSymbolSupport': True},
    'codeAction': {'codeActionLiteralSupport': {'codeActionKind': {'valueSet': []}}, 'isPreferredSupport': True,
                   'dataSupport': True, 'resolveSupport': {'properties': ['edit']}},
    'completion': {'completionItem': {'documentationFormat': ['markdown'], 'snippetSupport': True}},
}, 'workspace': {'workspaceEdit': {'documentChanges': True}}, 'window': {'showDocument': {'support': True}}}
EVERYTHING = {'start': {'line': 0, 'character': 0}, 'end': {'line': 10000, 'character': 0}}


def opened(house, text=TEXT, capabilities=ALL, uri=URI, **params):
    c = house.server(capabilities, **params)
    c.open(uri, text)
    c.found = c.diagnostics(uri, 1)
    return c


def at(words, text=TEXT, within=1, nth=0):
    """Params for a place inside words of the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {**DOCUMENT, 'position': place(text, start + within)}


def decode(data, text, legend):
    """(words, type, modifiers) of semantic tokens."""
    line = character = 0
    found = []
    for i in range(0, len(data), 5):
        delta, start, length, kind, marks = data[i:i + 5]
        line, character = line + delta, start if delta else character + start
        range_ = {'start': {'line': line, 'character': character}, 'end': {'line': line, 'character': character + length}}
        names = [m for bit, m in enumerate(legend['tokenModifiers']) if marks >> bit & 1]
        found.append((cut(text, range_), legend['tokenTypes'][kind], names))
    return found


@case
def tokens(house):
    """semantic tokens are quotations, cues and sources by class, with unnamed, firstMention and nested"""
    c = opened(house)
    legend = c.initialized['capabilities']['semanticTokensProvider']['legend']
    yield from same('types', legend['tokenTypes'], KINDS)
    yield from same('modifiers', legend['tokenModifiers'], ['unnamed', 'firstMention', 'nested', 'waived'])
    found = decode(c.result('textDocument/semanticTokens/full', DOCUMENT)['data'], TEXT, legend)
    for wanted in (('people familiar with the matter', 'sourceUnnamed', ['unnamed', 'firstMention']),
                   ('“It is done,”', 'quotation', ['unnamed']), ('denied', 'cue', []),
                   ('Mayor Tom Baker', 'sourceNamed', ['firstMention']), ('“There is no buyer,”', 'quotation', []),
                   ('The Hollin Gazette', 'sourceMedia', ['firstMention']), ('‘Sell it,’', 'quotation', ['nested'])):
        if wanted not in found:
            yield f'{wanted} is not among {found}'


@case
def tokens_by_range(house):
    """semantic tokens of a range are those of the whole that meet it"""
    c = opened(house)
    legend = c.initialized['capabilities']['semanticTokensProvider']['legend']
    whole = decode(c.result('textDocument/semanticTokens/full', DOCUMENT)['data'], TEXT, legend)
    range_ = {'start': {'line': 4, 'character': 0}, 'end': {'line': 4, 'character': 30}}
    part = decode(c.result('textDocument/semanticTokens/range', {**DOCUMENT, 'range': range_})['data'], TEXT, legend)
    yield from same('part', [t for t in whole if t in part], part)
    yield from same('both ends', (0 < len(part) < len(whole), part[0][0]), (True, 'Mayor Tom Baker'))


@case
def tokens_by_delta(house):
    """the delta turns the tokens given before into those of now"""
    c = opened(house)
    before = c.result('textDocument/semanticTokens/full', DOCUMENT)
    c.change(URI, 2, {'range': {'start': {'line': 4, 'character': 0}, 'end': {'line': 4, 'character': 0}},
                      'text': '“Never,” said Ana Lopez. '})
    delta = c.result('textDocument/semanticTokens/full/delta', {**DOCUMENT, 'previousResultId': before['resultId']})
    data = list(before['data'])
    for edit in sorted(delta['edits'], key=lambda e: -e['start']):
        data[edit['start']:edit['start'] + edit['deleteCount']] = edit['data']
    yield from same('tokens', data, c.result('textDocument/semanticTokens/full', DOCUMENT)['data'])
    yield from same('it is short', len(delta['edits'][0]['data']) < len(data) / 2, True)
    none = c.result('textDocument/semanticTokens/full/delta', {**DOCUMENT, 'previousResultId': 'nonsense'})
    yield from same('of an unknown result', none['data'], data)
    same_ = c.result('textDocument/semanticTokens/full/delta', {**DOCUMENT, 'previousResultId': none['resultId']})
    yield from same('of no change', same_['edits'], [])


@case
def ranges(house):
    """onrecord/ranges gives clients without tokens the same"""
    c = opened(house)
    legend = c.initialized['capabilities']['semanticTokensProvider']['legend']
    whole = decode(c.result('textDocument/semanticTokens/full', DOCUMENT)['data'], TEXT, legend)
    answer = c.result('onrecord/ranges', DOCUMENT)
    yield from same('ranges', [(cut(TEXT, r['range']), r['type'], r['modifiers']) for r in answer['ranges']], whole)
    yield from same('version', answer['version'], 1)
    said = {r['source'] for r in answer['ranges'] if r['type'] == 'sourceUnnamed'}
    yield from same('quotations know their source',
                    [r['source'] in said for r in answer['ranges'] if 'unnamed' in r['modifiers']],
                    [True] * sum('unnamed' in r['modifiers'] for r in answer['ranges']))


@case
def hover_source(house):
    """hover on a source shows its card: kind, description, basis, reason, what it carries, score with deductions"""
    c = opened(house)
    answer = c.result('textDocument/hover', at('people familiar'))
    text = answer['contents']['value']
    yield from same('kind', answer['contents']['kind'], 'markdown')
    yield from same('range', cut(TEXT, answer['range']), 'people familiar with the matter')
    for part in ('**people familiar with the matter**', 'unnamed; readers learn only of a tie', 'described: ', 'how many: ',
                 'knows by: ', 'why unnamed: no reason given', 'carries: 3 of', 'score: 100 - '):
        if part not in text:
            yield f'no {part!r} in {text}'


@case
def hover_finding(house):
    """hover tells why a rule is there and what to do"""
    c = opened(house)
    text = c.result('textDocument/hover', at('people familiar'))['contents']['value']
    for part in ('`anonymous-no-reason`', 'newsroom standards', 'What to do: '):
        if part not in text:
            yield f'no {part!r} in {text}'


@case
def hover_attribution(house):
    """hover on what is said, or on its cue, tells who says it and how"""
    c = opened(house)
    said = c.result('textDocument/hover', at('“There is no buyer', within=5))['contents']['value']
    cue = c.result('textDocument/hover', at('denied'))['contents']['value']
    for text, parts in ((said, ('Attributed to **Mayor Tom Baker**: quoted', 'told by: “told”')),
                        (cue, ('Attributed to **Mayor Tom Baker**: a denial',))):
        for part in parts:
            if part not in text:
                yield f'no {part!r} in {text}'
    yield from same('nothing', c.result('textDocument/hover', at('By Ana')), None)


@case
def nested(house):
    """whom a source quotes in turn is told on hover, and the cue inside is marked as nested"""
    text = 'Mayor Tom Baker said the bank had told him that the port was worth nothing.\n'
    c = opened(house, text)
    found = c.result('onrecord/ranges', DOCUMENT)['ranges']
    yield from same('cues', [(cut(text, r['range']), r['modifiers']) for r in found if r['type'] == 'cue'],
                    [('said', []), ('had told', ['nested'])])
    value = c.result('textDocument/hover', at('said', text))['contents']['value']
    yield from same('hover', 'who cites in turn: “the bank had told him' in value, True)
    yield from same('evidence', 'seen by: ' in value, True)


@case
def hover_plain(house):
    """a client without Markdown gets plain text; what looks like markup in a draft is escaped for one with"""
    c = opened(house, capabilities={})
    answer = c.result('textDocument/hover', at('people familiar'))['contents']
    yield from same('kind', answer['kind'], 'plaintext')
    if '**' in answer['value'] or '`' in answer['value']:
        yield f'there is markup in {answer["value"]}'
    text = 'Mayor *Tom* <b>Baker_x</b> [y](http://z) said it was sold.\n'
    c = opened(house, text)
    value = c.result('textDocument/hover', at('said', text))['contents']['value']
    if '<b>' in value.replace('\\<b', '') or '[y]' in value:
        yield f'the draft is markup in {value}'


@case
def lens(house):
    """the sourcing line stands at the top as a code lens, live, and can be switched off"""
    c = opened(house)
    first = c.result('textDocument/codeLens', DOCUMENT)
    yield from same('place', first[0]['range']['start'], {'line': 0, 'character': 0})
    yield from same('command', (first[0]['command']['command'], first[0]['command']['arguments']), ('onrecord.showReport', [URI]))
    yield from same('title', first[0]['command']['title'].startswith('Sourcing '), True)
    c.change(URI, 2, {'text': 'Mayor Tom Baker said it was sold.\n'})
    yield from same('live', '1 named, no unnamed sources' in c.result('textDocument/codeLens', DOCUMENT)[0]['command']['title'],
                    True)
    c = opened(house, initializationOptions={'sourcingLine': False, 'inlayHints': False})
    yield from same('off', c.result('textDocument/codeLens', DOCUMENT), [])
    yield from same('hints off', c.result('textDocument/inlayHint', {**DOCUMENT, 'range': EVERYTHING}), [])


@case
def hints(house):
    """inlay hints tell whom a pronoun or a name used again stands for, with the card to resolve"""
    c = opened(house)
    found = c.result('textDocument/inlayHint', {**DOCUMENT, 'range': EVERYTHING})
    labels = {cut(TEXT, {'start': {**h['position'], 'character': h['position']['character'] - 4}, 'end': h['position']}): h['label']
              for h in found}
    yield from same('They', labels.get('They'), '→ people familiar with the matter')
    card = c.result('inlayHint/resolve', found[0])
    yield from same('resolved', '**people familiar with the matter**' in card['tooltip']['value'], True)
    part = c.result('textDocument/inlayHint', {**DOCUMENT, 'range': {'start': {'line': 4, 'character': 0},
                                                                   'end': {'line': 5, 'character': 0}}})
    yield from same('of a range', any(h['position']['line'] == 3 for h in part), False)
    c.change(URI, 2, {'text': 'Nobody.\n'})
    yield from same('resolved too late', 'tooltip' in c.result('inlayHint/resolve', found[0]), False)


@case
def symbols(house):
    """document symbols are the sections and the sources with what each says; flat where the client has no tree"""
    c = opened(house)
    tree = c.result('textDocument/documentSymbol', DOCUMENT)
    names = [s['name'] for s in tree]
    yield from same('headline', tree[0]['name'], 'Port to be sold, Hollin council told')
    people = tree[names.index('people familiar with the matter')]
    yield from same('detail', people['detail'].startswith('unnamed, '), True)
    yield from same('says', [x['name'] for x in people['children']][1], 'the buyer had been chosen in March')
    for s in tree + [x for y in tree for x in y['children']]:
        inside = s['range']['start'], s['selectionRange']['start'], s['selectionRange']['end'], s['range']['end']
        if sorted(inside, key=lambda p: (p['line'], p['character'])) != list(inside):
            yield f'the selection of {s["name"]} is not in its range'
    c = opened(house, capabilities={})
    flat = c.result('textDocument/documentSymbol', DOCUMENT)
    yield from same('flat', [s['containerName'] for s in flat if s['name'] == 'the buyer had been chosen in March'],
                    ['people familiar with the matter'])


@case
def workspace_symbols(house):
    """workspace symbols find a source across drafts, open and on disk, changed since too"""
    for name, text in (('a.txt', TEXT), ('b.md', 'Harbor master Lena Oduya said no.\n'), ('c.png', TEXT)):
        (house.path / name).write_text(text)
    folder = house.path.resolve().as_uri()
    c = opened(house, workspaceFolders=[{'uri': folder, 'name': 'desk'}])
    found = c.result('workspace/symbol', {'query': 'tom BAKER'})
    yield from same('places', sorted(s['location']['uri'] for s in found), sorted([URI, folder + '/a.txt']))
    yield from same('none', c.result('workspace/symbol', {'query': 'nobody at all'}), [])
    yield from same('all', len(c.result('workspace/symbol', {'query': ''})) > 4, True)
    (house.path / 'b.md').write_text('Harbor master Lena Adeyemi said the port was sold.\n')
    yield from same('changed', len(c.result('workspace/symbol', {'query': 'adeyemi'})), 1)


@case
def definition(house):
    """definition leads from a later mention, a cue or a quotation to the fullest identification"""
    c = opened(house)
    for words in ('They said', 'the people said', '“It is done'):
        found = c.result('textDocument/definition', at(words))
        yield from same(words, found and cut(TEXT, found['range']), 'people familiar with the matter')
    found = c.result('textDocument/definition', at('Baker told'))
    yield from same('Baker', cut(TEXT, found['range']), 'Mayor Tom Baker')
    yield from same('nothing', c.result('textDocument/definition', at('By Ana')), None)


@case
def references(house):
    """references and highlights are all mentions of a source and all it says"""
    c = opened(house)
    params = {**at('Baker told'), 'context': {'includeDeclaration': True}}
    found = [cut(TEXT, r['range']) for r in c.result('textDocument/references', params)]
    for words in ('Mayor Tom Baker', 'Baker', '“There is no buyer,”'):
        if words not in found:
            yield f'{words} is not among {found}'
    less = c.result('textDocument/references', {**params, 'context': {'includeDeclaration': False}})
    yield from same('without the declaration', len(less), len(found) - 1)
    marked = c.result('textDocument/documentHighlight', at('Baker told'))
    yield from same('highlights', [cut(TEXT, h['range']) for h in marked], found)
    kinds = {cut(TEXT, h['range']): h['kind'] for h in marked}
    yield from same('kinds', (kinds['Baker'], kinds['“There is no buyer,”']), (1, 2))
    yield from same('nothing', c.result('textDocument/documentHighlight', at('By Ana')), [])


@case
def rename(house):
    """a name is corrected everywhere outside quotation marks, and nobody else's"""
    text = TEXT + 'Lena Baker, who owns the mill, said “Tom Baker is right.” Bakersfield is near, Baker said.\n'
    c = opened(house, text)
    ready = c.result('textDocument/prepareRename', at('Baker told', text))
    yield from same('what is renamed', (cut(text, ready['range']), ready['placeholder']), ('Baker', 'Baker'))
    edit = c.result('textDocument/rename', {**at('Baker told', text), 'newName': 'Barker'})['documentChanges'][0]
    yield from same('document', edit['textDocument'], {'uri': URI, 'version': 1})
    after = text
    for e in sorted(edit['edits'], key=lambda e: -(e['range']['start']['line'] * 10000 + e['range']['start']['character'])):
        yield from same('words', cut(text, e['range']), 'Baker')
        start = text.index(text.split('\n')[e['range']['start']['line']]) + e['range']['start']['character']
        after = after[:start] + 'Barker' + after[start + 5:]
    for words in ('Mayor Tom Barker denied', 'Barker told reporters', 'Barker’s office', '“Tom Baker is right.”', 'Lena Baker',
                  'Bakersfield'):
        if words not in after:
            yield f'no {words!r} in {after}'


def after_rename(c, text, words, name):
    """The text once what stands at the words is renamed."""
    edits = c.result('textDocument/rename', {**at(words, text), 'newName': name})['documentChanges'][0]['edits']
    lines = text.split('\n')
    offset = lambda place: sum(len(l) + 1 for l in lines[:place['line']]) + place['character']
    for e in sorted(edits, key=lambda e: -offset(e['range']['start'])):
        text = text[:offset(e['range']['start'])] + e['newText'] + text[offset(e['range']['end']):]
    return text


@case
def rename_whole(house):
    """a whole name given for a word of it corrects the words that differ, and doubles none"""
    text = ('Mayor Tom Baker denied on Monday that the port was sold. Baker told reporters that it would stay open. '
            '“Tom Baker is right,” Tom said.\n')
    c = opened(house, text)
    said = '“Tom Baker is right,” '
    for words, name, first, last in (
            ('Tom Baker', 'Tom Barker', 'Mayor Tom Barker denied', 'Barker told'),
            ('Baker denied', 'Tom Barker', 'Mayor Tom Barker denied', 'Barker told'),
            ('Tom Baker', 'Thomas Baker', 'Mayor Thomas Baker denied', said + 'Thomas said'),
            ('Tom Baker', 'Tom J. Baker', 'Mayor Tom J. Baker denied', 'Baker told'),
            ('Baker told', 'Baker Smith', 'Mayor Tom Baker Smith denied', 'Baker Smith told'),
            ('Baker told', 'Tom Smith', 'Mayor Tom Smith denied', 'Tom Smith told'),
            ('Tom said', 'Tom Barker', 'Mayor Tom Barker denied', said + 'Tom Barker said'),
            ('Tom said', 'Tom Baker', 'Mayor Tom Baker denied', said + 'Tom Baker said'),
            ('Baker told', 'van der Meer', 'Mayor Tom van der Meer denied', 'van der Meer told')):
        after = after_rename(c, text, words, name)
        for wanted in (first, last, said):
            if wanted not in after:
                yield f'{words} as {name}: no {wanted!r} in {after}'


@case
def annotated_edits(house):
    """edits carry what they do where the client shows it"""
    c = opened(house, capabilities={'workspace': {'workspaceEdit': {'documentChanges': True, 'changeAnnotationSupport': {}}}})
    edit = c.result('textDocument/rename', {**at('Baker told'), 'newName': 'Barker'})
    yield from same('annotations', edit['changeAnnotations'], {'onrecord': {'label': 'Outside quotation marks'}})
    yield from same('edits', {e['annotationId'] for e in edit['documentChanges'][0]['edits']}, {'onrecord'})


@case
def rename_refused(house):
    """what is no name, stands in a quotation, or is no new name is not renamed, and the reason told"""
    text = TEXT + '“He told me that Ana Cruz said it was over,” Baker said.\n'
    c = opened(house, text)
    for words in ('port of', 'told reporters', '“There is'):
        yield from same(words, c.request('textDocument/prepareRename', at(words, text))['error']['code'], -32803)
    for name in ('', '  ', 'a\nb', None, 4):
        code = c.request('textDocument/rename', {**at('Baker told', text), 'newName': name})['error']['code']
        yield from same(f'as {name!r}', code, -32602)


@case
def rename_unnamed(house):
    """an unnamed source's description is renamed word for word"""
    c = opened(house, capabilities={})
    edits = c.result('textDocument/rename', {**at('people familiar'), 'newName': 'two council members'})['changes'][URI]
    yield from same('edits', [(cut(TEXT, e['range']), e['newText']) for e in edits],
                    [('people familiar with the matter', 'two council members')])


@case
def folding(house):
    """quotations over several lines and sections fold, whole lines where the client wants them"""
    text = '# One\n\nMayor Tom Baker said:\n\n> It is\n> done.\n\n# Two\n\nHe said “it is\nover and\ndone with.”\n'
    for uri, capabilities in (('file:///a.md', ALL), ('file:///b.md', {'textDocument': {'foldingRange': {'lineFoldingOnly': True}}})):
        c = opened(house, text, capabilities, uri)
        found = c.result('textDocument/foldingRange', {'textDocument': {'uri': uri}})
        lines = [(f['startLine'], f['endLine']) for f in found]
        for wanted in ((0, 5), (7, 11), (9, 11)):
            if wanted not in lines:
                yield f'{wanted} is not among {lines}'
        yield from same('characters', all('startCharacter' in f for f in found), capabilities is ALL)


@case
def selection(house):
    """selection grows from word to quotation to sentence to paragraph to draft"""
    c = opened(house)
    found = c.result('textDocument/selectionRange', {**DOCUMENT, 'positions': [at('Sell it')['position'], {'line': 0, 'character': 0}]})
    grown, range_ = [], found[0]
    while range_:
        grown.append(cut(TEXT, range_['range']) if range_['range']['end']['line'] < 6 else '(all)')
        range_ = range_.get('parent')
    yield from same('steps', grown[:3] + grown[-1:], ['Sell', 'Sell it,', '‘Sell it,’', '(all)'])
    for step in ('“They said, ‘Sell it,’ and I said no.”', TEXT.split('\n')[4]):
        if not any(g.startswith(step) or step in g for g in grown):
            yield f'no {step!r} among {grown}'
    yield from same('each holds the one before', all(a in b or b == '(all)' for a, b in zip(grown, grown[1:])), True)
    yield from same('two positions', len(found), 2)


@case
def links(house):
    """an outlet or a document that is linked where it is cited leads to its page"""
    text = ('[The Hollin Gazette](https://gazette.example/port) reported on Monday that the port was sold.\n\n'
            'Mayor [Tom Baker](https://council.example) said so, the Reuters news agency reported.\n')
    uri = 'file:///drafts/mayor.md'
    c = opened(house, text, uri=uri)
    found = c.result('textDocument/documentLink', {'textDocument': {'uri': uri}})
    yield from same('links', [x['target'] for x in found], ['https://gazette.example/port'])
    yield from same('tooltip', found[0]['tooltip'], 'The outlet that is cited')


@case
def actions(house):
    """each finding can be waived in its paragraph or its file, and its rule's page opened; always in the same order"""
    c = opened(house)
    params = {**DOCUMENT, 'range': span(TEXT, 'familiar'), 'context': {'diagnostics': []}}
    found = c.result('textDocument/codeAction', params)
    yield from same('order', c.result('textDocument/codeAction', params), found)
    title = 'Waive anonymous-no-reason in this paragraph, with a reason'
    waive = next(a for a in found if a['title'] == title)
    yield from same('kind', (waive['kind'], 'edit' in waive, waive['diagnostics'][0]['code']),
                    ('quickfix', False, 'anonymous-no-reason'))
    edit = c.result('codeAction/resolve', waive)['edit']['documentChanges'][0]['edits'][0]
    yield from same('place', edit['range'], {'start': {'line': 2, 'character': 0}, 'end': {'line': 2, 'character': 0}})
    yield from same('comment', edit['newText'].startswith('<!-- onrecord: ok anonymous-no-reason ') and
                    edit['newText'].endswith(' -->\n'), True)
    none = c.result('textDocument/codeAction', {**params, 'context': {'diagnostics': [], 'only': ['refactor']}})
    yield from same('of another kind', none, [])
    far = c.result('textDocument/codeAction', {**params, 'range': span(TEXT, 'By Ana')})
    yield from same('elsewhere', far, [])
    c.change(URI, 2, {'text': TEXT + 'x'})
    yield from same('resolved too late', c.request('codeAction/resolve', waive)['error']['code'], -32801)


def applied(text, edits):
    """A text after edits that do not overlap."""
    lines = lines_of(text)

    def index(position):
        return lines[position['line']][0] + position['character']  # no astral character stands before them here
    for e in sorted(edits, key=lambda e: -index(e['range']['start'])):
        text = text[:index(e['range']['start'])] + e['newText'] + text[index(e['range']['end']):]
    return text


@case
def fixes(house):
    """fixes come first and mend their finding; a safe one is preferred; all safe ones are made at once where that is asked for"""
    text = 'The port, Mayor Tom Baker claimed, was sold.\n\nThe Hollin chief Ana Cruz claimed it was not.\n'
    c = opened(house, text)
    params = {**DOCUMENT, 'range': EVERYTHING, 'context': {'diagnostics': []}}
    found = c.result('textDocument/codeAction', params)
    safe = [a for a in found if a.get('isPreferred')]
    yield from same('the first', found[0]['diagnostics'][0]['code'], 'loaded-attribution-verb')
    yield from same('preferred', {a['diagnostics'][0]['code'] for a in safe}, {'loaded-attribution-verb'})
    edits = c.result('codeAction/resolve', safe[0])['edit']['documentChanges'][0]['edits']
    yield from same('one fix', applied(text, edits), text.replace('claimed', 'said', 1))
    of_rule = next(a for a in found if a['title'].startswith('Fix all 2 of loaded-attribution-verb'))
    edits = c.result('codeAction/resolve', of_rule)['edit']['documentChanges'][0]['edits']
    yield from same('all of a rule', applied(text, edits), text.replace('claimed', 'said'))
    yield from same('all, unasked', [a for a in found if a['kind'] == 'source.fixAll.onrecord'], [])
    every = c.result('textDocument/codeAction', {**params, 'context': {'diagnostics': [], 'only': ['source.fixAll']}})
    edits = c.result('codeAction/resolve', every[0])['edit']['documentChanges'][0]['edits']
    yield from same('all that is safe', applied(text, edits), text.replace('claimed', 'said'))
    unsafe = [a for a in c.result('textDocument/codeAction', params) if 'TK' in a['title']]
    yield from same('what leaves a gap is not preferred', [a for a in unsafe if a.get('isPreferred')], [])


@case
def waive_a_stretch(house):
    """a selection over paragraphs can be waived as a whole, and the file at its top"""
    c = opened(house)
    range_ = {'start': span(TEXT, 'familiar')['start'], 'end': span(TEXT, 'reporters')['end']}
    found = c.result('textDocument/codeAction', {**DOCUMENT, 'range': range_, 'context': {'diagnostics': []}})

    def edits(title):
        action = next(a for a in found if a['title'] == title)
        return [(e['range']['start']['line'], e['newText'])
                for e in c.result('codeAction/resolve', action)['edit']['documentChanges'][0]['edits']]
    both = edits('Waive anonymous-no-reason in these paragraphs, with a reason')
    yield from same('lines', [line for line, _ in both], [2, 4])
    yield from same('comments', (both[0][1].startswith('<!-- onrecord: begin anonymous-no-reason '), both[1][1]),
                    (True, '\n<!-- onrecord: end -->'))
    top = edits('Waive anonymous-no-reason in this file, with a reason')
    yield from same('at the top', (top[0][0], top[0][1].startswith('<!-- onrecord: file anonymous-no-reason ')), (0, True))


@case
def waived(house):
    """what a waiver puts in silences its finding, marks the tokens there as waived, and is told on hover"""
    c = opened(house)
    range_ = {'start': span(TEXT, 'familiar')['start'], 'end': span(TEXT, 'reporters')['end']}
    found = c.result('textDocument/codeAction', {**DOCUMENT, 'range': range_, 'context': {'diagnostics': []}})
    waivers = [a for a in found if a['title'].startswith('Waive anonymous-no-reason ')]
    yield from same('scopes', len(waivers), 3)
    for action in waivers:
        edits = c.result('codeAction/resolve', action)['edit']['documentChanges'][0]['edits']
        text = applied(TEXT, edits)
        after = opened(house, text)
        codes = [d['code'] for d in after.found]
        yield from same(action['title'], ('anonymous-no-reason' in codes, 'anonymous-source' in codes), (False, True))
        yield from same('of waivers themselves', [x for x in codes if x.startswith('waiver-')], [])
        marked = [cut(text, r['range']) for r in after.result('onrecord/ranges', DOCUMENT)['ranges'] if 'waived' in r['modifiers']]
        yield from same('marked', 'people familiar with the matter' in marked, True)
        hover = after.result('textDocument/hover', at('people familiar', text))['contents']['value']
        yield from same('hover', '`anonymous-no-reason` (waived in the draft)' in hover, True)


@case
def actions_without_resolve(house):
    """a client that resolves nothing gets the edits at once, one that knows commands only gets commands"""
    c = opened(house, capabilities={'textDocument': {'codeAction': {'codeActionLiteralSupport': {}}}})
    params = {**DOCUMENT, 'range': span(TEXT, 'familiar'), 'context': {'diagnostics': []}}
    found = c.result('textDocument/codeAction', params)
    yield from same('edits', all('edit' in a or 'command' in a for a in found) and len(found) > 2, True)
    c = opened(house, capabilities={})
    commands = c.result('textDocument/codeAction', params)
    yield from same('commands', {a['command'] for a in commands}, {'onrecord.openRule'})


@case
def waive_with_the_drafts_line_ends(house):
    """a comment that is put in ends as the draft's lines do"""
    text = TEXT.replace('\n', '\r\n')
    c = opened(house, text, {'textDocument': {'codeAction': {'codeActionLiteralSupport': {}}}})
    params = {**DOCUMENT, 'range': span(text, 'familiar'), 'context': {'diagnostics': []}}
    found = c.result('textDocument/codeAction', params)
    edits = next(a for a in found if a['title'].startswith('Waive '))['edit']['changes'][URI]
    yield from same('line end', edits[0]['newText'].endswith('-->\r\n'), True)


@case
def the_page_of_a_rule(house):
    """the page of a rule opens in the editor, or is told where the editor cannot open it"""
    c = opened(house, capabilities={**ALL})
    c.answers['window/showDocument'] = lambda _: {'success': True}
    yield from same('answer', c.result('workspace/executeCommand', {'command': 'onrecord.openRule',
                                                                   'arguments': ['anonymous-bare', URI]}), None)
    shown = [r for r in c.requests if r['method'] == 'window/showDocument']
    with open(shown[0]['params']['uri'].removeprefix('file://'), encoding='utf-8') as file:
        yield from same('page', '`anonymous-bare`' in file.read(), True)
    c = opened(house, capabilities={})
    c.result('workspace/executeCommand', {'command': 'onrecord.openRule', 'arguments': ['anonymous-bare']})
    told = c.notification('window/showMessage')['message']
    yield from same('told', 'newsroom standards' in told, True)
    for command in ({'command': 'onrecord.openRule', 'arguments': ['none']}, {'command': 'rm'}, {}):
        yield from same(f'{command}', c.request('workspace/executeCommand', command)['error']['code'], -32602)
    c = opened(house, initializationOptions={'rulePages': 'https://desk.example/rules/{rule}.html'},
               capabilities={'textDocument': {'publishDiagnostics': {'codeDescriptionSupport': True}}})
    yield from same('on a site', c.found[0]['codeDescription']['href'],
                    f'https://desk.example/rules/{c.found[0]["code"]}.html')


@case
def reports(house):
    """onrecord/report is what the program prints, as text or as JSON; onrecord/sources what a tree of sources needs"""
    c = opened(house)
    text = c.result('onrecord/report', {**DOCUMENT, 'width': 60})
    yield from same('text', (text['format'], text['content'].startswith('Sourcing ')), ('text', True))
    yield from same('width', max(map(len, text['content'].split('\n'))) <= 60, True)
    found = c.result('onrecord/report', {**DOCUMENT, 'format': 'json'})['content']
    yield from same('json', (found['onrecord'], found['bytes']), (1, len(TEXT.encode())))
    yield from same('no format', c.request('onrecord/report', {**DOCUMENT, 'format': 'x'})['error']['code'], -32602)
    sources = c.result('onrecord/sources', DOCUMENT)
    yield from same('line', sources['line'].startswith('Sourcing '), True)
    yield from same('as many', len(sources['sources']), len(found['sources']))
    for a, b in zip(sources['sources'], found['sources']):
        yield from same('a source', (a['label'], a['class'], len(a['mentions']), len(a['attributions']), round(a['score'], 2)),
                        (b['label'], b['class'], len(b['mentions']), len(b['attributions']), b['score']))
    explained = c.result('onrecord/explain', {'rule': 'anonymous-bare'})
    yield from same('explained', explained['markdown'].startswith('# '), True)


if __name__ == '__main__':
    sys.exit(main())
