setsid -w "$ONRECORD" protect add x
