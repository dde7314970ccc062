#!/usr/bin/env python3
"""The plugin for Vim in Vim: the oldest it is for and the newest of Debian.

    vim.py PROGRAM CACHE
"""
import sys

from bench import EDITORS, HERE, Bench


def main():
    bench = Bench()
    for name, command, tree in bench.editors('vim.basic', 'vim', ('bookworm', 'sid')):
        draft = bench.place(name.replace(' ', '-'))
        more = {'VIMRUNTIME': str(next(tree.glob('usr/share/vim/vim9?')))} if tree else {}
        bench.report(name, [*command, '-N', '-u', 'NONE', '-i', 'NONE', '-n', '-X', '--not-a-term', '-T', 'dumb',
                            '--cmd', f'set rtp^={EDITORS}/vim', '--cmd', 'filetype plugin on | runtime plugin/onrecord.vim',
                            '-S', str(HERE / 'vim.vim')], bench.environment(draft, **more))
    return bench.end()


if __name__ == '__main__':
    sys.exit(main())
