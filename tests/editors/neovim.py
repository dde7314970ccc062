#!/usr/bin/env python3
"""The plugin for Neovim in Neovim: the oldest it is for, one between, the newest of Debian.

    neovim.py PROGRAM CACHE
"""
import sys

from bench import EDITORS, HERE, Bench


def main():
    bench = Bench()
    for name, command, tree in bench.editors('nvim', 'neovim', ('bookworm', 'trixie', 'sid')):
        draft = bench.place(name.replace(' ', '-'))
        # A Neovim that is not where it was built for is told of its parsers, which draw hover.
        parsers = ['--cmd', f'set rtp+={tree}/usr/lib/nvim'] if tree else []
        more = {'VIMRUNTIME': str(tree / 'usr/share/nvim/runtime')} if tree else {}
        bench.report(name, [*command, '--headless', '--clean', '-i', 'NONE', '-n', '--cmd', f'set rtp^={EDITORS}/neovim',
                            *parsers, '-S', str(HERE / 'neovim.lua')], bench.environment(draft, **more))
    return bench.end()


if __name__ == '__main__':
    sys.exit(main())
