"$ONRECORD" rules
