printf 'The mayor will resign, people \033[31mclose\007 to him\342\200\256 said. Sources\t\302\233 said he had wept.\n' > mayor.txt
"$ONRECORD" report mayor.txt > out
"$ONRECORD" check --show hint mayor.txt >> out
LC_ALL=C grep -c "$(printf '[\001-\010\013-\037\177]')" out || :
LC_ALL=C grep -c "$(printf '\342\200\256')" out || :
grep -o '<U+[0-9A-F]*>' out | sort -u
