echo 'The mayor will resign, sources said.' > a.txt
echo 'The meeting starts at noon.' > b.txt
"$ONRECORD" report b.txt a.txt b.txt
