profile() { "$PYTHON" -c 'import json, sys; print([json.loads(line)["profile"] for line in sys.stdin])'; }
"$ONRECORD" analyze --input jsonl archive/a.jsonl | profile
"$ONRECORD" analyze --input jsonl < archive/a.jsonl | profile
"$ONRECORD" analyze --input jsonl --stdin-filename archive/x.jsonl < archive/a.jsonl | profile
"$ONRECORD" analyze --input jsonl --profile bbc archive/a.jsonl | profile
echo '[x]' > archive/.onrecord
"$ONRECORD" analyze --input jsonl archive/a.jsonl || echo "exit $?"
