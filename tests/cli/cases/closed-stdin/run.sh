"$ONRECORD" report - <&-
