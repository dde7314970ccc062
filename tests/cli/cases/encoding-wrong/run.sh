printf 'a\000b\000c' > draft.txt
"$ONRECORD" report --encoding UTF-16LE draft.txt
