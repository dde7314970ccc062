"$ONRECORD" report ferry.md | sed -n '/^Sources/,/^Score/p;/^Asked/,$p'
"$ONRECORD" explain --score ferry.md | sed -n '/^Sources/,/^Article/p'
for format in csv csv-attributions box-text; do
    "$ONRECORD" report --format $format ferry.md
done
"$ONRECORD" report --format markdown ferry.md | sed -n '/^## Sources/,/^## Findings/p'
"$ONRECORD" report --format html ferry.md | grep -o '<bdi>[^<]*</bdi>' | sort -u
"$ONRECORD" check ferry.md
"$ONRECORD" diff ferry.md later.md
"$ONRECORD" diff --format markdown ferry.md later.md
# The contract of the JSON has the draft's bytes.
"$ONRECORD" analyze --format json ferry.md | grep '"label"'
