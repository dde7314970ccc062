"$ONRECORD" rules --profile ap --format json > rules.json
"$PYTHON" - <<'END'
import json
rules = json.load(open('rules.json'))
assert rules and all(list(r) == ['id', 'title', 'severity', 'own', 'severities', 'message', 'why', 'fix', 'traps'] for r in rules)
assert all(list(r['severities']) == ['default', 'ap', 'reuters', 'nyt', 'bbc', 'npr', 'guardian'] for r in rules)
assert all(r['severity'] == r['severities']['ap'] for r in rules)
assert len({r['id'] for r in rules}) == len(rules)
print('ok')
END
