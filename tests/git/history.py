#!/usr/bin/env python3
"""A draft's versions, who brought in what, and the baseline of accepted findings."""
import csv
import io
import json
import os
import sys

from support import BAD, GOOD, OTHER, main, need

WORSE = 'The chief stole money from the city, an insider said.\n'


def commits(world, *texts):
    repo = world.repository()
    for number, text in enumerate(texts):
        repo.add('draft.txt', text)
        repo.git('-c', f'user.name=Author {number}', 'commit', '-q', '-m', f'version {number}',
                 env={'GIT_AUTHOR_DATE': f'2026-01-0{number + 1}T10:00:00+0200', 'GIT_AUTHOR_NAME': f'Author {number}'})
    return repo


def history(repo, *words, **options):
    return json.loads(repo.onrecord('history', '--format', 'json', *words, **options).out)['versions']


def blame(repo, *words, **options):
    return json.loads(repo.onrecord('blame', '--format', 'json', *words, **options).out)['entries']


def test_history(world):
    """history: score, sources and findings commit by commit; commits that leave the draft alone are not listed"""
    repo = commits(world, GOOD, GOOD + '\n' + BAD, GOOD + '\n' + OTHER)
    repo.add('other.txt', GOOD)
    repo.git('commit', '-q', '-m', 'another file')
    found = history(repo, 'draft.txt')
    need([v['subject'] for v in found] == ['version 2', 'version 1', 'version 0'], found)
    need([v['sources']['unnamed'] for v in found] == [0, 1, 0], found)
    need([v['findings']['warning'] > 0 for v in found] == [False, True, False], found)
    need(found[0]['score'] > found[1]['score'] and found[0]['date'] == '2026-01-03T10:00:00+02:00', found)
    need(len(history(repo, 'draft.txt', 'HEAD~2')) == 2, 'a revision is not heeded')


def test_renames(world):
    """history: renames are followed, also where the text changed on the way, and from any folder"""
    text = GOOD + '\n' + (OTHER + '\n') * 5
    repo = commits(world, text)
    repo.git('mv', 'draft.txt', 'second.txt')
    repo.git('commit', '-q', '-m', 'renamed')
    (repo.path / 'desk').mkdir()
    repo.git('mv', 'second.txt', 'desk/third.md')
    repo.add('desk/third.md', text + '\n' + BAD)
    repo.git('commit', '-q', '-m', 'renamed and changed')
    found = history(repo, 'third.md', cwd=repo.path / 'desk')
    need([v['path'] for v in found] == ['desk/third.md', 'second.txt', 'draft.txt'], found)
    need(blame(repo, 'desk/third.md')[0]['subject'] == 'renamed and changed', blame(repo, 'desk/third.md'))


def test_merges(world):
    """history: through merges, by the side that the draft came from"""
    repo = commits(world, GOOD)
    repo.git('checkout', '-q', '-b', 'side')
    repo.add('draft.txt', GOOD + '\n' + OTHER)
    repo.git('commit', '-q', '-m', 'on the side')
    repo.git('checkout', '-q', 'main')
    repo.add('other.txt', GOOD)
    repo.git('commit', '-q', '-m', 'elsewhere')
    repo.git('merge', '-q', '-m', 'merged', 'side')
    need([v['subject'] for v in history(repo, 'draft.txt')] == ['on the side', 'version 0'], history(repo, 'draft.txt'))


def test_formats(world):
    """history: a chart that fits its width, and CSV that a spreadsheet takes for no formula"""
    repo = commits(world, *[GOOD + '\n' + (BAD if i % 2 else OTHER) + f'\nIt was day {i}.\n' for i in range(9)])
    repo.add('draft.txt', GOOD)
    repo.git('commit', '-q', '-m', '=1+1, "quoted"')
    out = repo.onrecord('history', 'draft.txt').out
    need('█' in out and '10 versions' in out and max(len(line) for line in out.splitlines()) <= 100, out)
    rows = list(csv.DictReader(io.StringIO(repo.onrecord('history', '--format', 'csv', 'draft.txt').out)))
    need(len(rows) == 10 and rows[0]['subject'] == '\'=1+1, "quoted"' and rows[0]['unnamed'] == '0', rows[0])


def test_broken_version(world):
    """history: a version that cannot be read is listed as such"""
    repo = commits(world, GOOD, GOOD + OTHER)
    repo.add('draft.txt', 'Élodie said so.\n'.encode('latin-1'))
    repo.git('commit', '-q', '-m', 'latin')
    found = history(repo, 'draft.txt')
    need(found[0]['score'] is None and 'words' not in found[0] and found[1]['words'] > 0, found)
    need('could not be read' in repo.onrecord('history', 'draft.txt').out, 'it is not told')


def test_encoding(world):
    """history and blame: a draft in the encoding that .gitattributes name"""
    repo = world.repository()
    repo.add('.gitattributes', '*.txt encoding=windows-1252\n')
    repo.add('draft.txt', ('\xc9lodie Moreau, the treasurer, said so. ' + BAD).encode('windows-1252'))
    repo.git('commit', '-q', '-m', 'x')
    need(history(repo, 'draft.txt')[0]['sources'] == {'named': 1, 'unnamed': 1, 'others': 0}, history(repo, 'draft.txt'))
    entry = [e for e in blame(repo, 'draft.txt') if e.get('source') == 'a source'][0]
    data = (repo.path / 'draft.txt').read_bytes()
    need(data[slice(*entry['span'])] == b'a source', entry)


def test_cache(world):
    """history: analyzed versions are kept outside of the work tree; deleted, cut off or foreign ones do no harm"""
    repo = commits(world, GOOD, GOOD + '\n' + BAD, GOOD, GOOD + '\n' + OTHER)
    before = repo.state()
    first = history(repo, 'draft.txt')
    kept = list((world.home / '.cache/onrecord').glob('versions-*'))
    need(len(kept) == 1 and kept[0].stat().st_mode & 0o777 == 0o600, kept)
    need(kept[0].read_text().count('\nv ') + 1 == 3, 'a text that came back was analyzed twice')
    whole = kept[0].read_bytes()
    need(history(repo, 'draft.txt') == first and kept[0].read_bytes() == whole, 'it was analyzed anew')
    for broken in (whole[:-20], whole[30:], b'v 1 2\n' + whole, whole.replace(b'k anonymous', b'k anonymouse', 1), b'\0' * 99):
        kept[0].write_bytes(broken)
        need(history(repo, 'draft.txt') == first, 'a broken cache changes what is told')
    kept[0].unlink()
    need(history(repo, 'draft.txt') == first, 'it cannot be deleted')
    need(history(repo, 'draft.txt', env={'XDG_CACHE_HOME': '/dev/null/x', 'HOME': '/dev/null'}) == first, 'no cache')
    need(repo.state() == before, 'something was written to the repository')
    strict = history(repo, 'draft.txt', '--profile', 'ap')
    need(strict[2]['findings']['error'] > 0 and first[2]['findings']['error'] == 0, 'profiles share what is kept')


def test_cache_is_bounded(world):
    """history: a file of the cache that has grown too large begins afresh"""
    repo = commits(world, GOOD)
    history(repo, 'draft.txt')
    kept = next((world.home / '.cache/onrecord').glob('versions-*'))
    kept.write_bytes(b'x\n' * (16 << 20))
    history(repo, 'draft.txt')
    need(kept.stat().st_size < 10000, kept.stat().st_size)
    old = kept.with_name('versions-0123456789abcdef')
    old.write_text('')
    os.utime(old, (1, 1))
    history(repo, 'draft.txt')
    need(not old.exists(), 'what another program left a month ago is still there')


def test_blame(world):
    """blame: who brought in each unnamed source and each finding, though it was moved and reworded since"""
    repo = commits(world, GOOD, GOOD + '\n' + BAD, BAD.replace('took', 'has taken') + '\n' + GOOD,
                   BAD.replace('took', 'has taken') + '\n' + GOOD + '\n' + WORSE)
    found = blame(repo, 'draft.txt')
    who = {(e.get('source') or e.get('rule'), e['author']) for e in found}
    need(('a source', 'Author 1') in who and ('an insider', 'Author 3') in who, found)
    need(('anonymous-bare', 'Author 1') in who, found)
    out = repo.onrecord('blame', 'draft.txt').out
    need('unnamed source: a source' in out and 'Author 1' in out and '2026-01-02' in out, out)
    rows = list(csv.DictReader(io.StringIO(repo.onrecord('blame', '--format', 'csv', 'draft.txt').out)))
    need({r['author'] for r in rows if r['text'] == 'a source'} == {'Author 1'}, rows)


def test_blame_clean(world):
    """blame: a draft with nothing to tell says so"""
    repo = commits(world, GOOD)
    need('no unnamed source and no finding' in repo.onrecord('blame', 'draft.txt').out, 'nothing is told')


def test_brought_back(world):
    """blame: what was taken out and brought back is that of who brought it back"""
    repo = commits(world, GOOD + '\n' + BAD, GOOD, GOOD + '\n' + BAD)
    need({e['author'] for e in blame(repo, 'draft.txt') if e.get('source')} == {'Author 2'}, blame(repo, 'draft.txt'))


def test_not_there(world):
    """a file that git does not have, and one outside"""
    repo = commits(world, GOOD)
    need('has no file' in repo.onrecord('history', 'none.txt', good=(3,)).err, 'it is not told')
    need('which draft' in repo.onrecord('blame', good=(2,)).err, 'it is not told')
    need('no git repository' in world.run([world.program, 'history', 'x.txt'], good=(3,)).err, 'it is not told')


def check(repo, *words, **options):
    return repo.onrecord('check', '--profile', 'ap', *words, **options)


def test_baseline(world):
    """baseline: accepted findings are not told, new ones are, wherever the old ones have moved to"""
    repo = world.repository()
    repo.write('a.txt', BAD)
    repo.write('desk/b.txt', WORSE)
    result = check(repo, '--write-baseline', 'accepted.json', '.', good=None)
    need(result.rc == 0 and result.out == '' and 'findings accepted' in result.err, result)
    kept = (repo.path / 'accepted.json').read_text()
    need(list(json.loads(kept)['baseline']) == ['a.txt', 'desk/b.txt'], kept)
    need(check(repo, '--baseline', 'accepted.json', '.').out == '', 'an accepted finding is told')
    repo.write('a.txt', OTHER + '\n' + GOOD + '\n' + BAD.replace('took', 'has taken'))
    result = check(repo, '--baseline', 'accepted.json', '.')
    need(result.out == '', result)
    repo.write('a.txt', BAD + '\n' + WORSE)
    result = check(repo, '--baseline', 'accepted.json', '.', good=(1,))
    need('a.txt:3:38: error' in result.out and 'a.txt:1:39: error' not in result.out, result)
    need(check(repo, '--baseline', '../accepted.json', 'b.txt', cwd=repo.path / 'desk').out == '', 'it depends on the folder')


def test_baseline_pruned(world):
    """baseline: what was mended is taken out, so that it is told when it comes back; of drafts not seen nothing is"""
    repo = world.repository()
    repo.write('a.txt', BAD)
    repo.write('b.txt', WORSE)
    check(repo, '--write-baseline', 'accepted.json', '.', good=None)
    repo.write('a.txt', GOOD)
    need('were mended' in check(repo, '--baseline', 'accepted.json', 'a.txt').err, 'it is not told')
    kept = json.loads((repo.path / 'accepted.json').read_text())['baseline']
    need(list(kept) == ['b.txt'], kept)
    repo.write('a.txt', BAD)
    check(repo, '--baseline', 'accepted.json', '.', good=(1,))
    (repo.path / 'b.txt').unlink()
    check(repo, '--baseline', 'accepted.json', '.', good=(1,))
    need(json.loads((repo.path / 'accepted.json').read_text())['baseline'] == {}, 'a draft that is gone is kept')


def test_baseline_json(world):
    """baseline: JSON tells of each finding whether it is accepted"""
    repo = world.repository()
    repo.write('a.txt', BAD)
    check(repo, '--write-baseline', 'accepted.json', 'a.txt', good=None)
    repo.write('a.txt', BAD + '\n' + WORSE)
    found = json.loads(check(repo, '--baseline', 'accepted.json', '--format', 'json', 'a.txt', good=(1,)).out)['findings']
    need({f['accepted'] for f in found} == {True, False}, found)


def test_baseline_formats(world):
    """baseline: what is accepted stays out of the formats of build servers too"""
    repo = world.repository()
    repo.write('a.txt', BAD)
    check(repo, '--write-baseline', 'accepted.json', 'a.txt', good=None)
    repo.write('a.txt', BAD + '\n' + WORSE)
    for form in ('sarif', 'github', 'checkstyle', 'junit', 'gitlab', 'tap', 'markdown'):
        out = check(repo, '--baseline', 'accepted.json', '--format', form, 'a.txt', good=(1,)).out
        need('“an insider”' in out and '“a source”' not in out, (form, out[-3000:]))


def test_baseline_wrong(world):
    """baseline: one that is missing, broken or of another version is an error, never an empty one"""
    repo = world.repository()
    repo.write('a.txt', BAD)
    need('no such baseline' in check(repo, '--baseline', 'none.json', 'a.txt', good=(3,)).err, 'missing')
    for text, told in (('{', 'no JSON'), ('{"onrecord": 99, "baseline": {}}', 'write it anew'), ('[]', 'write it anew')):
        repo.write('b.json', text)
        need(told in check(repo, '--baseline', 'b.json', 'a.txt', good=(3,)).err, text)
        need((repo.path / 'b.json').read_text() == text, 'it was overwritten')
    repo.write('latin.txt', b'\xe9 said so.\n')
    result = check(repo, '--write-baseline', 'c.json', '.', good=(3,))
    need('was not written' in result.err and not (repo.path / 'c.json').exists(), result)
    need('leave one' in check(repo, '--baseline', 'b.json', '--write-baseline', 'b.json', 'a.txt', good=(2,)).err, 'both')


if __name__ == '__main__':
    sys.exit(main(__name__))
