# What a script hands on whose variable is not set: nothing is read, and it is told where it stands.
try() {
    "$ONRECORD" "$@" 2>&1 || echo "exit status $?"
}
echo 'The port will close, sources said.' > port.txt
try ''
try check ''
try check port.txt ''
try report --format csv '' port.txt
try explain --score ''
try config ''
try blame ''
try hook run ''
try check --profile '' port.txt
try check --profile= port.txt
try check --stdin-filename '' -
try check --baseline '' port.txt
try check --outlet '' port.txt > /dev/null && echo 'the outlet can be empty'

echo "# outside of git"
try check --staged
try report --fix port.txt
try review --staged | sed "s,$(pwd -P),HERE,"
try hook status | sed "s,$(pwd -P),HERE,"
