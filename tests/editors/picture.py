#!/usr/bin/env python3
"""Pictures of a terminal for the READMEs of the editors.

    picture.py OUT.png COLUMNSxROWS LIGHT|DARK KEYS… -- COMMAND…

Runs the command in tmux, types KEYS (tmux's names; "sleep" waits a second), and has Chromium draw the screen.
"""
import html
import pathlib
import re
import subprocess
import sys
import tempfile
import time

LINES = {'1': 'solid', '2': 'double', '3': 'wavy', '4': 'dotted', '5': 'dashed'}
BASE = ['#000', '#c33', '#393', '#a80', '#36c', '#a3a', '#288', '#bbb', '#777', '#f66', '#6c6', '#fd5', '#69f', '#f7f', '#6cc', '#fff']


def indexed(n):
    if n < 16:
        return BASE[n]
    if n > 231:
        return '#' + f'{8 + 10 * (n - 232):02x}' * 3
    return '#' + ''.join(f'{(0, 95, 135, 175, 215, 255)[v]:02x}' for v in ((n - 16) // 36, (n - 16) // 6 % 6, (n - 16) % 6))


def colour(parts):
    """The colour at the head of parts, which it takes away."""
    if parts.pop(0) == '5':
        return indexed(int(parts.pop(0)))
    return '#' + ''.join(f'{int(parts.pop(0)):02x}' for _ in range(3))


def take(style, parameters):
    """Applies one sequence of SGR to a style."""
    parts = parameters.split(';')
    while parts:
        code = parts.pop(0)
        if code in ('', '0'):
            style.clear()
        elif code.startswith('4:') or code == '4':
            style['line'] = LINES.get(code[2:] or '1')
        elif code == '24':
            style.pop('line', None)
        elif code in ('38', '48', '58'):
            style[code] = colour(parts)
        elif code.startswith(('38:', '48:', '58:')):
            style[code[:2]] = colour([p for p in code[3:].replace('2::', '2:').split(':')])
        elif code in ('1', '2', '3', '7'):
            style[code] = True
        elif code in ('22', '23', '27', '39', '49', '59'):
            for gone in {'22': '12', '23': '3', '27': '7'}.get(code, ()) or ():
                style.pop(gone, None)
            style.pop({'39': '38', '49': '48', '59': '58'}.get(code), None)
        elif 30 <= int(code) <= 37 or 90 <= int(code) <= 97:
            style['38'] = BASE[int(code) - (30 if int(code) < 40 else 82)]
        elif 40 <= int(code) <= 47 or 100 <= int(code) <= 107:
            style['48'] = BASE[int(code) - (40 if int(code) < 50 else 92)]


def css(style, dark):
    front, back = style.get('38', '#ddd' if dark else '#222'), style.get('48')
    if '7' in style:
        front, back = back or ('#111' if dark else '#fff'), front
    said = [f'color:{front}'] + [f'background:{back}'] * bool(back)
    said += ['font-weight:bold'] * ('1' in style) + ['font-style:italic'] * ('3' in style)
    if style.get('line'):
        said.append(f'text-decoration:underline {style["line"]} {style.get("58", front)} 1.5px;text-underline-offset:3px')
    return ';'.join(said)


def page(screen, dark):
    out, style = [], {}
    for piece in re.split(r'(\x1b\[[0-9;:]*m|\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\)|[\x0e\x0f])', screen):
        if piece.startswith('\x1b['):
            take(style, piece[2:-1])
        elif piece and piece[0] not in '\x1b\x0e\x0f':
            out.append(f'<span style="{css(style, dark)}">{html.escape(piece)}</span>')
    return (f'<meta charset=utf-8><body style="margin:0;background:{"#16181d" if dark else "#fdfdfb"}">'
            f'<pre style="margin:8px;font:14px/20px DejaVu Sans Mono,monospace">{"".join(out)}</pre>')


def main(out, size, theme, *rest):
    keys, command = rest[:rest.index('--')], rest[rest.index('--') + 1:]
    columns, rows = map(int, size.split('x'))
    with tempfile.TemporaryDirectory() as folder:
        tmux = ['tmux', '-S', f'{folder}/socket', '-f', '/dev/null']
        subprocess.run([*tmux, 'new-session', '-d', '-x', str(columns), '-y', str(rows), '-e', 'COLORTERM=truecolor', *command], check=True)
        try:
            for option in ('default-terminal tmux-256color', 'escape-time 0', 'status off'):
                subprocess.run([*tmux, 'set', '-g', *option.split()], check=True)
            for key in ('sleep', 'sleep', 'sleep', *keys, 'sleep'):
                time.sleep(1) if key == 'sleep' else subprocess.run([*tmux, 'send-keys', key], check=True)
            screen = subprocess.run([*tmux, 'capture-pane', '-e', '-p'], check=True, capture_output=True, text=True).stdout
        finally:
            subprocess.run([*tmux, 'kill-server'])
        shown = pathlib.Path(folder, 'screen.html')
        shown.write_text(page(screen, theme.lower() == 'dark'), encoding='utf-8')
        subprocess.run(['chromium', '--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', f'--user-data-dir={folder}/profile',
                        f'--screenshot={out}', f'--window-size={round(columns * 8.43 + 16)},{rows * 20 + 16}', shown.as_uri()],
                       check=True, capture_output=True, timeout=120)


if __name__ == '__main__':
    main(*sys.argv[1:])
