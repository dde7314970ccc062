"$ONRECORD" check mayor.txt
"$ONRECORD" check --format text mayor.txt | cmp - - <<END && echo same
$("$ONRECORD" check --format findings mayor.txt)
END
