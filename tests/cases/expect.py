"""The lines of a case's `expected`: each kind of line is one function and one row of LINES."""
import re

from words import Bad, normal, overlaps

CLASSES = {'named', 'unnamed', 'spokesperson', 'organization', 'document', 'media', 'collective', 'self',
           'none'}
KINDS = {'person-named', 'person-partial', 'anon-role-inst', 'anon-role', 'anon-basis', 'anon-bare',
         'spokesperson-unnamed', 'institution', 'document', 'media', 'collective', 'self', 'none'}
MODES = {'direct', 'indirect', 'mixed', 'topic', 'accusation', 'denial', 'attitude', 'refusal'}
QUOTATIONS = {'direct', 'partial', 'title', 'block'}
OUTCOMES = {'declined', 'no-response', 'denied', 'responded', 'unreachable'}
BLOCKS = {'body', 'headline', 'heading', 'byline', 'timestamp', 'caption', 'furniture'}
BANDS = {'opaque', 'thin', 'mixed', 'mostly', 'on the record', 'none'}


class Case:
    """What a line is held against."""

    def __init__(self, draft, found, blocks, rules):
        self.draft = draft    # words.Draft
        self.found = found    # the analysis, as JSON
        self.blocks = blocks  # () -> [(kind, span, quote depth)]
        self.rules = rules    # ids of all rules


def one_of(word, known, what):
    if word not in known:
        raise Bad(f'“{word}” is no {what}: {", ".join(sorted(known))}')
    return word


def number(word):
    if not re.fullmatch(r'\d+', word):
        raise Bad(f'“{word}” is no number')
    return int(word)


def parts(rest, separator='|'):
    return [part.strip() for part in re.split(r'\s+' + re.escape(separator) + r'(?:\s+|$)', rest.strip())]


def differs(what, want, got):
    return [] if want == got else [f'{what} {got}, expected {want}']


def show(case, spans):
    return ' + '.join(normal(case.draft.slice(s)) for s in spans) or '-'


# ---- sources ------------------------------------------------------------------------------------

def sources_at(case, span):
    return [s for s in case.found['sources'] if any(overlaps(span, m) for m in s['mentions'])]


def told(case, name, value, got):
    """`basis none`, `basis B1`, `basis B1 WORDS`."""
    level, _, words = value.partition(' ')
    if level == 'none':
        return differs(name, None, got and got['level'])
    problems = differs(name, level, got and got['level'])
    if words and got and not overlaps(case.draft.find(words), got['span']):
        problems.append(f'{name} is “{case.draft.slice(got["span"])}”')
    return problems


def told_words(case, name, value, got):
    if value == 'none':
        return differs(name, None, got and case.draft.slice(got))
    span = case.draft.find(value)
    if not got:
        return [f'{name} is missing']
    return [] if overlaps(span, got) else [f'{name} is “{case.draft.slice(got)}”']


def deduction(source, value):
    rule, _, points = value.partition(' ')
    got = [d['points'] for d in source['deductions'] if d['rule'] == rule]
    if not got:
        return [f'no deduction {rule}']
    return differs(f'deduction {rule}', float(points), float(got[0])) if points else []


def source_field(case, source, field):
    name, _, value = field.partition(' ')
    value = value.strip()
    count = source['count']
    if name in CLASSES:
        problems = differs('class', name, source['class'])
        if value:
            problems += differs('kind', one_of(value, KINDS, 'kind of source'), source['kind'])
        return problems
    if name in ('plural', 'singular'):
        return differs('number', name, 'plural' if count['plural'] else 'singular')
    if name == 'number':
        return differs('number', None if value == 'none' else number(value), count['number'])
    if name in ('descriptor', 'level'):
        return differs(name, None if value == 'none' else value, source[name])
    if name == 'basis':
        return told(case, name, value, source[name])
    if name == 'reason':
        granted = source['granted'] and {'level': 'Rg', 'span': source['granted']}
        return told(case, name, value, source[name] or granted)
    if name in ('role', 'affiliation', 'tie'):
        return told_words(case, name, value, source[name])
    if name in ('mentions', 'attributions'):
        return differs(name, number(value), len(source[name]))
    if name == 'score':
        return differs('score', number(value), source['score'])
    if name == 'deduction':
        return deduction(source, value)
    if name == 'mention':
        span = case.draft.find(value)
        return [] if any(overlaps(span, m) for m in source['mentions']) else [f'“{value}” is not of this source']
    raise Bad(f'“{field}” says nothing of a source that this test knows')


def source(case, rest):
    words, *fields = parts(rest)
    found = sources_at(case, case.draft.find(words))
    # Every field is read even where there is no source, so that a misspelt one is always told.
    blank = {'class': None, 'kind': None, 'count': {'plural': None, 'number': None}, 'descriptor': None,
             'level': None, 'basis': None, 'tie': None, 'reason': None, 'granted': None, 'role': None, 'affiliation': None,
             'mentions': [], 'attributions': [], 'score': None, 'deductions': []}
    trials = [[p for f in fields for p in source_field(case, s, f)] for s in found or [blank]]
    if found:
        return min(trials, key=len)
    return ['no such source; there are: ' + '; '.join(s['label'] for s in case.found['sources'])]


def no_source(case, rest):
    found = sources_at(case, case.draft.find(rest))
    return [f'“{s["label"]}” is a source of class {s["class"]}' for s in found]


def source_count(case, rest):
    return differs('sources', number(rest), len(case.found['sources']))


# ---- attributions -------------------------------------------------------------------------------

def matches(case, words, spans):
    """Whether words read as spans do: pieces parted by +, … for any words between, - for none."""
    if words == '-':
        return not spans
    pieces = parts(words, '+')
    for piece in pieces:
        for end in parts(piece, '…'):
            case.draft.require(end)
    if len(pieces) != len(spans):
        return False
    return all(piece_matches(p, normal(case.draft.slice(s))) for p, s in zip(pieces, spans))


def piece_matches(piece, text):
    ends = [normal(end) for end in parts(piece, '…')]
    if len(ends) == 1:
        return text == ends[0]
    return len(ends) == 2 and len(text) > len(ends[0]) + len(ends[1]) and \
        text.startswith(ends[0]) and text.endswith(ends[1])


def attribution_field(case, found, field):
    name, _, value = field.partition(' ')
    if name == 'mode':
        return differs('mode', one_of(value, MODES, 'mode'), found['mode'])
    if name == 'mention':
        return differs('mention', one_of(value, CLASSES | {'pronoun', 'nominal'}, 'class'), found['mention'])
    if field == 'nested':
        return differs('nested', True, found['nested'])
    if name == 'by':
        span = case.draft.find(value)
        of = [s['id'] for s in sources_at(case, span)]
        return [] if found['source_id'] in of else [f'it is not of the source “{value}”']
    if name == 'deduction':
        return deduction(found, value)
    raise Bad(f'“{field}” says nothing of an attribution that this test knows')


def show_attribution(case, a):
    return ' > '.join(show(case, a[k]) for k in ('source', 'cue', 'content'))


def attribution(case, rest):
    triple, *fields = parts(rest)
    three = parts(triple, '>')
    if len(three) != 3:
        raise Bad('write “SOURCE > CUE > CONTENT”, with - for one that is empty')
    verdicts = []
    for a in case.found['attributions']:
        same = [matches(case, w, a[k]) for w, k in zip(three, ('source', 'cue', 'content'))]
        if all(same):
            verdicts.append([p for f in fields for p in attribution_field(case, a, f)])
    if not case.found['attributions']:
        for words, key in zip(three, ('source', 'cue', 'content')):
            matches(case, words, [])
    if verdicts:
        return min(verdicts, key=len)
    return ['no such attribution; there are:'] + \
        ['  ' + show_attribution(case, a) for a in case.found['attributions']]


def no_attribution(case, rest):
    span = case.draft.find(rest)
    return [f'attributed: {show_attribution(case, a)}' for a in case.found['attributions']
            if any(overlaps(span, c) for c in a['cue'] or a['content'])]


def attribution_count(case, rest):
    got = case.found['attributions']
    return differs('attributions', number(rest), len(got)) and \
        [f'{len(got)} attributions, expected {rest}:'] + ['  ' + show_attribution(case, a) for a in got]


# ---- quotations ---------------------------------------------------------------------------------

def quotation_field(case, found, field):
    name, _, value = field.partition(' ')
    if name == 'depth':
        return differs('depth', number(value), found['depth'])
    if field == 'by nobody':
        of = found['attribution']
        return [] if of is None or case.found['attributions'][of]['source_id'] is None else ['it has a speaker']
    if name == 'by':
        of = found['attribution']
        wanted = [s['id'] for s in sources_at(case, case.draft.find(value))]
        by = None if of is None else case.found['attributions'][of]['source_id']
        return [] if by is not None and by in wanted else [f'it is not of “{value}”']
    raise Bad(f'“{field}” says nothing of a quotation that this test knows')


def quotation(case, rest):
    kind, _, rest = rest.partition(':')
    one_of(kind.strip(), QUOTATIONS, 'kind of quotation')
    words, *fields = parts(rest)
    ends = parts(words, '…')
    first, last = case.draft.find(ends[0]), case.draft.find(ends[-1])
    span = [first[0], last[1]]
    found = [q for q in case.found['quotations'] if q['span'] == span]
    if found:
        return differs('kind', kind.strip(), found[0]['kind']) + \
            [p for f in fields for p in quotation_field(case, found[0], f)]
    return ['no such quotation; there are:'] + \
        [f'  {q["kind"]}: {normal(case.draft.slice(q["span"]))}' for q in case.found['quotations']]


def no_quotation(case, rest):
    span = case.draft.find(rest)
    return [f'a quotation: {case.draft.slice(q["span"])}' for q in case.found['quotations']
            if overlaps(span, q['span'])]


def quotation_count(case, rest):
    return differs('quotations', number(rest), len(case.found['quotations']))


# ---- findings, ledger, score, blocks ------------------------------------------------------------

def findings_of(case, rest):
    """The findings that a line speaks of: of a rule (or any), over words where there are some."""
    rule, _, words = rest.partition(':')
    rule = rule.strip()
    if rule != 'any':
        one_of(rule, case.rules, 'rule')
    span = case.draft.find(words) if words.strip() else None
    return [f for f in case.found['findings'] if rule in (f['rule'], 'any') and
            (span is None or overlaps(span, f['span']))]


def finding(case, rest):
    rest, *fields = parts(rest)
    found = findings_of(case, rest)
    if not found:
        return ['not found; there are:'] + \
            [f'  {f["rule"]}: {normal(case.draft.slice(f["span"]))}' for f in case.found['findings']]
    for field in fields:
        if not field.startswith('severity '):
            raise Bad(f'“{field}” says nothing of a finding that this test knows')
        found = [f for f in found if f['severity'] == field[9:]]
    return [] if found else ['found with another severity']


def no_finding(case, rest):
    return [f'{f["rule"]}: {normal(case.draft.slice(f["span"]))}' for f in findings_of(case, rest)]


def waived(case, rest):
    what, *fields = parts(rest)
    found = [f for f in findings_of(case, what) if f['waived']]
    if not found:
        return ['no such finding is waived; waived:'] + [
            f'  {f["rule"]}: {normal(case.draft.slice(f["span"]))}' for f in case.found['findings'] if f['waived']]
    waiver = case.found['waivers'][found[0]['waiver']]
    got = {'scope': waiver['scope'], 'because': normal(waiver['reason']), 'silenced': str(waiver['silenced'])}
    problems = []
    for field in fields:
        name, _, want = field.partition(' ')
        problems += differs(name, want, got[one_of(name, set(got), 'field of a waiver')])
    return problems


def no_waived(case, rest):
    return [f'{f["rule"]}: {normal(case.draft.slice(f["span"]))}' for f in findings_of(case, rest) if f['waived']]


def asked(case, rest):
    outcome, _, rest = rest.partition(':')
    one_of(outcome.strip(), OUTCOMES, 'outcome')
    words, *fields = parts(rest)
    span = case.draft.find(words)
    got = [r for r in case.found['comment_requests'] if overlaps(span, r['span'])]
    trials = []
    for request in got:
        problems = differs('outcome', outcome.strip(), request['outcome'])
        for field in fields:
            if not field.startswith('who '):
                raise Bad(f'“{field}” says nothing of a request that this test knows')
            problems += differs('who', normal(field[4:]), normal(request['who']))
        trials.append(problems)
    return min(trials, key=len) if trials else \
        ['not in the ledger, which holds: ' +
         '; '.join(f'{r["outcome"]}: {normal(case.draft.slice(r["span"]))}' for r in case.found['comment_requests'])]


def no_asked(case, rest):
    span = case.draft.find(rest)
    return [f'{r["outcome"]}: {case.draft.slice(r["span"])}' for r in case.found['comment_requests']
            if overlaps(span, r['span'])]


def score(case, rest):
    got = case.found['score']['value']
    if rest == 'none':
        return differs('score', None, got)
    low, _, high = rest.partition('..')
    low, high = number(low.strip()), number((high or low).strip())
    return [] if got is not None and low <= got <= high else [f'score {got}, expected {rest}']


def band(case, rest):
    return differs('band', None if one_of(rest, BANDS, 'band') == 'none' else rest, case.found['score']['band'])


def confident(case, rest):
    return differs('confident', one_of(rest, {'yes', 'no'}, 'answer') == 'yes', case.found['score']['confident'])


def article_deduction(case, rest):
    return deduction(case.found['score'], rest)


def block(case, rest):
    kind, _, words = rest.partition(':')
    one_of(kind.strip(), BLOCKS, 'kind of block')
    span = case.draft.find(words)
    got = sorted({k for k, s, _ in case.blocks() if overlaps(span, s)})
    return [] if got == [kind.strip()] else [f'it is {", ".join(got) or "no prose"}']


def no_block(case, rest):
    span = case.draft.find(rest)
    return [f'it is {k}' for k, s, _ in case.blocks() if overlaps(span, s)]


LINES = {
    'source': source, 'no source': no_source, 'sources': source_count,
    'attribution': attribution, 'no attribution': no_attribution, 'attributions': attribution_count,
    'quotation': quotation, 'no quotation': no_quotation, 'quotations': quotation_count,
    'finding': finding, 'no finding': no_finding, 'waived': waived, 'no waived': no_waived,
    'asked': asked, 'no asked': no_asked,
    'score': score, 'band': band, 'confident': confident, 'deduction': article_deduction,
    'block': block, 'no block': no_block,
}


def check(case, line):
    """The problems of one line; Bad where the line itself is wrong."""
    name, colon, rest = line.partition(':')
    if not colon or name.strip() not in LINES:
        raise Bad(f'no line begins “{name.strip()}:”; tests/cases/README.md lists those that do')
    return LINES[name.strip()](case, rest.strip())
