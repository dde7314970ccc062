name=$(printf 'caf\351 \033[2J.txt')
echo 'The meeting starts at noon.' > "$name"
"$ONRECORD" analyze --format jsonl "$name" | "$PYTHON" -c 'import json, sys; print(ascii(json.loads(sys.stdin.read())["path"]))'
"$ONRECORD" report "$name" | sed -n 2p
"$ONRECORD" report "$name.gone"
