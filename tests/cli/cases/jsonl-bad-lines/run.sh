cat > drafts.jsonl <<'END'
{"id": "first", "text": "The meeting starts at noon."}
not JSON at all
{"id": 2, "text": 5}

[1, 2]
{"id": {"n": [3]}, "title": "no text"}
{"id": "shape", "text": "x", "format": "docx"}
{"id": "kind", "text": "x", "format": 1}
{"text": "It has no id."}
{"id": "last", "text": "# Noon\n\nThe meeting starts.", "format": "markdown", "extra": [1, {"a": null}]}
END
status=0
"$ONRECORD" analyze --format jsonl --input jsonl drafts.jsonl > out || status=$?
"$PYTHON" "$HERE/contract.py" --lines < out
sed 's/"path".*//' out
echo "exit $status"
