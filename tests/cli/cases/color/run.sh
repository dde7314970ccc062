echo 'The meeting starts at noon.' > draft.txt
escapes() {
    if "$@" report draft.txt $color | grep -q "$(printf '\033')"; then echo "$name: colour"; else echo "$name: none"; fi
}
color='' name='no terminal' escapes "$ONRECORD"
color='--color=always' name='always' escapes "$ONRECORD"
color='--color never' name='never' escapes env CLICOLOR_FORCE=1 "$ONRECORD"
color='' name='CLICOLOR_FORCE=1' escapes env CLICOLOR_FORCE=1 "$ONRECORD"
color='' name='CLICOLOR_FORCE=0' escapes env CLICOLOR_FORCE=0 "$ONRECORD"
color='' name='NO_COLOR and CLICOLOR_FORCE' escapes env NO_COLOR=1 CLICOLOR_FORCE=1 "$ONRECORD"
color='--color=always' name='always and NO_COLOR' escapes env NO_COLOR=1 "$ONRECORD"
color='--color=auto' name='auto and empty NO_COLOR' escapes env NO_COLOR= CLICOLOR_FORCE=1 "$ONRECORD"
