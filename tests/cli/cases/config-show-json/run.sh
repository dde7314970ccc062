"$ONRECORD" config --show --format json --outlet 'The Sun' drafts > config.json
"$PYTHON" - <<'END'
import json
config = json.load(open('config.json'))
assert list(config) == ['files', 'profile', 'language', 'outlet', 'include', 'exclude', 'rules', 'words', 'rule'], list(config)
for key in ('files', 'profile', 'language', 'outlet', 'include', 'rules'):
    print(key, config[key])
for rule in ('anonymous-bare', 'late-attribution', 'named-no-role', 'our-jargon'):
    print(rule, config['rule'][rule])
assert len(config['rule']) > 38
END
