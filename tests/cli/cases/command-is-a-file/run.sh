echo 'The meeting starts at noon.' > draft.txt
"$ONRECORD" draft.txt
