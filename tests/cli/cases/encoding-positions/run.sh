"$ONRECORD" check --show hint mayor.txt > utf-8.out
for encoding in windows-1252 UTF-16 UTF-16BE UTF-32; do
    mkdir -p $encoding
    iconv -f UTF-8 -t $encoding mayor.txt > $encoding/mayor.txt
    (cd $encoding && "$ONRECORD" check --encoding $encoding --show hint mayor.txt) | cmp - utf-8.out && echo "$encoding: same"
done
[ -s utf-8.out ] && echo 'and not nothing'
