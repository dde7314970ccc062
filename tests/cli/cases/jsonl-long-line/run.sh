"$PYTHON" -c '
import json
for i, times in enumerate((400000, 1)):
    print(json.dumps({"id": i, "text": "The meeting starts at noon. " * times}))' > drafts.jsonl
"$ONRECORD" analyze --input jsonl drafts.jsonl | sed 's/.*\("id":[0-9]*\).*\("bytes":[0-9]*\).*/\1 \2/'
