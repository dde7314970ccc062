for level in error warning info hint never; do
    status=0
    "$ONRECORD" check --fail-on $level mayor.txt > /dev/null || status=$?
    echo "$level: $status"
done
status=0
"$ONRECORD" check --fail-on warning nosuch.txt mayor.txt > /dev/null || status=$?
echo "and a missing file: $status"
status=0
"$ONRECORD" check --fail-on warning --format json mayor.txt > /dev/null || status=$?
echo "as JSON: $status"
status=0
"$ONRECORD" report mayor.txt > /dev/null || status=$?
echo "a report: $status"
