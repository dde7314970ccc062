"$PYTHON" - "$ONRECORD" <<'END'
import json, random, subprocess, sys
random.seed(7)
pieces = ['“', '”', '"', '\\', '\x1b[2J', '\x7f', '\u2028', '\u202e', '😀', 'é', ' said ', 'sources', 'the mayor',
          '\n\n', '\r\n', '\t', 'declined to comment', '. ', ', ', '<b>', '&', "'", '\ufeff', '\uffff']
for n in range(40):
    text = ''.join(random.choice(pieces) for _ in range(random.randrange(60)))
    open('d.txt', 'w', newline='', encoding='utf-8').write(text)
    for args in (['analyze'], ['analyze', '--format', 'jsonl'], ['report'], ['check']):
        p = subprocess.run([sys.argv[1], *args, 'd.txt'], capture_output=True)
        assert p.returncode == 0 or args == ['check'], (text, p)
        out = p.stdout.decode('utf-8')
        if args[0] == 'analyze':
            json.loads(out)
        else:
            assert not any(ord(c) < 32 and c != '\n' or ord(c) == 127 or c in '\u202e\u2028' for c in out), out
print('ok')
END
