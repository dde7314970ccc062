mkdir folder
ln -s nowhere.txt folder/gone.txt
echo 'The meeting starts at noon.' > folder/draft.txt
"$ONRECORD" check folder
