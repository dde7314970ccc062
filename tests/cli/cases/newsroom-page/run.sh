# What the page for newsrooms shows works as it stands there.
mkdir drafts newsroom
"$PYTHON" - "$HERE/../../plugin/config/newsroom.md" <<'END'
import re, sys, textwrap
page = open(sys.argv[1], encoding='utf-8').read()
blocks = [textwrap.dedent(b) for b in re.findall(r'(?:^    .*\n)+', page, re.M)]
files = {'.onrecord': blocks[1], 'newsroom/our-jargon.rule': blocks[2], 'more.onrecord': blocks[3]}
for name, text in files.items():
    open(name, 'w', encoding='utf-8').write(text)
END
echo 'stakeholder, stakeholders' > newsroom/our-jargon.txt
echo 'The Sea Lantern' > newsroom/outlets.txt
echo 'Lagmand' > newsroom/titles.txt
printf 'The stakeholders met on Monday. The port will close, sources said. Lagmand Zorb Quux said so.\n' > drafts/mayor.txt
printf '[include]\n path = more.onrecord\n' >> .onrecord
"$ONRECORD" check drafts | grep -E 'jargon|bare'
"$ONRECORD" rules --check
echo '# of the whole folder, only the drafts are taken'
"$ONRECORD" check . | cut -d: -f1 | sort -u
"$ONRECORD" analyze drafts/mayor.txt | "$PYTHON" -c "import json, sys; print([(s['label'], s['class']) for s in json.load(sys.stdin)['sources']])"
