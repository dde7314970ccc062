cp mayor.md kept.md
echo "# what would be done"
"$ONRECORD" check --diff mayor.md
cmp mayor.md kept.md && echo "nothing was changed"
"$ONRECORD" check --fix=dry-run mayor.md > dry.patch
"$ONRECORD" check --diff mayor.md | cmp - dry.patch && echo "dry-run is the same"
"$ONRECORD" check --fix=all --diff mayor.md > all.patch

echo "# all of it, run after run"
cp mayor.md patched.md
chmod 640 mayor.md
ln -s mayor.md link.md
"$ONRECORD" check --fix=all link.md 2>&1 | grep -v TK
ls -l mayor.md | cut -c1-10
test -h link.md && echo "the link is one still"
patch -s -p0 patched.md < all.patch && cmp patched.md mayor.md && echo "the diff says what is done"
"$ONRECORD" check --fix=all mayor.md > /dev/null 2>&1 # fixes that met in one place come one after the other
"$ONRECORD" check --fix=all mayor.md > left
"$ONRECORD" check --fix=all mayor.md > again
cmp left again && echo "then nothing is left to fix"
diff kept.md mayor.md | grep '^>' || true
ls -A

echo "# other line ends, a mark, no last line end"
printf '\357\273\277The port was safe, Mayor Ana Ruiz claimed.\r\n\r\n\042It is,\042 she boasted.' > odd.txt
"$ONRECORD" check --fix odd.txt
od -c odd.txt

echo "# where it is refused"
status=0
"$ONRECORD" check --fix < kept.md 2>&1 || status=$?
"$ONRECORD" check --fix=some kept.md 2>&1 || status="$status $?"
"$ONRECORD" check --diff=no kept.md 2>&1 || status="$status $?"
"$ONRECORD" report --fix kept.md 2>&1 || status="$status $?"
printf 'The port was safe, Mayor Ana Ru\355z claimed.\n' > latin.txt
"$ONRECORD" check --encoding windows-1252 --fix latin.txt 2>&1 || status="$status $?"
"$ONRECORD" check --encoding windows-1252 --diff latin.txt || status="$status $?"
"$ONRECORD" check --diff --format json kept.md 2>&1 || status="$status $?"
"$ONRECORD" check --fix=dry-run --format sarif kept.md 2>&1 || status="$status $?"
"$ONRECORD" check --diff kept.md > plain.patch
"$ONRECORD" check --diff --format text kept.md | cmp - plain.patch && echo "text is the diff"
echo "exit status $status"
