# People read whom a pronoun stands for; the JSON has the draft's own word.
"$ONRECORD" report port.txt | sed -n '/^Asked/,$p'
"$ONRECORD" report --format markdown port.txt | sed -n '/^## Asked/,/^## Score/p'
"$ONRECORD" report --format box-text port.txt | sed -n '/Asked for/,$p'
"$ONRECORD" report --format html port.txt | sed -n '/class="asked"/,/<\/section>/p' | grep -o '<bdi>[^<]*</bdi>'
"$ONRECORD" analyze --format json port.txt | grep -o '"who": "[^"]*"'
