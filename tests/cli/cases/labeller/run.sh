echo 'The mayor will resign, sources said.' > mayor.txt
"$ONRECORD" analyze --labeller rules mayor.txt | "$PYTHON" -c 'import json, sys; print(len(json.load(sys.stdin)["attributions"]))'
