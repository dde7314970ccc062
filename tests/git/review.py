#!/usr/bin/env python3
"""What a change does to the sourcing: onrecord review and onrecord diff."""
import json
import sys

from support import BAD, GOOD, OTHER, main, need

OLD = '''Maria Lopez, the city treasurer, said the budget was balanced. "We have paid every bill since March," she said.

The bridge will close in May, according to people familiar with the matter.

John Doe, the fire chief, said the station would be rebuilt next year.
'''
NEW = '''A city official said the budget was balanced. "We have paid nearly every bill since March," she said.

The bridge will close in May, according to people familiar with the plan.

Ann Mayes, a lawyer for the builder, said the charge would fail in court.
'''


def ready(world, old=OLD, new=NEW):
    repo = world.repository()
    repo.base(draft_txt=old)
    repo.add('draft.txt', new)
    return repo


def reviewed(repo, *words, **options):
    return json.loads(repo.onrecord('review', '--format', 'json', *words, **options).out)


def events(draft):
    return {(s['event'], (s['before'] or {}).get('label', '').split(',')[0], (s['after'] or {}).get('label', '').split(',')[0])
            for s in draft['sources']}


def test_sources(world):
    """sources gained and lost, a name that became anonymous, a source that is described otherwise"""
    draft = reviewed(ready(world), '--staged')['drafts'][0]
    need(events(draft) == {('anonymous', 'Maria Lopez', 'A city official'), ('lost', 'John Doe', ''),
                           ('gained', '', 'Ann Mayes'),
                           ('described', 'people familiar with the matter', 'people familiar with the plan')}, draft)
    back = reviewed(ready_back(world), '--staged')['drafts'][0]
    need(('named', 'A city official', 'Maria Lopez') in events(back), back)


def ready_back(world):
    repo = world.repository('back')
    repo.base(draft_txt=NEW)
    repo.add('draft.txt', OLD)
    return repo


def test_quotations(world):
    """words changed inside quotation marks are told word by word; other marks and line breaks are no change"""
    repo = ready(world)
    altered = reviewed(repo, '--staged')['drafts'][0]['quotations']
    need([(a['before'], a['after']) for a in altered['altered']]
         == [('"We have paid every bill since March,"', '"We have paid nearly every bill since March,"')], altered)
    need('[+nearly+]' in repo.onrecord('review', '--staged').out, 'it is not shown')
    repo.add('draft.txt', OLD.replace('"We', '“We').replace('March,"', 'March,”').replace('every bill', 'every\nbill'))
    quotations = reviewed(repo, '--staged')['drafts'][0]['quotations']
    need(quotations == {'altered': [], 'added': 0, 'dropped': 0}, quotations)
    repo.add('draft.txt', OLD.replace('"We have paid every bill since March," she said.', ''))
    need(reviewed(repo, '--staged')['drafts'][0]['quotations']['dropped'] == 1, 'a quotation that went is not counted')


def test_findings_and_score(world):
    """findings new and mended, score before and after; what stayed is a number"""
    repo = ready(world)
    draft = reviewed(repo, '--staged')['drafts'][0]
    need(draft['score']['before'] > draft['score']['after'], draft['score'])
    need('A city official' in json.dumps(draft['findings']['new']), draft['findings'])
    need('familiar' not in json.dumps(draft['findings']), 'a finding that was reworded is told as new or mended')
    need(draft['findings']['kept'] >= 2, draft['findings'])
    repo.git('commit', '-q', '-m', 'x')
    repo.add('draft.txt', OLD)
    mended = reviewed(repo, '--staged')['drafts'][0]['findings']
    need('A city official' in json.dumps(mended['mended']) and not mended['new'], mended)


def test_moved(world):
    """paragraphs that only moved change nothing"""
    repo = ready(world, OLD, '\n\n'.join(reversed(OLD.rstrip('\n').split('\n\n'))) + '\n')
    draft = reviewed(repo, '--staged')['drafts'][0]
    need(not draft['sources'] and not draft['quotations']['altered'], draft)


def test_sides(world):
    """no word, --staged, REV, REV..REV, REV...REV and --since each take the change they name"""
    repo = world.repository()
    repo.base(a_txt=GOOD)
    repo.git('checkout', '-q', '-b', 'side')
    repo.add('b.txt', GOOD)
    repo.git('commit', '-q', '-m', 'b')
    repo.git('checkout', '-q', 'main')
    repo.add('c.txt', OTHER * 3)
    repo.git('commit', '-q', '-m', 'c')
    repo.git('checkout', '-q', 'side')
    repo.add('d.txt', GOOD)
    repo.write('e.txt', GOOD)

    def paths(*words, **options):
        return [(d['status'], d['path']) for d in reviewed(repo, *words, **options)['drafts']]
    need(paths() == [('A', 'd.txt'), ('A', 'e.txt')], paths())
    need(paths('--staged') == [('A', 'd.txt')], paths('--staged'))
    need(paths('HEAD') == [('A', 'b.txt')], paths('HEAD'))
    need(paths('main..side') == [('A', 'b.txt'), ('D', 'c.txt')], paths('main..side'))
    need(paths('main...side') == [('A', 'b.txt')], paths('main...side'))
    need(paths('main..') == paths('main..HEAD'), paths('main..'))
    need(paths('--since', 'main') == [('A', 'b.txt')], paths('--since', 'main'))
    need(paths('main~1') == [('A', 'a.txt')], paths('main~1'))
    need(paths('main..side', 'c.txt') == [('D', 'c.txt')], paths('main..side', 'c.txt'))
    need(paths('d.txt') == [('A', 'd.txt')], paths('d.txt'))
    (repo.path / 'desk').mkdir()
    need(paths('../d.txt', cwd=repo.path / 'desk') == [('A', 'd.txt')], 'a path is not seen from where one is')


def test_rename(world):
    """a renamed draft is compared with what it was"""
    repo = world.repository()
    repo.base(old_txt=OLD)
    repo.git('mv', 'old.txt', 'new.txt')
    draft = reviewed(repo, '--staged')['drafts'][0]
    need(draft['status'] == 'R' and draft['old_path'] == 'old.txt' and not draft['sources'], draft)


def test_skipped(world):
    """what is not looked into is told, and what cannot be read makes the exit status 3"""
    repo = world.repository()
    repo.base()
    repo.add('big.txt', b'\0' * 100)
    need(reviewed(repo, '--staged')['drafts'][0]['skipped'] == 'binary', 'it is not told')
    repo.add('latin.txt', 'Élodie said so.\n'.encode('latin-1'))
    result = repo.onrecord('review', '--staged', good=(3,))
    need('latin.txt' in result.err and 'latin.txt' in result.out and 'big.txt' in result.out, result)


def test_encodings(world):
    """the work tree's encoding and the blob's are told apart"""
    repo = world.repository()
    repo.add('.gitattributes', '*.txt working-tree-encoding=UTF-16LE\n*.md encoding=windows-1252\n')
    repo.add('a.txt', OLD.encode('utf-16-le'))
    repo.add('b.md', OLD.replace('Lopez', 'López').encode('windows-1252'))
    repo.git('commit', '-q', '-m', 'x')
    repo.write('a.txt', NEW.encode('utf-16-le'))
    repo.write('b.md', OLD.replace('Lopez', 'López').replace('"We have', '"We never have').encode('windows-1252'))
    a, b = reviewed(repo)['drafts']
    need(('anonymous', 'Maria Lopez', 'A city official') in events(a), a)
    need(not b['sources'] and len(b['quotations']['altered']) == 1, b)


def test_fail_on(world):
    """--fail-on: new findings make the exit status 1, older ones do not"""
    repo = world.repository()
    repo.base(draft_txt=BAD)
    repo.add('draft.txt', BAD + '\n' + OTHER)
    repo.onrecord('review', '--staged', '--profile', 'ap', '--fail-on', 'error')
    repo.add('draft.txt', BAD + '\nThe chief stole money, an insider said.\n')
    repo.onrecord('review', '--staged', '--profile', 'ap', '--fail-on', 'error', good=(1,))
    repo.onrecord('review', '--staged', '--profile', 'ap')


def test_unchecked_commits(world):
    """commits that the hook did not check are named"""
    repo = world.repository()
    repo.base()
    repo.install()
    repo.add('draft.txt', GOOD + OTHER)
    repo.git('commit', '-q', '--no-verify', '-m', 'in a hurry')
    result = repo.onrecord('review', 'HEAD')
    need('was not checked before the commit: in a hurry' in result.out, result)
    need(reviewed(repo, 'HEAD~1..HEAD')['commits'][0]['checked'] is False, 'JSON does not tell')
    need('was not checked' in repo.onrecord('review', 'HEAD', '--format', 'markdown').out, 'Markdown does not tell')


def test_markdown(world):
    """markdown: a table of drafts, and nothing of a draft is taken for markup; long lists are cut"""
    repo = ready(world, OLD, NEW.replace('A city official', 'A <b>city</b> *official*'))
    repo.add('a|b.txt', ''.join(f'The mayor took bribes from builder {i}, a source said.\n\n' for i in range(40)))
    out = repo.onrecord('review', '--staged', '--format', 'markdown').out
    need('| a\\|b.txt |' in out and '<b>' not in out and ' *official*' not in out, out)
    need('<ins>nearly</ins>' in out and 'more new findings' in out, out)
    need(out.count('line ') < 40, 'the list is not cut')


def test_sarif(world):
    """sarif: rule, place and a fingerprint that does not move with the lines"""
    repo = world.repository()
    repo.base()
    repo.add('a draft.txt', BAD)

    def results():
        log = json.loads(repo.onrecord('review', '--staged', '--format', 'sarif', '--profile', 'ap').out)
        need(log['version'] == '2.1.0', log)
        rules = {r['id'] for r in log['runs'][0]['tool']['driver']['rules']}
        found = log['runs'][0]['results']
        need(found and all(r['ruleId'] in rules for r in found), found)
        return [(r['ruleId'], r['locations'][0]['physicalLocation'], r['partialFingerprints']) for r in found]
    one = results()
    need(one[0][1]['artifactLocation']['uri'] == 'a%20draft.txt', one)
    repo.add('a draft.txt', OTHER + '\n' + BAD)
    two = results()
    bare = [[p for r, _, p in found if r == 'anonymous-bare'] for found in (one, two)]
    need(bare[0] and bare[0] == bare[1], (one, two))
    need(one[0][1]['region']['startLine'] + 2 == [t for t in two if t[0] == one[0][0]][0][1]['region']['startLine'], two)


def test_bare(world):
    """a bare repository: commits are compared, a work tree is asked for in vain"""
    repo = ready(world)
    repo.git('commit', '-q', '-m', 'x')
    world.run(['git', 'clone', '-q', '--bare', 'repo', 'bare'])
    draft = json.loads(world.run([world.program, 'review', '--format', 'json', 'HEAD'], cwd=world.top / 'bare').out)['drafts'][0]
    need(('lost', 'John Doe', '') in events(draft), draft)
    need('no work tree' in world.run([world.program, 'review'], cwd=world.top / 'bare', good=(3,)).err, 'it is not told')


def test_diff(world):
    """diff A B does the same for two files, or for what is piped in"""
    repo = world.repository()
    repo.write('a.txt', OLD)
    repo.write('b.txt', NEW)
    out = repo.onrecord('diff', 'a.txt', 'b.txt').out
    need('became anonymous' in out and 'Maria Lopez' in out and '[+nearly+]' in out, out)
    piped = repo.onrecord('diff', '--stdin-filename', 'a.txt', '-', 'b.txt', stdin=OLD).out
    need(piped.splitlines()[2:] == out.splitlines()[2:], piped)
    need('diff takes two' in repo.onrecord('diff', 'a.txt', good=(2,)).err, 'one file is enough')
    repo.onrecord('diff', 'a.txt', 'none.txt', good=(3,))
    repo.write('c.txt', GOOD)
    need('its sourcing is as it was' in repo.onrecord('diff', 'c.txt', 'c.txt').out, 'the same draft differs')


def test_wrong_words(world):
    """a wrong revision, two sides at once, an unknown format"""
    repo = ready(world)
    need('names no commit' in repo.onrecord('review', 'nothing..HEAD', good=(3,)).err, 'a wrong revision')
    need('leave one out' in repo.onrecord('review', '--staged', '--since', 'HEAD', good=(2,)).err, 'two sides')
    need('has no format' in repo.onrecord('review', '--format', 'html', good=(2,)).err, 'a format')
    need('no file here and names no commit' in repo.onrecord('review', 'nothing.txt', good=(3,)).err, 'a wrong path')
    need('no file here and names no commit' in repo.onrecord('review', 'HEAD~99', good=(3,)).err, 'too far back')
    need('files and folders only' in repo.onrecord('review', '--staged', 'HEAD', good=(3,)).err, 'staged, and a revision')
    need('lies outside' in repo.onrecord('review', '/etc/passwd', good=(3,)).err, 'a path elsewhere')


if __name__ == '__main__':
    sys.exit(main(__name__))
