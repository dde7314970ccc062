"""What the tests of editors share: a copy of the draft, a folder for a home, results to TAP."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EDITORS = ROOT / 'plugin/editors'
sys.path.insert(0, str(HERE.parent))
from debian import Missing, Suite  # noqa: E402, F401
from tap import Tap  # noqa: E402


class Bench:
    """program: onrecord; cache: where editors are unpacked; scratch: removed at the end."""

    def __init__(self):
        self.program, self.cache = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
        self.tap, self.folder = Tap(), tempfile.TemporaryDirectory(prefix='onrecord-editors-')
        self.scratch = pathlib.Path(self.folder.name).resolve()

    def place(self, name, kind='.txt'):
        """A folder of its own with a fresh copy of the draft. Returns the draft's path."""
        folder = self.scratch / name
        folder.mkdir()
        return pathlib.Path(shutil.copy(HERE / 'draft.txt', folder / f'draft{kind}'))

    def environment(self, draft, **more):
        """Of an editor: nothing of the user's, everything below the draft's folder."""
        home = draft.parent / 'home'
        home.mkdir(exist_ok=True)
        kept = {k: v for k, v in os.environ.items() if k in ('PATH', 'ASAN_OPTIONS', 'UBSAN_OPTIONS', 'TMPDIR')}
        return {**kept, 'HOME': str(home), 'LANG': 'C.UTF-8', 'LC_ALL': 'C.UTF-8', 'TERM': 'xterm-256color',
                'DRAFT': str(draft), 'ONRECORD': self.program, 'RESULTS': str(draft.parent / 'results'), **more}

    def report(self, name, command, environment, seconds=240):
        """Runs an editor that writes its results, and hands them on."""
        results = pathlib.Path(environment['RESULTS'])
        try:
            done = subprocess.run(command, env=environment, cwd=results.parent, stdin=subprocess.DEVNULL,
                                  capture_output=True, text=True, timeout=seconds, errors='replace')
            said = (done.stdout + done.stderr)[:1500]
        except subprocess.TimeoutExpired as problem:
            said = f'it did not end in {seconds} s: {problem.stdout} {problem.stderr}'
        lines = results.read_text(encoding='utf-8').splitlines() if results.exists() else []
        if not lines:
            self.tap.check(f'{name}: it runs', [said or 'no results'])
        for line in lines:
            state, what, told = (line.split('\t') + ['', ''])[:3]
            self.tap.check(f'{name}: {what}', [] if state == 'ok' else [told or 'no'])

    def editors(self, program, package, suites):
        """(name, command, tree or None): the editor that is installed, and those of Debian's suites."""
        installed = shutil.which(program)
        if installed:
            yield f'installed {program}', [installed], None
        for suite in suites:
            try:
                of = Suite(self.cache, suite)
                of.unpack(package)
                yield f'{program} of {suite}', of.command(f'bin/{program}'), of.tree
            except Missing as why:
                self.tap.skip(f'{program} of {suite}', str(why))

    def end(self):
        self.folder.cleanup()
        return self.tap.end()
