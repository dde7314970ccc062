#!/usr/bin/env python3
"""Runs every example of the rule files and prints TAP.

    rules.py PROGRAM [--owe] [RULE…]

A `before:` example becomes the `after:` behind it by the fixes of its rule, which finds nothing in that any more.
A `flag:` example must be flagged by its rule, overlapping its [[words]] where it has some; a `pass:`
example must not be. tests/cases/rule-debts lists the examples not met yet; one that is met must be taken
out. --owe writes that list anew from what is found: read the difference before you keep it.
"""
import json
import pathlib
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tap import Tap, analyze_all, run  # noqa: E402
from debts import Debts, write  # noqa: E402
from edits import fixed  # noqa: E402
from words import overlaps  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE.parents[1] / 'core' / 'data' / 'en' / 'rules'
DEBTS = HERE / 'rule-debts'
HEAD = """
Examples of core/data/en/rules that the program does not meet yet, one on a line: RULE: flag|pass: example
Made by `python3 tests/cases/rules.py PROGRAM --owe`; a line that is met must be taken out.
"""


def entries(path):
    """[(key, value)] of a rule file; a line that begins with two spaces carries on the one above."""
    found = []
    for line in path.read_text(encoding='utf-8').splitlines():
        if line.startswith('  ') and found:
            found[-1][1] += ' ' + line.strip()
        elif line and not line.startswith('#'):
            key, _, value = line.partition(':')
            found.append([key, value.strip()])
    return found


def text_of(example):
    """The draft of an example, and the span of its [[words]] in bytes or None."""
    text = re.sub(r'\s*¶\s*', '\n\n', example) + '\n'
    start, end = text.find('[['), text.find(']]')
    if (start < 0) != (end < 0) or text.count('[[') > 1:
        raise ValueError(f'[[…]] is to be written once: {example}')
    if start < 0:
        return text, None
    before, words = text[:start], text[start + 2:end]
    first = len(before.encode())
    return before + words + text[end + 2:], (first, first + len(words.encode()))


def examples():
    """(rule, flag or pass, example) of all rule files."""
    for path in sorted(RULES.glob('*.rule')):
        for key, value in entries(path):
            if key in ('flag', 'pass'):
                yield path.stem, key, value


def verdict(found, rule, key, span, text):
    if 'error' in found:
        return [found['error']['message']]
    hits = [f['span'] for f in found['findings'] if f['rule'] == rule]
    if key == 'pass':
        return ['flagged: ' + text.encode()[a:b].decode() for a, b in hits]
    if span is not None and hits and not any(overlaps(span, h) for h in hits):
        return ['flagged elsewhere: ' + '; '.join(text.encode()[a:b].decode() for a, b in hits)]
    return [] if hits else ['not flagged; flagged: ' + (', '.join(sorted({f['rule'] for f in found['findings']}))
                                                        or 'nothing')]


def fixes():
    """(rule, title patterns of its edits, [(before, after)]) of all rule files that have an edit or such examples."""
    for path in sorted(RULES.glob('*.rule')):
        titles, pairs, before = [], [], None
        for key, value in entries(path):
            if key in ('edit', 'offer'):
                title = re.sub(r'^(\S+-speaker|drop-marks|[^"]*(?="))\s*("[^"]*")?\s*', '', value)
                titles.append(re.sub(r'\\{\w+\\}', '.*', re.escape(title)))
            elif key == 'before':
                before = value
            elif key == 'after':
                pairs.append((before, value))
                before = None
        if titles or pairs or before:
            yield path.stem, titles, pairs + ([(before, None)] if before else [])


def check_fixes(tap, program, names):
    """Examples of fixes; every edit of a rule makes one of them."""
    for rule, titles, pairs in fixes():
        if names and rule not in names:
            continue
        befores = analyze_all(program, [(text_of(b)[0], 'plain') for b, a in pairs])
        afters = analyze_all(program, [(text_of(a or b)[0], 'plain') for b, a in pairs])
        seen = [f['fix']['title'] for found in befores for f in found['findings'] if f['rule'] == rule and f['fix']]
        for (before, after), was, is_ in zip(pairs, befores, afters):
            made = fixed(text_of(before)[0], [f for f in was['findings'] if f['rule'] == rule])
            problems = [] if after and made == text_of(after)[0] else [f'it becomes: {made}']
            problems += [f'found again: {f["message"]}' for f in is_['findings'] if f['rule'] == rule]
            tap.check(f'{rule}: before: {before}', problems)
        tap.check(f'{rule}: every edit has an example', [f'none is: {t}' for t in titles
                                                         if not any(re.fullmatch(t, title) for title in seen)])


def has_both(tap, all_examples, known):
    """Each rule of the program has a file, an example that is flagged and one that is not."""
    for rule in sorted(known | {r for r, _, _ in all_examples}):
        keys = {k for r, k, _ in all_examples if r == rule}
        problems = [] if rule in known else ['the program knows no such rule']
        problems += [f'no {k}: example' for k in ('flag', 'pass') if k not in keys]
        tap.check(f'{rule} has examples of both kinds', problems)


def main(argv):
    words = [w for w in argv if w != '--owe']
    if not words:
        sys.exit(__doc__)
    program, names = words[0], words[1:]
    tap, debts, owed = Tap(), Debts(DEBTS), []
    chosen = [e for e in examples() if not names or e[0] in names]
    texts = [text_of(e) for _, _, e in chosen]
    analyses = analyze_all(program, [(text, 'plain') for text, _ in texts])
    for (rule, key, example), (text, span), found in zip(chosen, texts, analyses):
        problems = verdict(found, rule, key, span, text)
        name = f'{rule}: {key}: {example}'
        owed += [name] if problems else []
        tap.check(name, problems, debts.ask(name))
    check_fixes(tap, program, names)
    if not names:
        has_both(tap, chosen, {r['id'] for r in json.loads(run(program, ['rules', '--format', 'json']))})
    if '--owe' in argv:
        write(DEBTS, HEAD, owed)
    elif not names:
        debts.report(tap, 'tests/cases/rule-debts')
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
