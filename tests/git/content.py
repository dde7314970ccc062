#!/usr/bin/env python3
"""What a staged file may hold: encodings, attributes, pointers, binary and huge files, clones without all blobs."""
import shutil
import sys

from support import BAD, GOOD, OTHER, blocked, main, need, passed, ready


def test_crlf(world):
    """CRLF: a text that is normalised and one that is not have the same lines and columns"""
    repo = ready(world)
    text = (GOOD + '\n' + BAD).replace('\n', '\r\n')
    repo.git('config', 'core.autocrlf', 'true')
    repo.add('a.txt', text)
    repo.git('config', 'core.autocrlf', 'false')
    repo.add('b.txt', text)
    blocked(repo.commit(good=None), 'a.txt:3:39:', 'b.txt:3:39:')


def test_lone_cr(world):
    """lone CR as line end: positions are told by the same lines as elsewhere"""
    repo = ready(world)
    repo.add('a.txt', (GOOD + '\n' + BAD).replace('\n', '\r'))
    blocked(repo.commit(good=None), 'a.txt:3:39:')


def test_byte_order_mark(world):
    """a byte order mark is no character of the first line"""
    repo = ready(world)
    repo.add('a.txt', b'\xef\xbb\xbf' + BAD.encode())
    blocked(repo.commit(good=None), 'a.txt:1:39:')


def test_working_tree_encoding(world):
    """working-tree-encoding: the blob is UTF-8, whatever the file is"""
    repo = ready(world)
    repo.add('.gitattributes', '*.txt working-tree-encoding=UTF-16LE\n')
    repo.add('a.txt', (GOOD + '\n' + BAD).encode('utf-16-le'))
    blocked(repo.commit(good=None), 'a.txt:3:39:')


def test_encoding_attribute(world):
    """encoding: a blob in windows-1252 is read as .gitattributes says"""
    repo = ready(world)
    text = '\xc9lodie Moreau, the treasurer, said so. ' + BAD
    repo.add('.gitattributes', '*.txt encoding=windows-1252\n')
    repo.add('a.txt', text.encode('windows-1252'))
    blocked(repo.commit(good=None), f'a.txt:1:{text.index("a source") + 1}:')


def test_latin1_without_attribute(world):
    """not UTF-8 and nothing said: told with the remedy, and not let through unread"""
    repo = ready(world)
    repo.add('a.txt', 'Élodie Moreau said so.\n'.encode('latin-1'))
    repo.add('b.txt', OTHER)
    result = repo.commit(good=None)
    need(result.rc != 0 and 'a.txt: it could not be checked' in result.err, result)
    need('encoding=windows-1252' in result.err and '-onrecord' in result.err, result)


def test_utf16_without_attribute(world):
    """UTF-16 and nothing said: told, neither taken for binary nor let through unread"""
    repo = ready(world)
    repo.add('a.txt', b'\xff\xfe' + BAD.encode('utf-16-le'))
    result = repo.commit(good=None)
    need(result.rc != 0 and 'a.txt: it could not be checked' in result.err and 'UTF-16' in result.err, result)


def test_attribute_off(world):
    """.gitattributes -onrecord: left out without a word"""
    repo = ready(world)
    repo.add('.gitattributes', 'notes.txt -onrecord\n')
    repo.add('notes.txt', BAD)
    need('onrecord:' not in passed(repo.commit()).err, 'something is told')


def test_attribute_on(world):
    """.gitattributes onrecord: a draft whatever its ending"""
    repo = ready(world)
    repo.add('.gitattributes', '*.story onrecord\n')
    repo.add('a.story', BAD)
    blocked(repo.commit(good=None), 'a.story:1:')


def test_attribute_strict(world):
    """.gitattributes onrecord=strict: warnings stop it too"""
    repo = world.repository()
    repo.base()
    repo.hook('install')
    repo.add('a.txt', BAD)
    repo.add('b.txt', BAD)
    repo.add('.gitattributes', 'b.txt onrecord=strict\n')
    result = blocked(repo.commit(good=None), 'b.txt:1:', 'warning:')
    need('a.txt:1:' not in result.err, result)


def test_attributes_from_index(world):
    """.gitattributes: as staged, not as the work tree has them"""
    repo = ready(world)
    repo.add('.gitattributes', '*.txt -onrecord\n')
    repo.write('.gitattributes', '')
    repo.add('a.txt', BAD)
    passed(repo.commit())
    repo.git('add', '.gitattributes')
    repo.write('.gitattributes', '*.txt -onrecord\n')
    repo.add('b.txt', BAD)
    blocked(repo.commit(good=None), 'b.txt:1:')


def test_generated(world):
    """linguist-generated: left out and told"""
    repo = ready(world)
    repo.add('.gitattributes', 'a.txt linguist-generated\n')
    repo.add('a.txt', BAD)
    passed(repo.commit(), 'not checked: a.txt (generated)')


def test_binary_attribute(world):
    """binary and -diff: left out and told; -text alone keeps line ends and is a draft"""
    repo = ready(world)
    repo.add('.gitattributes', 'a.txt binary\nb.txt -diff\nc.txt -text\n')
    repo.add('a.txt', BAD)
    repo.add('b.txt', BAD)
    passed(repo.commit(), 'a.txt (binary), b.txt (binary)')
    repo.add('c.txt', BAD)
    blocked(repo.commit(good=None), 'c.txt:1:')


def test_nul_bytes(world):
    """a file with NUL bytes: left out and told"""
    repo = ready(world)
    repo.add('a.txt', b'\0\1\2' + BAD.encode())
    passed(repo.commit(), 'not checked: a.txt (binary)')


def test_lfs_pointer(world):
    """a pointer of Git LFS is known by its lines, not by its size"""
    repo = ready(world)
    pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:' + '4d7a' * 16 + '\nsize 12345\n'
    repo.add('a.txt', pointer)
    passed(repo.commit(), 'not checked: a.txt (kept in Git LFS)')
    repo.add('b.txt', pointer.replace('oid ', 'no '))
    passed(repo.commit(), '1 draft checked')


def test_huge(world):
    """a huge file: left out and told, in no time"""
    repo = ready(world)
    repo.add('a.txt', BAD * (9 << 20 >> 6))
    repo.add('b.txt', OTHER)
    passed(repo.commit(), '1 draft checked', 'not checked: a.txt (over 8 MiB)')


def test_empty(world):
    """an empty draft, and one that ends without a line end"""
    repo = ready(world)
    repo.add('a.txt', '')
    passed(repo.commit())
    repo.add('b.txt', GOOD + BAD.rstrip('\n'))
    blocked(repo.commit(good=None), 'b.txt:2:')


def test_sparse(world):
    """sparse checkout: what is not in the work tree is read from the index"""
    repo = world.repository()
    repo.base(a__draft_txt=GOOD, b__draft_txt=GOOD)
    repo.install()
    repo.git('sparse-checkout', 'set', '--no-sparse-index', 'a')
    need(not (repo.path / 'b').exists(), 'it is not sparse')
    blob = repo.git('hash-object', '-w', '--stdin', stdin=BAD).out.strip()
    repo.git('update-index', '--cacheinfo', f'100644,{blob},b/draft.txt')
    blocked(repo.commit(good=None), 'b/draft.txt:1:')


def test_sparse_index(world):
    """a sparse index: libgit2 cannot read it, which is told with the remedy and stops the commit"""
    repo = world.repository()
    repo.base(a__draft_txt=GOOD, b__draft_txt=GOOD)
    repo.install()
    repo.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'a')
    repo.add('a/draft.txt', OTHER)
    result = repo.commit(good=None)
    need(result.rc == 0 or 'index.sparse' in result.err, result)


def partial(world):
    """A clone without blobs, from a server that is then out of reach."""
    origin = world.repository('origin')
    origin.git('config', 'uploadpack.allowFilter', 'true')
    origin.base(draft_txt=GOOD, other_txt=GOOD)
    origin.add('draft.txt', GOOD + '\n' + OTHER)
    origin.git('commit', '-q', '-m', 'second')
    world.run(['git', 'clone', '-q', '--filter=blob:none', '--no-checkout', f'file://{origin.path}', 'clone'])
    from support import Repository
    return origin, Repository(world, world.top / 'clone')


def test_partial_clone(world):
    """partial clone: a blob that is not here is passed over and told, and never fetched"""
    origin, clone = partial(world)
    clone.git('read-tree', 'HEAD')
    clone.install()
    blob = clone.git('rev-parse', 'HEAD~1:draft.txt').out.strip()
    missing = clone.git('rev-list', '--objects', '--all', '--missing=print').out
    need('?' + blob in missing, 'the blob is here')
    shutil.move(origin.path, world.top / 'away')
    clone.git('update-index', '--cacheinfo', f'100644,{blob},draft.txt', env={'GIT_NO_LAZY_FETCH': '1'})
    new = clone.git('hash-object', '-w', '--stdin', stdin=BAD).out.strip()
    clone.git('update-index', '--add', '--cacheinfo', f'100644,{new},new.txt')
    result = clone.hook('run', '--profile', 'ap', 'pre-commit', good=None)
    blocked(result, 'new.txt:1:', 'draft.txt (not in this clone)')
    need('?' + blob in clone.git('rev-list', '--objects', '--all', '--missing=print').out, 'it was fetched')


def test_partial_clone_old_side(world):
    """partial clone: where the older version is not here, all lines count as new"""
    origin, clone = partial(world)
    clone.git('read-tree', 'HEAD')
    clone.install()
    shutil.move(origin.path, world.top / 'away')
    new = clone.git('hash-object', '-w', '--stdin', stdin=GOOD + '\n' + BAD).out.strip()
    clone.git('update-index', '--cacheinfo', f'100644,{new},draft.txt')
    blocked(clone.hook('run', '--profile', 'ap', 'pre-commit', good=None), 'draft.txt:3:')


def test_shallow(world):
    """a shallow clone: the commit is checked as in any other"""
    origin, _ = partial(world)
    world.run(['git', 'clone', '-q', '--depth=1', f'file://{origin.path}', 'shallow'])
    from support import Repository
    clone = Repository(world, world.top / 'shallow')
    clone.install()
    clone.add('draft.txt', GOOD + '\n' + OTHER + '\n' + BAD)
    blocked(clone.commit(good=None), 'draft.txt:5:')


if __name__ == '__main__':
    sys.exit(main(__name__))
