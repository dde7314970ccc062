echo 'The mayor will resign, sources said.' > mayor.txt
"$ONRECORD" report mayor.txt
