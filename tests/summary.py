#!/usr/bin/env python3
"""Counts what meson's log says and prints "N passed, N failed, N skipped" as the last line.

    summary.py build/meson-logs/testlog.json

A test that speaks TAP counts each of its results, any other counts once. A test that ends badly without a
result that says so (a crash, a sanitizer's report, a time limit) counts as one failure more. Known debts
(TODO) are failures that are expected: they count as skipped.
"""
import json
import re
import sys

RESULT = re.compile(r'^(not )?ok\b[^#\n]*(?:#\s*(SKIP|TODO)\b)?', re.I | re.M)
PLAN = re.compile(r'^1\.\.\d+', re.M)
GOOD = {'OK', 'EXPECTEDFAIL'}


class Count:
    def __init__(self):
        self.passed = self.failed = self.skipped = self.debts = 0

    def subtest(self, bad, directive):
        directive = (directive or '').upper()
        if directive == 'SKIP':
            self.skipped += 1
        elif directive == 'TODO' and bad:
            self.skipped += 1
            self.debts += 1
        elif bad or directive == 'TODO':
            self.failed += 1
        else:
            self.passed += 1

    def test(self, test):
        before = self.failed
        results = RESULT.findall(test['stdout']) if PLAN.search(test['stdout']) else []
        for bad, directive in results:
            self.subtest(bool(bad), directive)
        if test['result'] == 'SKIP':
            self.skipped += not results
        elif test['result'] not in GOOD:
            self.failed += self.failed == before
        elif not results:
            self.passed += 1


def main(argv):
    count = Count()
    try:
        with open(argv[0], encoding='utf-8') as log:
            for line in log:
                count.test(json.loads(line))
    except OSError as problem:
        print(f'no test was run: {problem}')
        count.failed += 1
    if count.debts:
        print(f'{count.debts} of those skipped are known debts; the others tell why in meson-logs/testlog.txt.')
    print(f'{count.passed} passed, {count.failed} failed, {count.skipped} skipped')
    return 1 if count.failed or not count.passed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
