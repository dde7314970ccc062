"$ONRECORD" config --show drafts/mayor.txt > shown
sed -n '1,12p' shown
grep -A 2 -E '^  (late-attribution|named-no-role|our-jargon)$' shown
echo "$(grep -c '^    severity ' shown) severities, $("$ONRECORD" rules | wc -l) rules"
"$ONRECORD" config drafts/mayor.txt | cmp - shown && echo 'the same without --show'
