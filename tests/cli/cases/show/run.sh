severities() {
    "$ONRECORD" check "$@" mayor.txt | sed 's/^[^ ]* \([a-z]*\):.*/\1/' | sort -u | tr '\n' ' '
    echo
}
severities --show error
severities --show warning
severities --show info
severities --show hint
severities
severities --fail-on hint || :
