# The cue and what is quoted; the place, the classes and the figures before them change with the model.
"$ONRECORD" report --format csv-attributions ferry.txt | sed -n 's/^.*,\("[^"]*","""\)/\1/p'
"$ONRECORD" report --explain ferry.txt | grep -E '^       line|^    (content|cue|source):'
# The JSON has the spans as they were found.
"$ONRECORD" analyze --format json ferry.txt | grep '"cue"'
