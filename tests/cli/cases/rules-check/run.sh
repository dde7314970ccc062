"$ONRECORD" rules --check || echo "exit $?"
echo '# one is off, one mended'
printf '[rule "our-wrong"]\nseverity = off\n' >> .onrecord
"$ONRECORD" rules --check || echo "exit $?"
"$ONRECORD" rules --check --format json || echo "exit $?"
cd / && "$ONRECORD" rules --check
