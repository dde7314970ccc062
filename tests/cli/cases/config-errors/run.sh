# Each line is a configuration; the draft is not read under what is wrong.
try() {
    printf "$1" > .onrecord
    "$ONRECORD" check mayor.txt || echo "exit $?"
} 2>&1
try '[onrecord]\nprofle = ap\n'
try '[onrecord]\nprofile = app\n'
try '[onrecord]\nlanguage = fr\n'
try '[onrecord]\nprofile\n'
try '[onrecord]\nprofile =\n'
try '[onrecord]\noutlet = "The Sun\n'
try '[onrecrd]\nprofile = ap\n'
try '[rule]\nseverity = off\n'
try '[onrecord] profile = ap\n'
try 'profile = ap\n'
try '[rule "anonymous-bar"]\nseverity = off\n'
try '[rule "anonymous-bare"]\nseverity = eror\n'
try '[rule "anonymous-bare"]\nthreshold = 3\n'
try '[rule "late-attribution"]\nthreshold = many\n'
try '[rule "anonymous-bare"]\nprofile = ap\n'
try '[include]\npath = none\n'
try '[include]\npath = .onrecord\n'
try '[include]\npath = house/loop\n'
try '[include]\npath = house/wrong\n'
try '[onrecord]\nrules = none\n'
try '[onrecord]\nrules = house/rules-points\n'
try '[onrecord]\nrules = house/rules-kind\n'
try '[onrecord]\nrules = house/rules-name\n'
try '[onrecord]\nrules = house/rules-ending\n'
try '[onrecord]\nrules = house/rules-taken\n'
try '[onrecord]\nwords = house/words-idle\n'
try '[onrecord]\nwords = house/words-comma\n'
try '[onrecord]\nwords = house/words-taken\n'
try '[onrecord]\nprofle = ap\nprofile = app\nlanguage\n[rul "anonymous-bare"]\nseverity = off\n[rule "late-attribution"]\nthreshold = many\nseverity = eror\n'
"$ONRECORD" config --show mayor.txt 2>&1 || echo "exit $?"
rm .onrecord
mkdir .onrecord
"$ONRECORD" check mayor.txt 2>&1 || echo "exit $?"
