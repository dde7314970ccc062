echo 'The meeting starts at noon.' > draft.txt
"$ONRECORD" report draft.txt >&-
