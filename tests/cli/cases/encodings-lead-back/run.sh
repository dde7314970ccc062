"$PYTHON" - "$ONRECORD" <<'END'
import json, subprocess, sys
text = ('Café weighs exit\r\n\r\nThe “mayor” is weighing — with 😀 — whether to resign, people familiar with the matter '
        'said.\r\n\r\n“He is done,” said Ana Ruiz, a council member. The Gazette’s rival declined to comment.\r\n')
def spans(o, found):
    if isinstance(o, list) and len(o) == 2 and all(type(x) is int for x in o):
        found.append(tuple(o))
    elif isinstance(o, (list, dict)):
        for k, x in (o.items() if isinstance(o, dict) else enumerate(o)):
            if k != 'attributions' or not all(type(y) is int for y in x):
                spans(x, found)
    return found
def analyze(data, *args):
    open('d.txt', 'wb').write(data)
    out = subprocess.run([sys.argv[1], 'analyze', *args, 'd.txt'], capture_output=True, check=True).stdout
    d = json.loads(out)
    assert d['bytes'] == len(data)
    return spans(d, [])
for encoding, drop in (('cp1252', '😀'), ('utf-16-le', ''), ('utf-16-be', ''), ('utf-32-le', ''), ('gb18030', '')):
    t = text.replace(drop, '') if drop else text
    base = analyze(t.encode())
    other = analyze(t.encode(encoding), '--encoding', {'cp1252': 'windows-1252'}.get(encoding, encoding.upper().replace('-LE', 'LE').replace('-BE', 'BE')))
    same = [t.encode()[a:b].decode() for a, b in base] == [t.encode(encoding)[a:b].decode(encoding) for a, b in other]
    print(encoding, 'same' if same and base else 'different', )
mark = analyze(b'\xff\xfe' + text.encode('utf-16-le'), '--encoding', 'UTF-16')
print('utf-16 with mark', [(a + 2, b + 2) for a, b in analyze(text.encode('utf-16-le'), '--encoding', 'UTF-16LE')] == mark)
END
