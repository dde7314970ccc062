# What is suggested is what the command takes.
for words in "explain --score --format xml" "explain --score --format jsno" "explain anonymous-bare --format xml" \
    "rules --format html" "config --format html" "history --format html" "review --format sarf" "check --format sarf"; do
    "$ONRECORD" $words 2>&1 || echo "exit status $?"
done
"$ONRECORD" explain anonymous-bare --format text | head -1
"$ONRECORD" rules --check --format json 2>&1 || echo "exit status $?"
