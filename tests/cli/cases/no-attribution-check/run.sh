echo 'The meeting starts at noon.' | "$ONRECORD" check --fail-on hint -
