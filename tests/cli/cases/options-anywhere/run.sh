echo 'The meeting starts at noon.' > a.txt
"$ONRECORD" analyze a.txt --format jsonl --format=json --profile=ap > one
"$ONRECORD" analyze --profile ap -- a.txt > two
cmp one two && grep '"profile"' one
