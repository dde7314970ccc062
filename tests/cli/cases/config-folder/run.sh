list() { "$ONRECORD" check "$@" | cut -d: -f1 | sort -u; }
echo '# no configuration'
list .
echo '# chosen by the project'
printf '[onrecord]\n\tinclude = drafts\n\tinclude = *.news\n\texclude = old\n\texclude = drafts/*.md\n' > .onrecord
list .
echo '# seen from a folder below'
list drafts/opinion drafts/old
cd drafts
list .
cd ..
echo '# a file that is named is taken'
list notes/d.txt drafts/old/b.txt
echo '# a project inside the project'
printf '[onrecord]\n\texclude = *\n' > drafts/opinion/.onrecord
list drafts
echo '# nothing is left'
printf '[onrecord]\n\texclude = *\n' > .onrecord
"$ONRECORD" check notes
