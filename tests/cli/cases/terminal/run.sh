"$PYTHON" - "$ONRECORD" <<'END'
import fcntl, os, pty, struct, subprocess, sys, termios
open('d.txt', 'w').write('The mayor is weighing whether to resign, people familiar with the matter said. ' * 4)
def run(columns, **env):
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack('HHHH', 30, columns, 0, 0))
    p = subprocess.Popen([sys.argv[1], 'report', 'd.txt'], stdout=theirs, env={**os.environ, 'TERM': 'xterm', **env})
    os.close(theirs)
    out = b''
    try:
        while data := os.read(ours, 65536):
            out += data
    except OSError:
        pass
    p.wait()
    return out.decode()
print('colour on a terminal', '\033[' in run(80))
print('none with NO_COLOR', '\033' not in run(80, NO_COLOR='1'))
print('none where the terminal is dumb', '\033' not in run(80, TERM='dumb'))
for columns in (50, 80, 100):
    lines = run(columns, NO_COLOR='1').split('\r\n')
    print(columns, 'fits' if max(map(len, lines)) <= columns else max(lines, key=len))
END
