sed 's/$/\r/' mayor.txt > crlf.txt
"$ONRECORD" check --show hint mayor.txt | sed 's/^mayor//' > lf.out
"$ONRECORD" check --show hint crlf.txt | sed 's/^crlf//' > crlf.out
cmp lf.out crlf.out && [ -s lf.out ] && echo same
