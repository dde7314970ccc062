command -v git >/dev/null || exit 0
git init -q d
git init -q e
for f in d/ignored.txt e/ignored.txt; do echo 'The meeting starts at noon.' > "$f"; done
echo ignored.txt > d/.gitignore
ONRECORD_GIT_MODULE=/nosuch.so "$ONRECORD" analyze --format jsonl d e 2>err | sed 's/.*"path":"\([^"]*\)".*/\1/'
sed 's/(.*)/(…)/' err
