for f in a b; do echo 'The meeting starts at noon.' > $f.txt; done
mkdir folder empty
cp a.txt folder
"$ONRECORD" analyze a.txt | "$PYTHON" -c 'import json, sys; print(json.load(sys.stdin)["path"])'
"$ONRECORD" analyze a.txt b.txt | "$PYTHON" -c 'import json, sys; print([d["path"] for d in json.load(sys.stdin)])'
"$ONRECORD" analyze folder | "$PYTHON" -c 'import json, sys; print([d["path"] for d in json.load(sys.stdin)])'
"$ONRECORD" analyze empty 2>/dev/null | "$PYTHON" -c 'import json, sys; print(json.load(sys.stdin))'
