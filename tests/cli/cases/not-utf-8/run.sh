printf 'Caf\351 society met at noon.\n' > draft.txt
"$ONRECORD" check draft.txt
