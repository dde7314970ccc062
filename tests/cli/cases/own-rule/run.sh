cd drafts
"$ONRECORD" check --show hint mayor.txt || echo "exit $?"
"$ONRECORD" report mayor.txt | grep -A 20 '^Findings'
"$ONRECORD" analyze --format json mayor.txt > found.json
"$PYTHON" - <<'END'
import json
found = json.load(open('found.json'))
text = open('mayor.txt', encoding='utf-8').read().encode()
for f in found['findings']:
    if f['rule'] == 'our-jargon':
        print(f['severity'], text[slice(*f['span'])].decode(), '|', f['message'])
for s in found['sources']:
    print(s['label'], s['class'])
assert all(d['rule'] != 'our-jargon' for s in found['sources'] for d in s['deductions'])
print(found['profile'])
END
"$ONRECORD" rules | tail -n 1
"$ONRECORD" rules --format json > rules.json
"$PYTHON" -c "import json; print([(r['id'], r['severity'], r['own']) for r in json.load(open('rules.json'))][-2:])"
"$ONRECORD" explain our-jargon | sed "s:by .*/[.]onrecord:by .onrecord:"
"$ONRECORD" explain our-jargn || echo "exit $?"
cd / && "$ONRECORD" explain our-jargon || echo "exit $?"
cd "$OLDPWD"
echo '# formats that tell of no finding of it'
for format in $("$ONRECORD" help formats | awk '/--format/ { on = 1; next } /^$/ { on = 0 } on { print $1 }'); do
    "$ONRECORD" report --format "$format" mayor.txt > told || echo "$format: exit $?"
    grep -q our-jargon told || echo "$format"
done
