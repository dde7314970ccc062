# What speaks for an attribution changes with the model: that something does, and the rest of the list, is held.
"$ONRECORD" report --explain mayor.txt | sed -n '/^Attributions/,/^$/p' | sed 's/; [0-9]*% sure//; /^      /d' |
    sed 's/\(what speaks for it: \).*/\1…/'
"$ONRECORD" analyze --explain mayor.txt | grep -o '"shape": "[^"]*"'
"$ONRECORD" analyze --explain mayor.txt | grep -c '"weight": [0-9]' | sed 's/^[1-9][0-9]*$/evidence/'
"$ONRECORD" report --explain=all mayor.txt
"$ONRECORD" analyze --labeller rules --explain mayor.txt | grep -c '"weight"'
