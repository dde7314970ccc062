echo 'The council met. The Daily Gazette has learned that the mayor will resign.' > mayor.txt
for outlet in 'The Daily Gazette' 'The Evening Post'; do
    "$ONRECORD" analyze --outlet "$outlet" mayor.txt |
        "$PYTHON" -c 'import json, sys; print([s["class"] for s in json.load(sys.stdin)["sources"]])'
done
