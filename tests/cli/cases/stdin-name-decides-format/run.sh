for name in story.md story.txt; do
    echo 'The meeting starts at noon.' | "$ONRECORD" analyze --format jsonl --stdin-filename $name - |
        sed 's/.*"path":"\([^"]*\)".*"format":"\([^"]*\)".*/\1 \2/'
done
echo 'The meeting starts at noon.' | "$ONRECORD" analyze --format jsonl --input markdown - |
    sed 's/.*"path":"\([^"]*\)".*"format":"\([^"]*\)".*/\1 \2/'
