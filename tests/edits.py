"""Fixes of findings, carried out on a text."""


def overlap(a, b):
    """Whether two spans meet: insertions at one place do."""
    return a[0] <= b[1] and b[0] <= a[1]


def chosen(findings):
    """The edits of the findings that have some, whole fixes only, the first where two meet; in order."""
    taken = []
    for finding in findings:
        edits = finding['fix']['edits'] if finding['fix'] else []
        if not any(overlap(e['span'], t['span']) for e in edits for t in taken):
            taken += edits
    return sorted(taken, key=lambda e: e['span'])


def fixed(text, findings):
    """The text with the fixes of the findings."""
    data = text.encode()
    for edit in reversed(chosen(findings)):
        data = data[:edit['span'][0]] + edit['text'].encode() + data[edit['span'][1]:]
    return data.decode()
