"$PYTHON" - "$ONRECORD" <<'END'
import json, subprocess, sys
text = 'The mayor will resign, sources said. “He is done,” said Ana Ruiz, a council member.\n'
open('a.txt', 'w', encoding='utf-8').write(text)
open('l.jsonl', 'w').write(json.dumps({'id': 'a.txt', 'text': text}) + '\n')
one = json.loads(subprocess.run([sys.argv[1], 'analyze', 'a.txt'], capture_output=True, check=True).stdout)
two = json.loads(subprocess.run([sys.argv[1], 'analyze', '--input', 'jsonl', 'l.jsonl'], capture_output=True, check=True).stdout)
one.pop('path'), two.pop('path')
print('same' if one == two and one['attributions'] else 'different')
END
