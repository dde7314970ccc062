"""What the tests written in Python share: TAP on standard output, and running the program."""
import json
import os
import re
import subprocess
import sys

SANITIZER = re.compile(rb'ERROR: \w+Sanitizer|runtime error:|SUMMARY: \w+Sanitizer')


class Tap:
    """Counts and prints results. end() prints the plan and gives the exit status."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def line(self, passed, name, directive=''):
        self.count += 1
        name = name.replace('#', '№')
        print(f'{"" if passed else "not "}ok {self.count} - {name}{directive}')

    def check(self, name, problems, debt=None):
        """Passes without problems. With a debt, a test that passes is a failure: the debt is paid."""
        if debt is None:
            self.line(not problems, name)
            self.failed += bool(problems)
        elif problems:
            self.line(False, name, f' # TODO {debt}')
        else:
            self.line(False, f'{name} (it passes: take the debt out)')
            self.failed += 1
        for problem in problems:
            for line in str(problem).splitlines():
                print(f'#   {line}')

    def skip(self, name, why):
        self.line(True, name, f' # SKIP {why}')

    def end(self):
        print(f'1..{self.count}')
        sys.stdout.flush()
        return 1 if self.failed or not self.count else 0


class ProgramFailed(Exception):
    """The program ended in a way it must not."""


def run(program, arguments, stdin=b'', good=(0,), seconds=600):
    """The standard output of the program; ProgramFailed for another status or a sanitizer's report."""
    environment = {**os.environ, 'LC_ALL': 'C', 'NO_COLOR': '1'}
    result = subprocess.run([str(program), *map(str, arguments)], input=stdin, capture_output=True,
                            env=environment, timeout=seconds)
    if result.returncode not in good or SANITIZER.search(result.stderr):
        told = result.stderr.decode('utf-8', 'replace').strip()
        raise ProgramFailed(f'exit status {result.returncode}\n{told[-3000:]}')
    return result.stdout


def analyze(program, path, options=()):
    """The analysis of one draft."""
    return json.loads(run(program, ['analyze', '--format', 'json', *options, path]))


def analyze_all(program, drafts, options=()):
    """The analyses of texts: drafts is a list of (text, format)."""
    lines = [json.dumps({'id': i, 'text': t, 'format': f}) for i, (t, f) in enumerate(drafts)]
    out = run(program, ['analyze', '--format', 'jsonl', '--input', 'jsonl', *options],
              '\n'.join(lines).encode())
    found = [json.loads(line) for line in out.splitlines()]
    if [d['id'] for d in found] != list(range(len(drafts))):
        raise ProgramFailed('the answers are not those asked for')
    return found
