"$ONRECORD" report mayor.txt
