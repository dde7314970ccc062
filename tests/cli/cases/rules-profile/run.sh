"$ONRECORD" rules --profile npr | awk '{ print $1, $2 }'
