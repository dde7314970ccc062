echo 'The meeting starts at noon.' > draft.txt
"$ONRECORD" check draft.txt >&-
