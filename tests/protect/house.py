"""A home of its own for each test, with a ledger in it."""
import os
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tap import SANITIZER  # noqa: E402
import terminal  # noqa: E402

ASKS = b'phrase (not shown): '
AGAIN = b'once more: '
# Made up; it must show up nowhere.
NAME = 'Zdravka Quillfeather'
FORMS = ['Zdravka', 'Quillfeather', 'zdravka', 'quillfeather', 'ZDRAVKA', 'QUILLFEATHER', 'zdravkaquillfeather',
         'quillfeatherzdravka', 'zquillfeather']


def absolute(path):
    return str(pathlib.Path(path).resolve())


class Home:
    """A reporter's home folder and the program in it. Used with `with`."""

    def __init__(self, program):
        self.program = absolute(program)

    def __enter__(self):
        self.temporary = tempfile.TemporaryDirectory(prefix='onrecord-protect-')
        self.path = pathlib.Path(self.temporary.name).resolve() / 'home'
        self.path.mkdir()
        self.environment = {
            'HOME': str(self.path), 'PATH': os.environ.get('PATH', '/usr/bin:/bin'),
            'LC_ALL': 'C.UTF-8', 'TERM': 'dumb',
            'GIT_CONFIG_NOSYSTEM': '1', 'GIT_CONFIG_GLOBAL': '/dev/null',
            'GIT_AUTHOR_NAME': 'A', 'GIT_AUTHOR_EMAIL': 'a@x', 'GIT_COMMITTER_NAME': 'A', 'GIT_COMMITTER_EMAIL': 'a@x',
            **{k: v for k, v in os.environ.items() if k in ('ASAN_OPTIONS', 'UBSAN_OPTIONS')}}
        self.said = ''  # all that the program ever wrote
        return self

    def __exit__(self, *_):
        subprocess.run(['chmod', '-R', 'u+rwx', str(self.path)], check=False)
        self.temporary.cleanup()

    @property
    def ledger(self):
        return self.path / '.local/share/onrecord/protect/ledger'

    @property
    def key(self):
        return self.path / '.local/state/onrecord/protect/key'

    def note(self, status, out, err):
        self.said += out + err
        if SANITIZER.search(err.encode(errors='replace')):
            raise SystemExit(f'a sanitizer reports:\n{err}')
        return status, out, err

    def run(self, *words, stdin='', folder=None, **environment):
        """protect and these words, without a terminal: status, output, errors."""
        result = subprocess.run([self.program, 'protect', *words], input=stdin, capture_output=True, text=True,
                                errors='replace', cwd=folder or self.path, env={**self.environment, **environment},
                                start_new_session=True, timeout=120)
        return self.note(result.returncode, result.stdout, result.stderr)

    def type(self, words, answers, folder=None, before=(), **environment):
        """protect and these words on a terminal; answers are (question, text)."""
        status, out, err, shown = terminal.run([*before, self.program, 'protect', *words],
                                               {**self.environment, **environment}, folder or self.path, answers)
        self.shown = shown.decode(errors='replace')
        self.said += self.shown
        return self.note(status, out, err)

    def add(self, label, name=NAME, again=None, more=(), before=(), **environment):
        name, again = (x.encode() for x in (name, name if again is None else again))
        return self.type(['add', *more, label], [(ASKS, name), (AGAIN, again)], before=before, **environment)

    def labels(self):
        return [line.rsplit(' (', 1)[0] for line in self.run('list')[1].splitlines()]

    def git(self, *words, folder):
        result = subprocess.run(['git', *words], cwd=folder, env=self.environment, capture_output=True, text=True)
        if result.returncode:
            raise SystemExit(f'git {words}: {result.stderr}')
        return result.stdout


def differs(what, want, got):
    """A list of problems: none where both are the same."""
    return [] if want == got else [f'{what}: {got!r}, not {want!r}']


def lacks(text, *parts):
    return [f'“{part}” is not in: {text}' for part in parts if part not in text]


def holds(text, *parts):
    return [f'“{part}” is in: {text}' for part in parts if part in text]
