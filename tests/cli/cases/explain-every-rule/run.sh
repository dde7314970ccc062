"$ONRECORD" rules | while read -r rule rest; do
    "$ONRECORD" explain "$rule" > out || echo "$rule: $?"
    for heading in 'What it says' 'Why' 'What to do' 'How serious'; do
        grep -q "^$heading" out || echo "$rule: no passage $heading"
    done
    awk -v rule="$rule" '{ gsub(/“|”|’|…/, "x") } length > 80 { print rule ": too wide: " $0 }' out
done
