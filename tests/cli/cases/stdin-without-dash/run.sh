echo 'The meeting starts at noon.' | "$ONRECORD" report --stdin-filename story.md
