tr '\n' '\r' < mayor.txt > cr.txt
"$ONRECORD" check cr.txt | sed 's/ .*//' | sort -u | head -3
