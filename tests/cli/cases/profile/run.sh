for profile in default ap reuters nyt bbc npr guardian; do
    status=0
    "$ONRECORD" check --profile $profile mayor.txt > out || status=$?
    echo "$profile: $status, $(grep -c ' error: ' out || :) errors"
    "$ONRECORD" analyze --profile=$profile --format=jsonl mayor.txt | grep -o '"profile":"[a-z]*"'
done
for profile in default ap reuters nyt bbc npr guardian; do
    "$ONRECORD" report --profile $profile mayor.txt | sed -n '1s/,.*//p'
done | sort -u | wc -l
