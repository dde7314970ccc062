echo 'The meeting starts at noon.' > draft.txt
for command in "report draft.txt" "analyze draft.txt" rules "help" --version "explain anonymous-source"; do
    status=0
    "$ONRECORD" $command > /dev/full || status=$?
    echo "$command: $status"
done
