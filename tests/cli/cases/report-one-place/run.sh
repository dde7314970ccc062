"$ONRECORD" report draft.md | sed -n "/^Findings/,/^Asked/p"    # one rule at one place about two sources
