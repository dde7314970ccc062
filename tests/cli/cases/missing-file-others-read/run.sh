echo 'The meeting starts at noon.' > draft.txt
"$ONRECORD" report nosuch.txt draft.txt
