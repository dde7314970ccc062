"""What the tests of the language server share: a case is a function, its docstring the test's name."""
import pathlib
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from client import Client, Closed  # noqa: E402
from tap import SANITIZER, Tap  # noqa: E402

DRAFTS = pathlib.Path(__file__).resolve().parents[1] / 'drafts'
CASES = []


def case(function):
    CASES.append(function)
    return function


class Skip(Exception):
    """The machine lacks what a case needs."""


class House:
    """Starts servers for one case and sees that none of them broke."""

    def __init__(self, program):
        self.program, self.clients = program, []
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)

    def start(self, *arguments, **options):
        """A server that has not been told anything. Its cache lies in the case's folder."""
        env = {'XDG_CACHE_HOME': str(self.path / 'cache'), **options.pop('env', {})}
        self.clients.append(Client([self.program, 'lsp', *arguments], env=env, **options))
        return self.clients[-1]

    def server(self, capabilities=None, answers=None, arguments=(), **params):
        """A server that is initialized."""
        client = self.start(*arguments, answers=answers)
        client.initialized = client.initialize(capabilities, **params)
        return client

    def close(self):
        """Ends what still runs. Returns what was wrong with it."""
        problems = []
        for client in self.clients:
            running = client.process.poll() is None
            if running:
                try:
                    client.process.stdin.close()
                except OSError:
                    pass
                client.ended()
            if SANITIZER.search(client.stderr) or client.process.returncode not in (0, 1, 2, 3):
                problems.append(f'exit status {client.process.returncode}\n{client.stderr.decode("utf-8", "replace")[-3000:]}')
        self.folder.cleanup()
        return problems


def same(what, found, wanted):
    """A problem where two values differ."""
    return [] if found == wanted else [f'{what}: {found!r} in place of {wanted!r}']


def run(program):
    tap = Tap()
    for function in CASES:
        house, name = House(program), function.__doc__.strip().rstrip('.')
        try:
            problems = list(function(house) or [])
        except Skip as why:
            tap.skip(name, str(why))
            house.close()
            continue
        except (Exception, Closed):
            problems = [traceback.format_exc()]
        tap.check(name, problems + house.close())
    return tap.end()


def main():
    return run(sys.argv[1])


URI = 'file:///drafts/mayor.txt'
DOCUMENT = {'textDocument': {'uri': URI}}
TEXT = ('Port to be sold, Hollin council told\n'
        'By Ana Ruiz\n'
        'HOLLIN – The port of Hollin will be sold before the summer, people familiar with the matter said.\n'
        'They said the buyer had been chosen in March. “It is done,” the people said.\n'
        'Mayor Tom Baker denied it. “There is no buyer,” Baker told reporters. “They said, ‘Sell it,’ and I said no.”\n'
        'The Hollin Gazette reported in April that two banks had been hired. Baker’s office declined to comment.\n')
