#!/usr/bin/env python3
"""Checks JSON on standard input against the contract of the analysis, version 1.

    contract.py [--lines] [DRAFT]

Reads one object or an array of them, with --lines one on each line. Every object must have exactly
the keys of the contract in its order, values of the right kind, spans within the draft, and sources
and attributions that agree; with DRAFT, the label of each source must stand in it.
Prints what is wrong, or "ok".
"""
import json, sys

CLASS = {'named', 'unnamed', 'spokesperson', 'organization', 'document', 'media', 'collective',
         'self', 'none'}
KIND = {'person-named', 'person-partial', 'anon-role-inst', 'anon-role', 'anon-basis', 'anon-bare',
        'spokesperson-unnamed', 'institution', 'document', 'media', 'collective', 'self', 'none'}
wrong = []
size = 0


def say(where, what):
    wrong.append(f'{where}: {what}')


def number(v):
    return isinstance(v, (int, float)) and not isinstance(v, bool)


def whole(v):
    return isinstance(v, int) and not isinstance(v, bool)


def text(v):
    return isinstance(v, str)


def flag(v):
    return isinstance(v, bool)


def one_of(*names):
    return lambda v: v in names


def or_null(kind):
    return lambda v: v is None or kind(v)


def span(v):
    return isinstance(v, list) and len(v) == 2 and all(map(whole, v)) and 0 <= v[0] <= v[1] <= size


def spans(v):
    return isinstance(v, list) and all(map(span, v)) and all(a[1] <= b[0] for a, b in zip(v, v[1:]))


def wholes(v):
    return isinstance(v, list) and all(map(whole, v)) and v == sorted(v)


def obj(**keys):
    def check(v):
        if not isinstance(v, dict) or list(v) != list(keys):
            say('keys', f'{list(v) if isinstance(v, dict) else v}, not {list(keys)}')
            return False
        return all([kind(v[k]) or bool(say(k, repr(v[k])[:80])) for k, kind in keys.items()])
    return check


def list_of(kind):
    return lambda v: isinstance(v, list) and all([kind(x) for x in v])


deductions = list_of(obj(rule=text, points=number))
told = obj(level=text, span=span)
DOCUMENT = obj(
    onrecord=one_of(1), id=lambda v: True, path=text, language=one_of('en'), format=text,
    profile=text, bytes=whole, words=whole,
    quotations=list_of(obj(
        span=span, kind=one_of('direct', 'partial', 'title', 'block'), depth=whole,
        attribution=or_null(whole))),
    attributions=list_of(obj(
        id=whole, content=spans, cue=spans, source=spans,
        mode=one_of('direct', 'indirect', 'mixed', 'topic', 'accusation', 'denial', 'attitude',
                    'refusal'),
        mention=one_of(*CLASS, 'pronoun', 'nominal'), source_id=or_null(whole), nested=flag,
        confidence=lambda v: number(v) and 0 <= v <= 1, score=number, deductions=deductions)),
    sources=list_of(obj(
        id=whole, label=text, **{'class': one_of(*CLASS)}, kind=one_of(*KIND),
        descriptor=or_null(one_of('specific', 'vague', 'bare')),
        level=or_null(one_of('D0', 'D1', 'D2', 'D3', 'D4')),
        count=obj(plural=flag, number=or_null(whole)), basis=or_null(told), tie=or_null(span),
        reason=or_null(told), granted=or_null(span), role=or_null(span), affiliation=or_null(span), mentions=spans, attributions=wholes,
        score=number, deductions=deductions)),
    comment_requests=list_of(obj(
        who=text,
        outcome=one_of('declined', 'no-response', 'denied', 'responded', 'unreachable'),
        span=span)),
    findings=list_of(obj(
        rule=text, severity=one_of('error', 'warning', 'info', 'hint'), span=span, message=text,
        related=list_of(obj(span=span, message=text)),
        fix=or_null(obj(title=text, safe=flag, edits=list_of(obj(span=span, text=text)))),
        source_id=or_null(whole), attribution_id=or_null(whole), waived=flag, waiver=or_null(whole))),
    waivers=list_of(obj(
        rule=text, scope=one_of('paragraph', 'stretch', 'file'), span=span, covers=or_null(span),
        reason=text, reason_span=span, silenced=whole)),
    score=obj(rubric=text, value=or_null(whole),
              band=or_null(one_of('opaque', 'thin', 'mixed', 'mostly', 'on the record')),
              confident=flag, deductions=deductions))
ERROR = obj(onrecord=one_of(1), id=lambda v: True, error=obj(code=text, message=text, line=whole))


def links(d):
    for i, a in enumerate(d['attributions']):
        s = a['source_id']
        if a['id'] != i or (s is not None and i not in d['sources'][s]['attributions']):
            say('attributions', f'{i} and its source do not agree')
    for i, s in enumerate(d['sources']):
        if s['id'] != i or any(d['attributions'][a]['source_id'] != i for a in s['attributions']):
            say('sources', f'{i} and its attributions do not agree')
        told = [s[k] for k in ('descriptor', 'level', 'basis', 'tie', 'reason', 'granted')]
        if s['class'] != 'unnamed' and told != [None] * 6:
            say('sources', f'{i} is not unnamed and is described as if it were')


def waivers(d):
    for i, f in enumerate(d['findings']):
        if f['waived'] != (f['waiver'] is not None) or (
                f['waived'] and d['waivers'][f['waiver']]['rule'] != f['rule']):
            say('findings', f'{i} and its waiver do not agree')
    for i, w in enumerate(d['waivers']):
        if w['silenced'] != sum(f['waiver'] == i for f in d['findings']) or not w['reason'].strip():
            say('waivers', f'{i} does not silence what it says, or has no reason')


def labels(d, draft):
    for s in d['sources']:
        if s['label'].encode() not in draft:
            say('sources', f'the draft has no {s["label"]!r}')


def check(d, draft):
    global size
    if 'error' in d:
        ERROR(d)
        return
    size = d.get('bytes', 0)
    if DOCUMENT(d):
        links(d)
        waivers(d)
        if draft is not None:
            labels(d, draft)


def main(argv):
    files = [a for a in argv if a != '--lines']
    draft = open(files[0], 'rb').read() if files else None
    data = sys.stdin.buffer.read().decode('utf-8')
    lines = '--lines' in argv
    found = [json.loads(l) for l in data.split('\n') if l] if lines else json.loads(data)
    for d in found if isinstance(found, list) else [found]:
        check(d, draft)
    print('\n'.join(wrong) if wrong else 'ok')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
