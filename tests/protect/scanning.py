#!/usr/bin/env python3
"""Looking for protected names in files and in what git keeps, in real repositories.

    scanning.py PROGRAM PLAIN TRACER
"""
import hashlib
import io
import os
import pty
import select
import subprocess
import sys
import zipfile

from house import FORMS, NAME, Home, differs, holds, lacks
from tap import Tap

LINE = 'protected: harbour aide'


def repository(home, name='work', *more):
    folder = home.path / name
    folder.mkdir()
    home.git('init', '-q', '-b', 'main', *more, folder=folder)
    return folder


def put(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def zipped(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, 'w', zipfile.ZIP_DEFLATED) as out:
        for name, text in members.items():
            out.writestr(name.replace('__', '/') + '.xml', text)
    return data.getvalue()


def files(tap, home):
    first, second = NAME.split()
    folder = home.path / 'files'
    rows = [
        ('plain.txt', f'One.\nTwo {NAME} three.\n', 2),
        ('front.md', f'---\ntitle: x\nauthor: {second}, {first}\n---\n', 3),
        ('break.txt', f'It was {first[:4]}-\n{first[4:]}\n{second}.\n', 1),
        ('latin.txt', f'caf\xe9 {first}\xa0{second}'.encode('latin-1'), 1),
        ('utf16.txt', f'\n\n{NAME}'.encode('utf-16'), 3),
        ('binary.bin', b'\x00\xff\n' + NAME.encode() + b'\x00', 2),
        ('page.html', f'<p title="x">\n<b>{first}</b>&nbsp;<i>{second}</i>', 2),
    ]
    for name, data, line in rows:
        put(folder, name, data)
        status, out, err = home.run('check', name, folder=folder)
        tap.check(f'check: {name}', differs('status', 1, status) +
                  differs('output', f'{name}:{line}: {LINE} (in the text)\n', out))
    documents = [
        ('letter.docx', zipped(word__document=f'<w:t>{first}</w:t></w:r><w:r><w:t x="y"> {second}</w:t>')),
        ('info.docx', zipped(docProps__core=f'<dc:creator>{NAME}</dc:creator>')),
        ('sheet.ods', zipped(content=f'<text:p>{NAME.upper()}</text:p>', meta='<x/>')),
    ]
    for name, data in documents:
        put(folder, name, data)
        status, out, err = home.run('check', name, folder=folder)
        tap.check(f'check: {name}', differs('status', 1, status) + differs('errors', '', err) +
                  differs('output', f'{name}: {LINE} (inside the document)\n', out))
    whole = zipped(word__document='Nobody. ' * 400)
    for name, data, why in (('cut.docx', whole[:-30], 'cannot be unpacked'), ('a.pdf', b'%PDF-1.7 x', 'a PDF'),
                            ('odd.docx', whole.replace(b'\x08\x00', b'\x09\x00'), 'cannot be unpacked'),
                            ('a.gz', b'\x1f\x8b\x08x', 'gzip')):
        put(folder, name, data)
        status, out, err = home.run('check', name, folder=folder)
        tap.check(f'check: what is inside {name} is not passed over in silence', differs('status', 0, status) +
                  lacks(err, why, name))
    put(folder, 'clean.txt', 'Nobody is named.\n')
    tap.check('check: a clean file says nothing',
              differs('all', (0, '', ''), home.run('check', 'clean.txt', folder=folder)))
    status, out, err = home.run('check', 'clean.txt', 'missing.txt', 'plain.txt', '.', folder=folder)
    tap.check('check: what cannot be read is told, the rest is searched', differs('status', 3, status) +
              lacks(err, 'missing.txt: there is no such file', 'it is a folder') + lacks(out, 'plain.txt:2'))
    put(folder, f'{second} {first}.txt', 'Nobody.')
    status, out, err = home.run('check', f'{second} {first}.txt', f'no {NAME}.txt', folder=folder)
    tap.check('check: a name in a file’s name is covered', differs('status', 3, status) + holds(out + err, *FORMS) +
              lacks(out, f'[harbour aide].txt: {LINE} (in the file\'s name)') + lacks(err, 'no [harbour aide].txt'))
    status, out, _ = home.run('check', '-', stdin=f'\n{NAME}')
    tap.check('check: standard input', differs('status', 1, status) + lacks(out, f'standard input:2: {LINE}'))


def snapshot(folder):
    return {str(p): hashlib.sha1(p.read_bytes()).hexdigest() for p in sorted(folder.rglob('*')) if p.is_file()}


def staged(tap, home):
    folder = repository(home)
    put(folder, 'notes.md', 'Nothing.\n')
    home.git('add', '.', folder=folder)
    put(folder, 'notes.md', f'{NAME}\n')
    put(folder, 'untracked.md', NAME)
    status, out, err = home.run('scan', folder=folder)
    tap.check('scan: only what is staged counts, before the first commit', differs('all', (0, ''), (status, out)) +
              lacks(err, '0 places in 1 staged file'))
    home.git('commit', '-qm', 'first', folder=folder)
    home.git('add', 'notes.md', folder=folder)
    put(folder, 'notes.md', 'Nothing again.\n')
    before = snapshot(folder)
    status, out, err = home.run('scan', folder=folder)
    tap.check('scan: what is staged counts, whatever the work tree holds', differs('status', 1, status) +
              differs('output', f'notes.md:1: {LINE} (in the text)\n', out) + lacks(err, '1 place in 1 staged file'))
    tap.check('scan: nothing is written', differs('files', before, snapshot(folder)))
    inside = folder / 'deep'
    inside.mkdir()
    tap.check('scan: from a folder inside',
              differs('output', f'notes.md:1: {LINE} (in the text)\n', home.run('scan', folder=inside)[1]))
    home.git('reset', '-q', '--hard', folder=folder)
    put(folder, f'drafts/{NAME.replace(" ", "_")}.md', 'Nobody.\n')
    home.git('add', 'drafts', folder=folder)
    status, out, _ = home.run('scan', folder=folder)
    tap.check('scan: names of files', differs('status', 1, status) +
              differs('output', f"drafts/[harbour aide].md: {LINE} (in the file's name)\n", out))
    home.git('commit', '-qm', 'second', folder=folder)
    home.git('rm', '-q', '-r', 'drafts', folder=folder)
    status, out, _ = home.run('scan', folder=folder)
    tap.check('scan: what is deleted is no longer committed', differs('all', (0, ''), (status, out)))
    for index in ('other', str(folder / 'other')):
        os.replace(put(folder, 'extra.md', NAME), folder / 'extra2.md')
        subprocess.run(['git', 'add', 'extra2.md'], cwd=folder, env={**home.environment, 'GIT_INDEX_FILE': index},
                       check=True)
        out = home.run('scan', folder=folder, GIT_INDEX_FILE=index)[1]
        tap.check('scan: the index that git names', lacks(out, f'extra2.md:1: {LINE}'))
        (folder / 'other').unlink()


def people_and_names(tap, home):
    folder = repository(home)
    put(folder, 'a', 'x')
    home.git('add', '.', folder=folder)
    for variable, value in (('GIT_AUTHOR_NAME', NAME), ('GIT_COMMITTER_EMAIL', 'zquillfeather@paper.example')):
        status, out, _ = home.run('scan', folder=folder, **{variable: value})
        tap.check(f'scan: {variable}', differs('status', 1, status) +
                  lacks(out, f'the next commit: {LINE} (among who made it)'))
    del home.environment['GIT_AUTHOR_NAME']
    home.git('config', 'user.name', f'Z. {NAME.split()[1]}', folder=folder)
    status, out, _ = home.run('scan', folder=folder)
    tap.check('scan: user.name', differs('status', 1, status) + lacks(out, 'among who made it'))
    home.git('config', 'user.name', 'A', folder=folder)
    home.git('checkout', '-qb', 'story-' + NAME.lower().replace(' ', '-'), folder=folder)
    status, out, _ = home.run('scan', folder=folder)
    tap.check('scan: the branch’s name', differs('status', 1, status) +
              differs('output', f'refs/heads/story-[harbour aide]: {LINE} (in the name of a branch or tag)\n', out))
    home.git('checkout', '-qb', 'plain', folder=folder)
    put(folder, '.git/MERGE_MSG', f'Merge\n\nas {NAME} said\n')
    status, out, _ = home.run('scan', folder=folder)
    tap.check('scan: a message that git has prepared', differs('status', 1, status) +
              lacks(out, f'MERGE_MSG:3: {LINE} (in the message)'))


def places(tap, home):
    folder = repository(home)
    put(folder, 'a.md', 'one\n')
    home.git('add', '.', folder=folder)
    home.git('commit', '-qm', 'first', folder=folder)
    tree = home.path / 'tree'
    home.git('worktree', 'add', '-q', '-b', 'side', str(tree), folder=folder)
    put(tree, 'b.md', NAME)
    home.git('add', '.', folder=tree)
    tap.check('scan: a worktree has its own index', lacks(home.run('scan', folder=tree)[1], f'b.md:1: {LINE}') +
              differs('in the first', '', home.run('scan', folder=folder)[1]))
    home.git('rm', '-q', '--cached', 'b.md', folder=tree)
    put(tree, 'a.md', f'theirs {NAME}\n')
    home.git('commit', '-qam', 'side', folder=tree)
    put(folder, 'a.md', 'ours\n')
    home.git('commit', '-qam', 'ours', folder=folder)
    subprocess.run(['git', 'merge', '-q', 'side'], cwd=folder, env=home.environment, capture_output=True)
    tap.check('scan: both sides of a conflict', lacks(home.run('scan', folder=folder)[1], f'a.md:1: {LINE}'))
    bare = home.path / 'bare.git'
    home.git('clone', '-q', '--bare', str(folder), str(bare), folder=home.path)
    status, out, err = home.run('scan', '--history', folder=bare)
    tap.check('scan: a bare repository has history', differs('status', 1, status) + lacks(out, LINE))
    status, out, err = home.run('scan', folder=home.path)
    tap.check('scan: no repository', differs('status', 3, status) +
              lacks(err, 'no git repository', 'not all was searched'))
    status, out, err = home.run('scan', folder=folder, ONRECORD_GIT_MODULE='/nowhere.so')
    tap.check('scan: no git module', differs('status', 3, status) + lacks(err, 'nothing was searched'))


def history(tap, home):
    folder = repository(home)

    def commit(message, **environment):
        subprocess.run(['git', 'add', '-A'], cwd=folder, env=home.environment, check=True)
        subprocess.run(['git', 'commit', '-q', '--allow-empty', '-m', message], cwd=folder,
                       env={**home.environment, **environment}, check=True)
        return home.git('rev-parse', '--short=10', 'HEAD', folder=folder).strip()
    put(folder, 'a.md', f'one\n{NAME}\n')
    first = commit('first')
    put(folder, 'a.md', 'one\n')
    put(folder, 'sub/copy.md', f'one\n{NAME}\n')
    commit('moved')
    put(folder, 'sub/copy.md', 'gone\n')
    third = commit(f'took {NAME} out')
    fourth = commit('fourth', GIT_AUTHOR_EMAIL='zquillfeather@x.example')
    status, out, err = home.run('scan', folder=folder)
    tap.check('history: the next commit is clean', differs('all', (0, ''), (status, out)))
    status, out, err = home.run('scan', '--history', folder=folder)
    tap.check('history: each content once, at its first commit; messages; people', differs('status', 1, status) +
              differs('output', f'a.md:2: {LINE} (in the text, since commit {first})\n'
                      f'commit {third}:1: {LINE} (in the message)\n'
                      f'commit {fourth}: {LINE} (among who made it)\n', out) +
              lacks(err, '3 places in 4 commits', 'git filter-repo'))
    home.git('checkout', '-q', '--orphan', 'other', folder=folder)
    put(folder, 'only-there.md', NAME)
    commit('on another branch')
    home.git('checkout', '-q', 'main', folder=folder)
    put(folder, 'a.md', f'stashed: {NAME}')
    home.git('stash', '-q', folder=folder)
    home.git('tag', '-a', '-m', f'for {NAME}', 'v1', folder=folder)
    blob = subprocess.run(['git', 'hash-object', '-w', '--stdin'], input=f'\n\n{NAME}'.encode(), cwd=folder,
                          env=home.environment, capture_output=True, check=True).stdout.decode().strip()
    home.git('tag', 'blob', blob, folder=folder)
    home.git('notes', 'add', '-m', f'heard from {NAME} twice', folder=folder)
    home.git('branch', 'for-' + NAME.replace(' ', '.'), folder=folder)
    out = home.run('scan', '--history', folder=folder)[1]
    tap.check('history: other branches, stash, tags, notes, names of branches',
              lacks(out, 'only-there.md:1', 'a.md:1', '(in the message)', f':3: {LINE} (in the text)',
                    'refs/heads/for-[harbour aide]') +
              differs('messages', 2, out.count('(in the message)')))
    home.git('gc', '-q', folder=folder)
    tap.check('history: packed, it is the same', differs('lines', sorted(out.splitlines()),
                                                         sorted(home.run('scan', '--history',
                                                                         folder=folder)[1].splitlines())))


def incomplete(tap, home):
    folder = repository(home)
    put(folder, 'gone.md', 'This goes.')
    put(folder, 'kept.md', NAME)
    home.git('add', '.', folder=folder)
    home.git('commit', '-qm', 'first', folder=folder)
    oid = home.git('rev-parse', 'HEAD:gone.md', folder=folder).strip()
    (folder / '.git/objects' / oid[:2] / oid[2:]).unlink()
    status, out, err = home.run('scan', '--history', folder=folder)
    tap.check('history: a missing object is told, the rest is searched', differs('status', 3, status) +
              lacks(err, f'gone.md: object {oid[:10]} is not here') + lacks(out, f'kept.md:1: {LINE}'))
    again = repository(home, 'again')
    for number in range(3):
        put(again, 'a', str(number))
        home.git('add', '.', folder=again)
        home.git('commit', '-qm', f'{number}', folder=again)
    home.git('clone', '-q', '--depth', '1', f'file://{again}', str(home.path / 'shallow'), folder=home.path)
    status, out, err = home.run('scan', '--history', folder=home.path / 'shallow')
    told = status == 3 and 'shallow' in err or status == 0 and 'in 1 commits' in err  # libgit2 from 1.7 on reads them
    tap.check('history: a shallow clone is read or told', [] if told else [f'{status} {err}'])


def progress(tap, home):
    folder = repository(home)
    stream = ''.join(f'commit refs/heads/main\ncommitter A <a@x> {n} +0000\ndata 1\nx\n' for n in range(300))
    subprocess.run(['git', 'fast-import', '--quiet'], input=stream.encode(), cwd=folder, env=home.environment,
                   check=True)
    master, slave = pty.openpty()
    process = subprocess.Popen([home.program, 'protect', 'scan', '--history'], cwd=folder, env=home.environment,
                               stderr=slave,
                               stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    process.wait(60)
    shown = b''
    while select.select([master], [], [], 0.2)[0]:
        shown += os.read(master, 4096)
    os.close(master)
    os.close(slave)
    tap.check('history: progress is shown on a terminal',
              lacks(shown.decode(), '64 of 300 commits', '0 places in 300 commits'))
    err = home.run('scan', '--history', folder=folder)[2]
    tap.check('history: and not elsewhere', holds(err, '64 of 300'))


def main(program, _plain, _tracer):
    tap = Tap()
    for part in (files, staged, people_and_names, places, history, incomplete, progress):
        with Home(program) as home:
            home.add('harbour aide')
            home.shown, home.said = '', ''
            part(tap, home)
            tap.check(f'{part.__name__}: the name is never said', holds(home.said, *FORMS))
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
