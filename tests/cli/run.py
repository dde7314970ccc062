#!/usr/bin/env python3
"""Runs the cases of the command line and prints TAP.

    run.py PROGRAM [--update] [CASE…]

A case is a folder in cases/ with
  args      the arguments, one on a line          (or)
  run.sh    a shell script that calls "$ONRECORD" as it likes
  stdin     what is piped in; nothing where it is missing
  stdout    what must be printed; nothing where it is missing
  stderr    what must be told on standard error; nothing where it is missing
  exit      the exit status that is expected; 0 where it is missing
  files/    what lies in the folder the case is run in
and nothing else: a misspelt name is an error. Each case runs in a folder of its own, in a clean
environment. Where the program prints a folder that changes, the case cuts it out itself.

With --update, stdout, stderr and exit are written as they are found. Read the difference before you
keep it.
"""
import os, pathlib, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
KNOWN = {'args', 'run.sh', 'stdin', 'stdout', 'stderr', 'exit', 'files'}
SECONDS = 120


def content(path):
    return path.read_bytes() if path.exists() else b''


def environment(program, home):
    return {'PATH': os.environ.get('PATH', '/usr/bin:/bin'), 'LC_ALL': 'C', 'TERM': 'dumb',
            'HOME': home,
            'ONRECORD': str(program), 'HERE': str(HERE), 'PYTHON': sys.executable,
            'GIT_CONFIG_NOSYSTEM': '1', 'GIT_CONFIG_GLOBAL': '/dev/null',
            **{k: v for k, v in os.environ.items() if k in ('ASAN_OPTIONS', 'UBSAN_OPTIONS')}}


def command(case, program):
    if (case / 'run.sh').exists():
        return ['sh', '-eu', str(case / 'run.sh')]
    return [str(program)] + (case / 'args').read_text().splitlines()


def problems_of(case):
    names = {p.name for p in case.iterdir()}
    found = [f'unknown file {n}' for n in sorted(names - KNOWN)]
    if len(names & {'args', 'run.sh'}) != 1:
        found.append('needs either args or run.sh')
    return found


def execute(case, program):
    with tempfile.TemporaryDirectory(prefix='onrecord-cli-') as folder:
        work = pathlib.Path(folder) / 'work'
        if (case / 'files').exists():
            shutil.copytree(case / 'files', work, symlinks=True)
        else:
            work.mkdir()
        return subprocess.run(command(case, program), input=content(case / 'stdin'), cwd=work,
                              env=environment(program, folder), capture_output=True,
                              timeout=SECONDS)


def update(case, result):
    for name, data in (('stdout', result.stdout), ('stderr', result.stderr)):
        if data:
            (case / name).write_bytes(data)
        else:
            (case / name).unlink(missing_ok=True)
    if result.returncode:
        (case / 'exit').write_text(f'{result.returncode}\n')
    else:
        (case / 'exit').unlink(missing_ok=True)


def difference(name, want, got):
    import difflib
    a, b = (x.decode('utf-8', 'backslashreplace').splitlines() for x in (want, got))
    return list(difflib.unified_diff(a, b, f'{name} expected', f'{name} found', lineterm='', n=1))


def check(case, result):
    expected = int(content(case / 'exit') or b'0')
    lines = []
    for name, got in (('stdout', result.stdout), ('stderr', result.stderr)):
        want = content(case / name)
        if want != got:
            lines += difference(name, want, got) or [f'{name} differs']
    if result.returncode != expected:
        lines.append(f'exit status {result.returncode}, expected {expected}')
    return lines


def run(case, program, updating):
    lines = problems_of(case)
    if lines:
        return lines
    try:
        result = execute(case, program)
    except subprocess.TimeoutExpired:
        return [f'it takes more than {SECONDS} s']
    if updating:
        update(case, result)
    return check(case, result)


def main(argv):
    words = [w for w in argv if w != '--update']
    if not words:
        sys.exit(__doc__)
    program = pathlib.Path(words[0]).resolve()
    cases = sorted(p for p in (HERE / 'cases').iterdir() if not words[1:] or p.name in words[1:])
    if len(words) > 1 and len(cases) != len(set(words[1:])):
        sys.exit('there is no such case: ' + ' '.join(set(words[1:]) - {p.name for p in cases}))
    print(f'1..{len(cases)}')
    failed = 0
    for number, case in enumerate(cases, 1):
        lines = run(case, program, '--update' in argv)
        print(f'{"not " if lines else ""}ok {number} - {case.name}')
        for line in lines:
            print(f'# {line}')
        failed += bool(lines)
    return 1 if failed or not cases else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
