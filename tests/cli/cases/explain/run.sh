"$ONRECORD" explain anonymous-bare
