"""Words of a draft and where they stand, in bytes."""
import re


class Bad(Exception):
    """A line of a test is wrong: it fails whatever the program finds."""


def overlaps(a, b):
    return a[0] < b[1] and b[0] < a[1]


def normal(text):
    return ' '.join(text.split())


def pattern(words):
    """White space in words stands for any white space; words do not begin or end inside others."""
    body = r'\s+'.join(re.escape(word) for word in words.split())
    first = r'(?<!\w)' if re.match(r'\w', words) else ''
    last = r'(?!\w)' if re.search(r'\w$', words) else ''
    return re.compile(first + body + last)


class Draft:
    """The bytes of a draft with what words stand where."""

    def __init__(self, data):
        self.bytes = data
        self.text = data.decode('utf-8')

    def slice(self, span):
        return self.bytes[span[0]:span[1]].decode('utf-8', 'replace')

    def span(self, match):
        before = len(self.text[:match.start()].encode())
        return before, before + len(match.group().encode())

    def find(self, words):
        """The span of words that stand once, or of `WORDS #n`, the n-th time they stand there."""
        words = words.strip()
        numbered = re.fullmatch(r'(.*\S)\s+#(\d+)', words, re.S)
        wanted = numbered.group(1) if numbered else words
        if not wanted:
            raise Bad('words are missing')
        matches = list(pattern(wanted).finditer(self.text))
        if not matches:
            raise Bad(f'“{wanted}” does not stand in the draft')
        if numbered:
            number = int(numbered.group(2))
            if not 1 <= number <= len(matches):
                raise Bad(f'“{wanted}” stands {len(matches)} times in the draft, not {number}')
            return self.span(matches[number - 1])
        if len(matches) > 1:
            raise Bad(f'“{wanted}” stands {len(matches)} times in the draft: write “{wanted} #1” or #2 …')
        return self.span(matches[0])

    def require(self, words):
        """Holds that words stand somewhere in the draft."""
        if not pattern(words).search(self.text):
            raise Bad(f'“{words}” does not stand in the draft')
