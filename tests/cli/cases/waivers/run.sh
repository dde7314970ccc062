status=0
"$ONRECORD" check --fail-on info --show hint mayor.md || status=$?
echo "exit status $status"
sed '/onrecord:/d; /anonymous-bare/d; s/claimed/said/; /known:/d; /the desk/d' mayor.md > clean.md
printf '\n<!-- onrecord: file anonymous-source the desk -->\n' >> clean.md
"$ONRECORD" check --fail-on hint clean.md && echo "waived findings do not fail"
"$ONRECORD" report mayor.md | sed -n '/^Findings/,/^Asked/p'
"$ONRECORD" analyze mayor.md | "$PYTHON" "$HERE/contract.py" mayor.md
"$ONRECORD" analyze mayor.md | "$PYTHON" -c '
import json, sys
for w in json.load(sys.stdin)["waivers"]:
    print(w["rule"], w["scope"], w["silenced"], w["reason"], sep=": ")'
