"""Drafts the tests of output formats are held against, some of them out to break the format."""

ORDINARY = '''\
Mayor weighs resignation

The mayor is weighing whether to resign, people familiar with the matter said, asking not to be identified because they feared for their jobs. “He is done,” said Ana Ruiz, a council member. “We all know it.”

Sources said the party had already picked a successor. The plan was first reported by The Daily Gazette.

The treasurer, Tom Baker, said that the judge had said the case was closed.

A spokesman for the mayor declined to comment. The council did not respond to a request for comment.
'''

PLAIN = 'The tram left the depot at noon. It was back by one.\n'

HOSTILE = '''\
</style></script><script>document.title = "owned"</script>

<img src=x onerror="document.title='owned'"> is what sources said. “</p></title>&lt;b&gt; ]]> <!-- ' " `,” said
Ana <b>Ruiz</b> of "Smith & Sons", who asked not to be named because of \u202ethe risk\u202c.

\u200fמקורות\u200f said the port is sold, an official \u2067said\u2069. %0A::error::owned

=SUM(A1), |a|b and [link](javascript:alert(1)) will be sold to the port, people familiar with the matter said.

-The council would vote on Friday, Mayor Ana Ruiz said.
'''

# The names are as they are to be: markup, separators, percent signs, a byte that is no text.
NAMES = [b'ordinary.txt', b'a,b:c%#d.txt', b'<i>&"\'x.md', b'caf\xc3\xa9 \xe2\x80\xae.txt', b'no\xfftext.txt']
TEXTS = [ORDINARY, ORDINARY.replace('\n', '\r\n'), HOSTILE, '\ufeff' + ORDINARY.replace('Ana', '\U0001f600 Ána'),
         ORDINARY]
