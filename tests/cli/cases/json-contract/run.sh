cat > draft.txt <<'END'
Mayor weighs exit

The mayor is weighing whether to resign, people familiar with the matter said on Monday, asking not to be identified
because they feared for their jobs. “He is done,” said Ana Ruiz, a council member. “We all know it.”

The Daily Gazette first reported the plan. A spokesman for the mayor declined to comment. The council denied the claim.
Critics say the plan is old. The court’s ruling said that "nobody" had been "heard".
END
"$ONRECORD" analyze draft.txt | "$PYTHON" "$HERE/contract.py" draft.txt
"$ONRECORD" analyze --format jsonl draft.txt | "$PYTHON" "$HERE/contract.py" --lines draft.txt
