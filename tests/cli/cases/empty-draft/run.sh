"$ONRECORD" report < /dev/null
