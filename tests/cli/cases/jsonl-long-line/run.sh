"$PYTHON" -c '
import json
text = "The meeting starts at noon. " * 750000
for i in range(2):
    print(json.dumps({"id": i, "text": text}))' > drafts.jsonl
"$ONRECORD" analyze --input jsonl drafts.jsonl | sed 's/.*\("id":[0-9]*\).*\("bytes":[0-9]*\).*/\1 \2/'
