#!/usr/bin/env python3
"""A project's .onrecord under git: in the hooks, on a server, in review, history and blame."""
import json
import sys

from support import BAD, GOOD, OTHER, blocked, main, need, passed

JARGON = 'id: our-jargon\ntitle: A word that our readers do not use\nkind: text-words\nlist: our-jargon\nseverity: E\n' \
    'message: “{words}” is jargon.\nwhy: The style guide of our house.\nfix: Say what it is.\n' \
    'flag: The [[stakeholders]] met on Monday.\npass: The residents met on Monday.\n'
PLAIN = 'The stakeholders met on Monday.\n'
STRICT = '[rule "anonymous-bare"]\n\tseverity = error\n'
MILD = '[rule "anonymous-bare"]\n\tseverity = off\n'
HOUSE = '[onrecord]\n\trules = newsroom\n\twords = newsroom\n'


def project(world, text, *options, **files):
    """A repository with an .onrecord in its first commit, and a hook that is installed without a profile."""
    repo = world.repository()
    if text:
        repo.add('.onrecord', text)
    repo.base(**files)
    repo.hook('install', *options)
    return repo


def newsroom(repo):
    repo.add('newsroom/our-jargon.rule', JARGON)
    repo.add('newsroom/our-jargon.txt', 'stakeholders\n')


def serving(world, text, *options):
    """A bare repository that checks what arrives, and a clone that has been pushed to it once."""
    there = world.repository('there', '--bare')
    repo = world.repository()
    if text:
        repo.add('.onrecord', text)
    newsroom(repo)
    repo.base()
    repo.git('remote', 'add', 'origin', str(there.path))
    repo.git('push', '-q', 'origin', 'main')
    there.hook('install', '--pre-receive', *options)
    return repo, there


def push(repo, *words):
    return repo.git('push', 'origin', *(words or ('main',)), good=None)


def add(repo, name, text):
    repo.add(name, text)
    repo.git('commit', '-q', '--no-verify', '-m', name)


def test_severity(world):
    """.onrecord: a severity of its own stops a commit, and another one lets it pass"""
    repo = project(world, None)
    repo.add('bad.txt', BAD)
    passed(repo.commit())
    repo.write('.onrecord', STRICT)
    repo.add('bad.txt', BAD + '\n' + BAD.replace('builder', 'banker'))
    blocked(repo.commit(good=None), '[anonymous-bare]')


def test_profile_and_options(world):
    """.onrecord: its profile decides, and the options that the hook was installed with win over it"""
    repo = project(world, '[onrecord]\n\tprofile = ap\n')
    repo.add('bad.txt', BAD)
    blocked(repo.commit(good=None), '[anonymous-bare]')
    need('no rule of the profile' not in repo.hook('install').out, 'install does not know what the file says')
    repo.hook('install', '--profile', 'default')
    passed(repo.commit())


def test_user_file(world):
    """.onrecord: the user's own file holds where the project says nothing, and the project's wins"""
    repo = project(world, None)
    own = world.home / '.config/onrecord/config'
    own.parent.mkdir(parents=True)
    own.write_text('[onrecord]\n\tprofile = ap\n')
    repo.add('bad.txt', BAD)
    blocked(repo.commit(good=None))
    repo.write('.onrecord', '[onrecord]\n\tprofile = default\n')
    passed(repo.commit())


def test_nearest(world):
    """.onrecord: each draft goes by the nearest one above it, as the work tree has it, staged or not"""
    repo = project(world, MILD)
    repo.write('desk/.onrecord', STRICT)
    repo.add('desk/city/bad.txt', BAD)
    repo.add('other/bad.txt', BAD)
    result = blocked(repo.commit(good=None), 'desk/city/bad.txt:1:')
    need('other/bad.txt' not in result.err, result)
    need('desk/.onrecord' in repo.git('status', '--porcelain', '-uall').out, 'the hook staged it')


def test_own_rules(world):
    """.onrecord: rules and words of the newsroom's own stop a commit; its lists are no drafts"""
    repo = project(world, HOUSE)
    newsroom(repo)
    passed(repo.commit())
    need(repo.note().rc != 0, 'a list of words is noted as an unchecked draft')
    repo.add('bad.txt', PLAIN)
    blocked(repo.commit(good=None), '[our-jargon]')


def test_exclude_include(world):
    """.onrecord: what exclude names is passed over, what include names is a draft; neither is noted"""
    repo = project(world, STRICT + '[onrecord]\n\texclude = old\n\tinclude = *.news\n\tinclude = old\n')
    repo.add('old/bad.txt', BAD)
    repo.add('good.news', GOOD)
    passed(repo.commit(), '1 draft checked')
    need(repo.note().rc != 0, 'what is excluded is noted as unchecked')
    repo.add('bad.news', BAD)
    blocked(repo.commit(good=None), 'bad.news:1:')


def test_wrong_file(world):
    """.onrecord: a wrong one stops the commit with file, line and remedy; the commit that mends it passes"""
    repo = project(world, '[onrecord]\n\tprofil = ap\n')
    repo.add('good.txt', OTHER)
    result = repo.commit(good=None)
    need(result.rc != 0 and '.onrecord:2: there is no key profil; did you mean profile?' in result.err, result)
    need('the hook will stop at it' in repo.hook('install').err, 'install does not tell')
    repo.git('reset', '-q')
    repo.add('.onrecord', STRICT)
    passed(repo.commit())
    repo.add('good.txt', OTHER)
    passed(repo.commit())


def test_pre_push(world):
    """.onrecord: a push is held to it as well, from a subfolder too"""
    there = world.repository('there', '--bare')
    repo = project(world, STRICT, '--pre-push')
    repo.git('remote', 'add', 'origin', str(there.path))
    passed(push(repo))
    add(repo, 'desk/bad.txt', BAD)
    blocked(repo.git('push', 'origin', 'main', cwd=repo.path / 'desk', good=None), 'desk/bad.txt:1:')


def test_server(world):
    """.onrecord on a server: that of the trusted branch holds, with the rules and words it names"""
    repo, _ = serving(world, HOUSE + STRICT)
    add(repo, 'bad.txt', PLAIN)
    blocked(push(repo), '[our-jargon]')
    repo.git('reset', '-q', '--hard', 'HEAD~1')
    add(repo, 'desk/bad.txt', BAD)
    blocked(push(repo), '[anonymous-bare]')
    repo.git('reset', '-q', '--hard', 'HEAD~1')
    add(repo, 'good.txt', OTHER)
    passed(push(repo), '1 draft checked')


def test_server_pushed(world):
    """.onrecord on a server: one that is pushed cannot switch rules off, whatever folder or branch it is in"""
    repo, there = serving(world, HOUSE + STRICT)
    add(repo, '.onrecord', MILD)
    add(repo, 'desk/.onrecord', MILD + '[onrecord]\n\texclude = *\n')
    repo.git('rm', '-q', '-r', 'newsroom')
    add(repo, 'desk/bad.txt', BAD)
    add(repo, 'bad.txt', PLAIN)
    blocked(push(repo), '[our-jargon]', '[anonymous-bare]')
    blocked(push(repo, 'main:refs/heads/side'), '[our-jargon]', '[anonymous-bare]')
    (there.path / '.onrecord').write_text(MILD)  # a bare repository's folder is no work tree
    blocked(push(repo), '[our-jargon]', '[anonymous-bare]')


def test_server_trusted(world):
    """.onrecord on a server: --trusted names whose it is; once it is accepted there, it holds"""
    repo, there = serving(world, STRICT, '--trusted', 'house')
    there.git('branch', 'house', 'main')
    add(repo, 'bad.txt', BAD)
    blocked(push(repo))
    repo.git('reset', '-q', '--hard', 'HEAD~1')
    add(repo, '.onrecord', MILD)
    passed(push(repo))  # of main, which is not trusted
    add(repo, 'bad.txt', BAD)
    blocked(push(repo))
    passed(push(repo, 'main~1:house'))
    passed(push(repo))


def test_server_work_tree(world):
    """.onrecord on a server: a repository with a work tree goes by the branch, too"""
    there = world.repository('there')
    there.add('.onrecord', STRICT)
    there.base()
    there.hook('install', '--pre-receive')
    there.write('.onrecord', MILD)
    world.run(['git', 'clone', '-q', there.path, 'repo'])
    repo = type(there)(world, world.top / 'repo')
    add(repo, 'bad.txt', BAD)
    blocked(push(repo, 'main:side'))


def test_server_includes(world):
    """.onrecord on a server: what it includes is read from the branch; what leads out of it is refused with a remedy"""
    repo, _ = serving(world, '[include]\n\tpath = house/../newsroom/./house.ini\n')
    add(repo, 'newsroom/house.ini', STRICT)
    passed(push(repo))
    add(repo, 'bad.txt', BAD)
    blocked(push(repo))
    for path in ('/etc/house', '../house', '~/house'):
        for key in ('[include]\n\tpath', '[onrecord]\n\trules'):
            repo.git('reset', '-q', '--hard', 'origin/main')
            add(repo, '.onrecord', f'{key} = {path}\n')
            passed(push(repo))
            add(repo, 'good.txt', OTHER)
            result = push(repo)
            need(result.rc != 0 and 'HEAD:.onrecord:2: ' in result.err and 'leads out of what is committed' in result.err,
                 result)
            repo.git('reset', '-q', '--hard', 'origin/main')
            add(repo, '.onrecord', STRICT)
            passed(push(repo))  # what mends it touches no draft


def test_server_wrong(world):
    """.onrecord on a server: a wrong one in the branch is told with file, line and remedy, and so is a link"""
    repo, _ = serving(world, None)
    add(repo, '.onrecord', '[onrecord]\n\trules = newsroms\n')
    passed(push(repo))
    add(repo, 'good.txt', OTHER)
    result = push(repo)
    need(result.rc != 0 and 'HEAD:.onrecord:2: rules: the folder newsroms could not be read' in result.err, result)
    repo.git('reset', '-q', '--hard', 'HEAD~1')
    (repo.path / '.onrecord').unlink()
    (repo.path / '.onrecord').symlink_to('/etc/house')
    repo.git('add', '-A')
    repo.git('commit', '-q', '--no-verify', '-m', 'a link')
    passed(push(repo))
    add(repo, 'good.txt', OTHER)
    result = push(repo)
    need(result.rc != 0 and 'HEAD:.onrecord: it is committed as a link' in result.err, result)


def findings(repo, *words, **options):
    drafts = json.loads(repo.onrecord('review', '--format', 'json', *words, **options).out)['drafts']
    return {d['path']: sorted(f['rule'] for f in d['findings']['new']) for d in drafts}


def test_review(world):
    """.onrecord: review goes by the nearest one above each draft, wherever it is called from"""
    repo = project(world, MILD)
    newsroom(repo)
    repo.write('desk/.onrecord', HOUSE.replace('newsroom', '../newsroom'))
    repo.add('desk/a.txt', PLAIN + '\n' + BAD)
    repo.add('b.txt', PLAIN + '\n' + BAD)
    for cwd in (repo.path, repo.path / 'newsroom'):
        found = findings(repo, '--staged', cwd=cwd)
        need('our-jargon' in found['desk/a.txt'] and 'anonymous-bare' in found['desk/a.txt'], found)
        need('our-jargon' not in found['b.txt'] and 'anonymous-bare' not in found['b.txt'], found)
    log = json.loads(repo.onrecord('review', '--staged', '--format', 'sarif').out)['runs'][0]
    known = [rule['id'] for rule in log['tool']['driver']['rules']]
    need(known.count('our-jargon') == 1 and all(r['ruleId'] in known for r in log['results']), known)
    repo.write('.onrecord', '[onrecord\n')
    result = repo.onrecord('review', '--staged', good=(3,))
    need('.onrecord:1: a section without its closing ]' in result.err, result)


def test_diff(world):
    """.onrecord: diff goes by the one above the newer draft"""
    repo = project(world, None)
    repo.write('desk/.onrecord', STRICT)
    repo.write('a.txt', GOOD)
    repo.write('desk/b.txt', BAD)
    repo.onrecord('diff', 'a.txt', 'desk/b.txt', '--fail-on', 'error', good=(1,))
    repo.onrecord('diff', 'desk/b.txt', 'a.txt', '--fail-on', 'error')


def test_history(world):
    """.onrecord: history and blame go by it, and what was kept under another one is not shown"""
    repo = project(world, None)
    newsroom(repo)
    add(repo, 'desk/a.txt', PLAIN + '\n' + BAD)

    def errors(**options):
        found = json.loads(repo.onrecord('history', '--format', 'json', 'desk/a.txt', **options).out)['versions']
        return found[0]['findings']['error']

    def rules():
        found = json.loads(repo.onrecord('blame', '--format', 'json', 'desk/a.txt').out)['entries']
        return {entry.get('rule') for entry in found}
    before = errors()
    need(before == errors() and 'our-jargon' not in rules(), before)
    repo.write('.onrecord', STRICT)
    strict = errors()
    need(strict > before, (strict, before))
    repo.write('desk/.onrecord', HOUSE.replace('newsroom', '../newsroom'))
    for _ in range(2):  # the second time from what was kept
        need(errors() == before + 1 and 'our-jargon' in rules(), 'a rule of its own is not heeded')
    repo.write('newsroom/our-jargon.txt', 'residents\n')
    need(errors() == before and 'our-jargon' not in rules(), 'what another list found is shown')
    (repo.path / 'desk/.onrecord').unlink()
    need(errors() == strict, 'what was kept under the first file is not what it says')
    repo.write('.onrecord', '[rule "anonymous-bear"]\n\tseverity = off\n')
    for command in ('history', 'blame'):
        result = repo.onrecord(command, 'desk/a.txt', good=(3,))
        need('.onrecord:2: there is no rule anonymous-bear; did you mean anonymous-bare?' in result.err, result)


def test_bare_review(world):
    """.onrecord: in a bare repository review and history read that of HEAD"""
    there = world.repository('there', '--bare')
    repo = project(world, STRICT)
    repo.git('remote', 'add', 'origin', str(there.path))
    add(repo, 'bad.txt', BAD)
    repo.git('push', '-q', 'origin', 'main')
    there.onrecord('review', 'HEAD~1..HEAD', '--fail-on', 'error', good=(1,))


if __name__ == '__main__':
    sys.exit(main(__name__))
