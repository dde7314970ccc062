#!/usr/bin/env python3
"""Prints how long the program takes: the start and one draft of 5 kB, and megabytes a second of JSON Lines.

    speed.py PROGRAM DRAFTS [MEGABYTES]

Measure a release build: `meson setup build -Dtests=true && meson test -C build --benchmark -v`. Nothing is held.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 40


def seconds(arguments, runs):
    """The least and the middle wall time of some runs; output goes nowhere."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        subprocess.run(arguments, stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - begin)
    return min(times), statistics.median(times)


def read_drafts(folder):
    texts = [p.read_bytes().decode() for p in sorted(folder.iterdir())
             if p.suffix in ('.txt', '.md') and p.with_name(p.stem + '.editor.md').exists()]
    return texts


def milliseconds(what, times):
    print(f'{what}: {times[0] * 1000:.2f} ms at least, {times[1] * 1000:.2f} ms in the middle of {RUNS} runs')


def main(program, drafts, megabytes='8'):
    texts = read_drafts(pathlib.Path(drafts))
    with tempfile.TemporaryDirectory(prefix='onrecord-speed-') as folder:
        draft = os.path.join(folder, 'draft.txt')
        five = '\n\n'.join(texts)[:5000]
        pathlib.Path(draft).write_text(five, encoding='utf-8')
        milliseconds('version', seconds([program, '--version'], RUNS))
        milliseconds(f'report of a draft of {len(five.encode())} bytes', seconds([program, 'report', draft], RUNS))
        milliseconds('check of it', seconds([program, 'check', '--fail-on', 'never', draft], RUNS))
        lines, size = os.path.join(folder, 'drafts.jsonl'), 0
        with open(lines, 'w', encoding='utf-8') as out:
            while size < float(megabytes) * 1e6:
                for at, text in enumerate(texts):
                    out.write(json.dumps({'id': at, 'text': text}, ensure_ascii=False) + '\n')
                    size += len(text.encode())
        best, _ = seconds([program, 'analyze', '--format', 'jsonl', '--input', 'jsonl', lines], 3)
        print(f'analyze of {size / 1e6:.1f} MB as JSON Lines: '
              f'{size / 1e6 / best:.2f} MB/s')


if __name__ == '__main__':
    main(*sys.argv[1:])
