#!/usr/bin/env python3
"""The checks and the runners of cases can fail: each is given something wrong and must say so."""
import contextlib
import io
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / 'cases')]
from tap import SANITIZER, Tap  # noqa: E402
import debts  # noqa: E402
import expect  # noqa: E402
import layers  # noqa: E402
import run as cases  # noqa: E402
import sizes  # noqa: E402
import summary  # noqa: E402
from words import Bad, Draft, overlaps  # noqa: E402

TEXT = 'The port “is shut,” she said. The port said so.\n'
FOUND = {
    'quotations': [{'span': [9, 23], 'kind': 'direct', 'depth': 1, 'attribution': 0}],
    'attributions': [{'id': 0, 'content': [[9, 23]], 'cue': [[28, 32]], 'source': [[24, 27]], 'mode': 'direct',
                      'mention': 'pronoun', 'source_id': 0, 'nested': False, 'deductions': []}],
    'sources': [{'id': 0, 'label': 'she', 'class': 'unnamed', 'kind': 'anon-bare', 'level': 'D0', 'descriptor': 'bare',
                 'count': {'plural': False, 'number': None}, 'basis': None, 'tie': None, 'reason': None,
                 'granted': None, 'role': None, 'affiliation': None, 'mentions': [[24, 27]], 'attributions': [0], 'score': 20,
                 'deductions': [{'rule': 'anonymous-bare', 'points': 25}]}],
    'comment_requests': [{'who': '', 'outcome': 'declined', 'span': [24, 32]}],
    'findings': [{'rule': 'anonymous-bare', 'severity': 'warning', 'span': [24, 27]}],
    'score': {'value': 20, 'band': 'opaque', 'confident': False, 'deductions': []},
}
CASE = expect.Case(Draft(TEXT.encode()), FOUND, lambda: [('body', (0, 48), 0)], {'anonymous-bare', 'scare-quote'})

MET = """source: she | unnamed anon-bare | level D0 | singular | score 20 | mentions 1 | basis none
source: she | deduction anonymous-bare 25
no source: The port #2
attribution: she > said > “is shut,” | mode direct | by she
attribution: she > said > “is … shut,”
quotation: direct: “is shut,” | depth 1 | by she
finding: anonymous-bare: she | severity warning
no finding: scare-quote
asked: declined: she said
score: 10..20
band: opaque
block: body: The port #1"""
NOT_MET = """source: she | named
source: she | unnamed anon-role
source: she | level D1
source: she | plural
source: she | score 21
source: she | deduction anonymous-bare 24
source: she | basis B1
source: The port #2
no source: she
sources: 2
attribution: - > said > “is shut,”
attribution: she > said > “is
attribution: she > said > “is shut,” | mode indirect
no attribution: said #1
attributions: 0
quotation: partial: “is shut,”
quotation: direct: is shut
quotation: direct: “is shut,” | depth 2
quotation: direct: “is shut,” | by nobody
quotations: 0
finding: anonymous-bare: The port #1
finding: anonymous-bare: she | severity error
finding: scare-quote
no finding: anonymous-bare
no finding: any: she
asked: denied: she said
no asked: she said
score: none
score: 21..30
band: thin
confident: yes
block: headline: The port #1
no block: The port #1"""
WRONG = """sauce: she
source she
source: he
source: The port
source: The port #3
source: she | nicely
source: she | unnamed anon-what
attribution: she said
attribution: he > said > “is shut,”
quotation: spoken: “is shut,”
finding: no-such-rule
asked: maybe: she
score: many
block: footer: she"""


def verdict(line):
    try:
        return 'not met' if expect.check(CASE, line) else 'met'
    except Bad:
        return 'wrong'


def check_lines(tap):
    for want, lines in (('met', MET), ('not met', NOT_MET), ('wrong', WRONG)):
        for line in lines.splitlines():
            got = verdict(line)
            tap.check(f'a line that is {want}: {line}', [] if got == want else [f'it is {got}'])


def refuses(files):
    """Whether a case of these files is refused."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (pathlib.Path(folder) / name).write_text(text, encoding='utf-8')
        try:
            cases.check_folder(pathlib.Path(folder))
            cases.read_expected(pathlib.Path(folder) / 'expected')
        except Bad:
            return True
        return False


def check_folders(tap):
    good = {'draft.txt': TEXT, 'expected': 'score: none\n'}
    trials = (('a good case', good, False), ('an unknown file', {**good, 'notes': ''}, True),
              ('two drafts', {**good, 'draft.md': TEXT}, True), ('no draft', {'expected': 'score: 1\n'}, True),
              ('nothing expected', {**good, 'expected': '# none\n'}, True),
              ('a debt of nothing', {**good, 'expected': 'score: 1\ndebt: why\n'}, True),
              ('a debt without a reason', {**good, 'expected': 'debt:\nscore: 1\n'}, True))
    for name, files, want in trials:
        tap.check(f'{name} is {"refused" if want else "taken"}', [] if refuses(files) == want else ['it is not'])


def quietly(problems, debt):
    """(failures, what is printed) of one result."""
    inner, out = Tap(), io.StringIO()
    with contextlib.redirect_stdout(out):
        inner.check('x', problems, debt)
    return inner.failed, out.getvalue()


def check_results(tap):
    owed, paid = quietly(['wrong'], 'why'), quietly([], 'why')
    tap.check('a known debt is no failure', [] if owed[0] == 0 and 'not ok' in owed[1] and 'TODO' in owed[1] else [owed])
    tap.check('a paid debt is a failure', [] if paid[0] == 1 and 'TODO' not in paid[1] else [paid])
    tap.check('a problem is a failure', [] if quietly(['wrong'], None)[0] == 1 else ['it is not'])
    with contextlib.redirect_stdout(io.StringIO()):
        empty = Tap().end()
    tap.check('no results at all are a failure', [] if empty == 1 else ['they are not'])
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'debts'
        debts.write(path, 'head', ['a: b', 'gone: c'])
        owing = debts.Debts(path)
        asked = (owing.ask('a:  b'), owing.ask('a: d'))
        inner, out = Tap(), io.StringIO()
        with contextlib.redirect_stdout(out):
            owing.report(inner, 'debts')
    tap.check('a debt is found by its words', [] if asked == ('known debt', None) else [asked])
    tap.check('a debt of no test is a failure', [] if inner.failed == 1 and 'gone: c' in out.getvalue() else [out.getvalue()])


def check_summary(tap):
    trials = (('1..2\nok 1 - a\nnot ok 2 - b\n', 'FAIL', (1, 1, 0)), ('1..1\nok 1 - a\n', 'ERROR', (1, 1, 0)),
              ('ok 1 - a # SKIP no\nnot ok 2 - b # TODO c\nok 3 - d # TODO e\n1..3\n', 'FAIL', (0, 1, 2)),
              ('', 'OK', (1, 0, 0)), ('', 'TIMEOUT', (0, 1, 0)), ('', 'SKIP', (0, 0, 1)),
              ('1..0 # SKIP nothing\n', 'SKIP', (0, 0, 1)), ('1..1\nok 1 - a\n', 'OK', (1, 0, 0)))
    for out, result, want in trials:
        count = summary.Count()
        count.test({'stdout': out, 'result': result})
        got = count.passed, count.failed, count.skipped
        tap.check(f'the summary of {result} with {out!r}', [] if got == want else [f'{got}, expected {want}'])


def check_sources(tap):
    rooms = layers.Layers((TESTS / 'check' / 'layers').read_text(encoding='utf-8'))
    trials = (('core', 'base', 'text/text.h', True, True), ('core', 'text', 'base/arena.h', True, False),
              ('core', 'score', 'rule/check.h', True, False), ('core', 'rule', 'score/score.h', True, True),
              ('core', 'tag', 'tree_sitter/api.h', False, True), ('core', 'score', 'stdio.h', False, True),
              ('plugin', 'cli', 'base/arena.h', True, True), ('plugin', 'present', 'cli/cli.h', True, True),
              ('plugin', 'cli', 'onrecord.h', True, False), ('plugin', 'git', 'present/present.h', True, True))
    for house, room, header, quoted, bad in trials:
        problem = rooms.problem(house, room, header, quoted)
        tap.check(f'{house}/{room} may {"not " if bad else ""}include {header}', [] if bool(problem) == bad else [problem])
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'a.c'
        path.write_text('int f(int a,\n      int b)\n{\n' + '    a++;\n' * 70 + '}\n\nint g(void)\n{\n}\n', encoding='utf-8')
        found = list(sizes.functions(path))
    tap.check('functions are measured', [] if found == [('f', 72), ('g', 2)] else [found])
    reports = (b'==1==ERROR: AddressSanitizer: heap-use-after-free', b'a.c:1:2: runtime error: null pointer')
    tap.check('reports of sanitizers are seen', [] if all(map(SANITIZER.search, reports)) else ['they are not'])
    tap.check('spans that touch do not overlap', [] if not overlaps((0, 3), (3, 5)) and overlaps((0, 4), (3, 5)) else ['?'])


def main():
    tap = Tap()
    for check in (check_lines, check_folders, check_results, check_summary, check_sources):
        check(tap)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
