command -v git >/dev/null || exit 0
git init -q d
mkdir -p d/notes d/drafts
for f in d/tracked.txt d/ignored.txt d/notes/x.txt d/drafts/a.txt d/drafts/b.md; do
    echo 'The meeting starts at noon.' > "$f"
done
printf 'notes/\nignored.txt\ntracked.txt\nb.md\n' > d/.gitignore
git -C d add -f tracked.txt
names() {
    "$ONRECORD" analyze --format jsonl "$@" | sed 's/.*"path":"\([^"]*\)".*/\1/'
}
names d
names d/drafts
cd d
names .
