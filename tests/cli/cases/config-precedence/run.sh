mkdir -p "$HOME/.config/onrecord" other/onrecord
printf '[onrecord]\n\tprofile = npr\n\toutlet = The Post\n[rule "anonymous-bare"]\n\tseverity = hint\n' > "$HOME/.config/onrecord/config"
printf '[onrecord]\n\tprofile = guardian\n' > other/onrecord/config
show() { "$ONRECORD" config --show "$@" | sed -e "s|$HOME|HOME|" | grep -E '^  (profile|outlet) |onrecord|config' | grep -v '^\['; }
echo '# the user'
show project/drafts
echo '# the project'
printf '[onrecord]\n\tprofile = bbc\n' > project/.onrecord
show project/drafts/mayor.txt
cd project
show drafts
cd ..
echo '# the command line'
show --profile ap --outlet 'The Sun' project/drafts
echo '# XDG_CONFIG_HOME, and a relative one that is none'
XDG_CONFIG_HOME=$PWD/other show .
XDG_CONFIG_HOME=other show .
echo '# what counts'
for profile in '' '--profile ap'; do
    for draft in mayor.txt project/drafts/mayor.txt; do
        "$ONRECORD" check $profile --show hint $draft | grep -E 'bare|anonymous-source' || true
    done
done
