"$ONRECORD" config --show | sed -n '1,12p'
"$ONRECORD" config --show | grep '^    severity' | grep -vc 'default$' || true
