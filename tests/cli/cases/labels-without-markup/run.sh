"$ONRECORD" report ferry.md | sed -n '/^Sources/,/^Score/p;/^Asked/,$p'
"$ONRECORD" explain --score ferry.md | sed -n '/^Sources/,/^Article/p'
"$ONRECORD" report --format csv ferry.md
"$ONRECORD" report --format csv-attributions ferry.md | sed 's/,0\.[0-9]*,/,C,/'
"$ONRECORD" report --format box-text ferry.md
"$ONRECORD" report --format markdown ferry.md | sed -n '/^## Sources/,/^## Findings/p'
"$ONRECORD" report --format html ferry.md | grep -o '<bdi>[^<]*</bdi>' | sort -u
"$ONRECORD" check ferry.md
"$ONRECORD" diff ferry.md later.md
"$ONRECORD" diff --format markdown ferry.md later.md
# The contract of the JSON has the draft's bytes.
"$ONRECORD" analyze --format json ferry.md | grep '"label"'
