#!/usr/bin/env python3
"""The package for Emacs in Emacs: the oldest it is for, with eglot beside it, and the newest of Debian.

    emacs.py PROGRAM CACHE
"""
import subprocess
import sys

from bench import EDITORS, HERE, Bench, Missing, Suite


def unpacked(suite, *packages):
    """The command line and the environment of an Emacs that is not where it was built for."""
    suite.unpack(*packages)
    tree, share = suite.tree, next(suite.tree.glob('usr/share/emacs/[0-9]*'))
    # The first of -L is looked at first; the packages of Debian come after the plugin, before what Emacs brings.
    paths = [part for folder in sorted(tree.glob('usr/share/emacs/site-lisp/elpa-src/*')) for part in ('-L', str(folder))]
    image = next(tree.glob('usr/libexec/emacs/*/*/emacs*.pdmp'))
    command = [*suite.command('bin/emacs-nox'), f'--dump-file={image}', '--batch', '-Q', *paths]
    lisp = [share / 'lisp', *sorted(p for p in (share / 'lisp').rglob('*') if p.is_dir())]
    return command, {'EMACSLOADPATH': ':'.join(map(str, lisp)), 'EMACSDATA': str(share / 'etc'), 'EMACSDOC': str(share / 'etc')}


def has_eglot(command, environment):
    return subprocess.run([*command, '--eval', "(require 'eglot)"], env=environment, capture_output=True, timeout=120).returncode == 0


def drive(bench, name, command, more):
    draft = bench.place(name.replace(' ', '-'))
    environment = bench.environment(draft, **more)
    if not has_eglot(command, environment):
        bench.tap.skip(name, 'it has no eglot')
        return
    bench.report(name, [*command, '-L', str(EDITORS / 'emacs'), '-l', str(HERE / 'emacs.el')], environment)


def main():
    bench = Bench()
    for suite, packages in (('bookworm', ('emacs-nox', 'elpa-eglot')), ('sid', ('emacs-nox',))):
        name = f'emacs of {suite}'
        try:
            command, more = unpacked(Suite(bench.cache, suite), *packages)
        except Missing as why:
            bench.tap.skip(name, str(why))
            continue
        drive(bench, name, command, more)
    return bench.end()


if __name__ == '__main__':
    sys.exit(main())
