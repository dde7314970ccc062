printf '{"id":1,"text":"Caf\351"}\n{"id":2,"text":"noon"}\n' | "$ONRECORD" analyze --input jsonl - | sed 's/,"language".*//'
