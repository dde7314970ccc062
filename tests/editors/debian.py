"""Editors out of Debian's suites, unpacked into the build folder: nothing is installed, no root is needed.

A program of another suite runs by the loader and the libraries of that suite; what it starts, the language
server above all, runs as usual.
"""
import os
import pathlib
import re
import shutil
import subprocess

KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'


class Missing(Exception):
    """Why an editor cannot be had."""


def call(command, what, **options):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, **options)
    except subprocess.TimeoutExpired:
        raise Missing(f'{what}: did not come within five minutes') from None
    if done.returncode:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise Missing(f'{what}: {said[-1] if said else "no reason given"}')
    return done.stdout


def mirror():
    """The mirror that this machine uses, so that no other has to be reached."""
    for name in sorted(pathlib.Path('/etc/apt').glob('sources.list*')) + sorted(pathlib.Path('/etc/apt').glob('sources.list.d/*')):
        if name.is_file():
            found = re.search(r'^(?:URIs:|deb(?: \[[^]]*\])?)\s+(\S*/debian)/?\s', name.read_text(errors='replace'), re.M)
            if found:
                return found[1]
    raise Missing('apt knows no mirror of Debian')


class Suite:
    """One suite of Debian below a folder: its lists, and a tree into which packages are unpacked."""

    def __init__(self, cache, name):
        self.name, self.folder = name, pathlib.Path(cache) / f'debian-{name}'
        self.tree = self.folder / 'tree'
        self.options = ['-o', f'Dir={self.folder}/apt', '-o', f'Dir::State::status={self.folder}/apt/status',
                        '-o', 'APT::Sandbox::User=root', '-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20',
                        '-o', 'APT::Install-Recommends=false', '-o', 'Debug::NoLocking=1']

    def update(self):
        for tool in ('apt-get', 'dpkg-deb'):
            if not shutil.which(tool):
                raise Missing(f'{self.name} cannot be read without {tool}')
        apt = self.folder / 'apt'
        if (apt / 'done').exists():
            return
        for part in ('etc/apt/apt.conf.d', 'etc/apt/preferences.d', 'var/lib/apt/lists/partial', 'var/cache/apt/archives/partial'):
            (apt / part).mkdir(parents=True, exist_ok=True)
        (apt / 'status').touch()
        (apt / 'etc/apt/sources.list').write_text(f'deb [signed-by={KEYRING}] {mirror()} {self.name} main\n')
        call(['apt-get', *self.options, '-q', '-o', 'APT::Update::Error-Mode=any', 'update'], f'the lists of {self.name}')
        (apt / 'done').touch()

    def unpack(self, *packages):
        """Fetches packages and all they depend on; each is fetched once."""
        mark = self.folder / ('have-' + '-'.join(packages))
        if mark.exists():
            return
        self.update()
        what = f'{" ".join(packages)} of {self.name}'
        call(['apt-get', *self.options, '-q', '-y', '--download-only', 'install', *packages], what)
        archives = self.folder / 'apt/var/cache/apt/archives'
        self.tree.mkdir(exist_ok=True)
        for one in ('bin', 'sbin', 'lib', 'lib64'):  # merged, as in an installed system
            (self.tree / 'usr' / one).mkdir(parents=True, exist_ok=True)
            if not (self.tree / one).is_symlink():
                (self.tree / one).symlink_to(f'usr/{one}')
        for package in sorted(archives.glob('*.deb')):
            fields = subprocess.run(['dpkg-deb', '--fsys-tarfile', package], stdout=subprocess.PIPE, check=True)
            subprocess.run(['tar', '-x', '--no-same-owner', '--keep-directory-symlink', '-C', self.tree],
                           input=fields.stdout, check=True)
            package.unlink()
        mark.touch()

    def command(self, program):
        """The command line that starts a program of the suite."""
        libraries = [str(p) for p in (self.tree / 'usr/lib').glob('*-linux-gnu*')] + [str(self.tree / 'usr/lib')]
        loaders = [p for folder in libraries for p in pathlib.Path(folder).glob('ld-linux*.so*')]
        if not loaders:
            raise Missing(f'{self.name} has no loader that is known here')
        return [str(loaders[0]), '--library-path', ':'.join(libraries), str(self.tree / 'usr' / program)]
