for how in '-' ''; do
    printf '{"id":1,"text":"The meeting starts at noon."}\n{"id":2,"text":""}' |
        "$ONRECORD" analyze --input jsonl $how | sed 's/,"language".*//'
done
