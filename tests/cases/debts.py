"""Lists of what is known not to be met yet, each on a line of its own; a test that meets one fails."""


class Debts:
    """The lines of a file of debts; ask() tells whether something is owed, unused() what nobody asked of."""

    def __init__(self, path):
        self.lines = []
        if path.exists():
            text = path.read_text(encoding='utf-8')
            self.lines = [l.strip() for l in text.splitlines() if l.strip() and not l.startswith('#')]
        self.asked = set()

    def ask(self, key):
        """The reason a test may fail for, or None."""
        key = ' '.join(key.split())
        self.asked.add(key)
        return 'known debt' if key in self.lines else None

    def report(self, tap, name):
        """One result more: every debt is of a test that exists, and none stands twice."""
        problems = [f'no test is called: {l}' for l in self.lines if l not in self.asked]
        problems += [f'twice: {l}' for l in sorted({l for l in self.lines if self.lines.count(l) > 1})]
        tap.check(f'{name} holds debts of tests that exist', problems)


def write(path, head, keys):
    """Writes the debts anew; head is the comment above them."""
    lines = [f'# {line}' for line in head.strip().splitlines()] + [' '.join(k.split()) for k in keys]
    path.write_text('\n'.join(lines) + '\n', encoding='utf-8')
