"""What the tests under git share: a repository of its own for each test, made with the real git program."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tap import SANITIZER, Tap  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
GIT = os.environ.get('ONRECORD_GIT') or shutil.which('git')  # another git to test with
# Under --profile ap, BAD has two errors and GOOD none.
BAD = 'The mayor took bribes from a builder, a source said on Tuesday.\n'
GOOD = 'Maria Lopez, the city treasurer, said the budget was balanced.\n'
OTHER = 'John Doe, the fire chief, said the station would be rebuilt next year.\n'
SECONDS = 120


class Failed(AssertionError):
    """What was found is not what was expected."""


def need(condition, why):
    if not condition:
        raise Failed(why)


class Result:
    def __init__(self, done):
        self.rc, self.out, self.err = done.returncode, done.stdout, done.stderr

    def __repr__(self):
        return f'exit status {self.rc}\n{self.out}{self.err}'


class World:
    """A folder with a home of its own, in which nothing of the user's git or shell is known."""

    def __init__(self, program, folder):
        self.program = pathlib.Path(program).resolve()
        self.top = pathlib.Path(folder).resolve()
        self.home = self.top / 'home'
        self.home.mkdir()
        self.env = {'PATH': f'{os.path.dirname(GIT)}:/usr/bin:/bin', 'HOME': str(self.home), 'LC_ALL': 'C', 'TERM': 'dumb',
                    'GIT_CONFIG_NOSYSTEM': '1', 'TMPDIR': str(self.top),
                    **{k: v for k, v in os.environ.items() if k in ('ASAN_OPTIONS', 'UBSAN_OPTIONS', 'ONRECORD_GIT_MODULE')},
                    'LSAN_OPTIONS': f'suppressions={HERE / "leaks"}:print_suppressions=0'}
        (self.home / '.gitconfig').write_text(
            '[user]\n\tname = A Reporter\n\temail = reporter@example.org\n[init]\n\tdefaultBranch = main\n'
            '[protocol "file"]\n\tallow = always\n[advice]\n\tdetachedHead = false\n')

    def run(self, words, cwd=None, stdin='', good=(0,), env=None):
        """Runs something; good=None takes any exit status. A sanitizer's report is always a failure."""
        done = subprocess.run([str(w) for w in words], cwd=cwd or self.top, input=stdin, env={**self.env, **(env or {})},
                              capture_output=True, text=True, errors='replace', timeout=SECONDS)
        result = Result(done)
        need(good is None or done.returncode in good, f'{words}: {result}')
        need(not SANITIZER.search(done.stderr.encode()), result)
        return result

    def repository(self, name='repo', *options):
        self.run([GIT, 'init', '-q', *options, name])
        return Repository(self, self.top / name)


class Repository:
    def __init__(self, world, path):
        self.world, self.path = world, path

    def git(self, *words, **options):
        return self.world.run([GIT, *words], cwd=options.pop('cwd', self.path), **options)

    def onrecord(self, *words, **options):
        return self.world.run([self.world.program, *words], cwd=options.pop('cwd', self.path), **options)

    def hook(self, *words, **options):
        return self.onrecord('hook', *words, **options)

    def install(self, *words):
        return self.hook('install', '--profile', 'ap', *words)

    def write(self, name, text):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def add(self, name, text):
        self.write(name, text)
        self.git('add', '--', name)

    def commit(self, *words, **options):
        return self.git('commit', '-m', 'a change', *words, **options)

    def base(self, **files):
        """A first commit that no hook has seen."""
        for name, text in (files or {'draft.txt': GOOD}).items():
            self.add(name.replace('__', '/').replace('_txt', '.txt').replace('_md', '.md'), text)
        self.git('commit', '-q', '--no-verify', '--allow-empty', '-m', 'base')

    def note(self, revision='HEAD'):
        return self.git('notes', '--ref=onrecord', 'show', revision, good=None)

    def hooks(self):
        path = self.git('rev-parse', '--git-path', 'hooks').out.strip()
        return (self.path / path).resolve()

    def state(self):
        """All that a hook must leave alone: work tree, index, refs, objects, configuration."""
        found = {}
        for folder, folders, names in os.walk(self.path):
            folders.sort()
            for name in sorted(names):
                path = pathlib.Path(folder) / name
                found[str(path.relative_to(self.path))] = os.readlink(path) if path.is_symlink() else path.read_bytes()
        return found


def ready(world, *options):
    """A repository with a draft that is committed, and the hook."""
    repo = world.repository()
    repo.base()
    repo.install(*options)
    return repo


def blocked(result, *words):
    """A commit or a push that was stopped by findings, which are told."""
    need(result.rc != 0, f'it was not stopped: {result}')
    for word in words or ('[anonymous-bare]',):
        need(word in result.err, f'“{word}” is not told: {result}')
    need('stop it' in result.err or 'stops it' in result.err, f'no summary: {result}')
    return result


def passed(result, *words):
    need(result.rc == 0, f'it was stopped: {result}')
    for word in words:
        need(word in result.err, f'“{word}” is not told: {result}')
    return result


def run_all(tests, program, wanted=()):
    """Each test in a world of its own. A test is a function that takes one; its first line of text is its name."""
    tap = Tap()
    for test in tests:
        name = test.__doc__.strip().splitlines()[0] if test.__doc__ else test.__name__
        if wanted and test.__name__ not in wanted:
            continue
        if not GIT:
            tap.skip(name, 'there is no git')
            continue
        with tempfile.TemporaryDirectory(prefix='onrecord-git-') as folder:
            try:
                why = test(World(program, folder))
                if why:
                    tap.skip(name, why)
                else:
                    tap.check(name, [])
            except (Failed, subprocess.SubprocessError, OSError) as problem:
                tap.check(name, [problem, traceback.format_exc(limit=-2)])
    return tap.end()


def tests_of(module):
    return [value for name, value in vars(module).items() if name.startswith('test_')]


def main(name):
    """What every file of tests ends with: FILE PROGRAM [TEST…]"""
    if len(sys.argv) < 2:
        sys.exit('give the program: FILE PROGRAM [TEST…]')
    sys.exit(run_all(tests_of(sys.modules[name]), sys.argv[1], sys.argv[2:]))
