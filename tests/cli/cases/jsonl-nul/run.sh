printf '{"id":"nul","text":"a\\u0000b \\ud83d\\ude00."}\n' | "$ONRECORD" analyze --input jsonl - | sed 's/.*\("bytes":[0-9]*\).*/\1/'
