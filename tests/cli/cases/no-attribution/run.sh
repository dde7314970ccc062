echo 'The meeting starts at noon.' | "$ONRECORD" report -
