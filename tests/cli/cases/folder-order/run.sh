mkdir -p d/b d/.hidden
for f in d/z.txt d/b/y.md d/a.markdown d/c.TXT d/.h.txt d/.hidden/x.txt d/picture.png; do
    echo 'The meeting starts at noon.' > "$f"
done
ln -s .. d/b/up
"$ONRECORD" analyze --format jsonl d | sed 's/.*"path":"\([^"]*\)".*/\1/'
