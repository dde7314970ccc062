# SIGPIPE, as other programs: 141. Where it is ignored, an error that is told.
"$PYTHON" - "$ONRECORD" <<'END'
import os, signal, subprocess, sys
open('draft.txt', 'w').write('The meeting starts at noon.\n')
for disposition in (signal.SIG_DFL, signal.SIG_IGN):
    r, w = os.pipe()
    os.close(r)
    p = subprocess.run([sys.argv[1], 'report', 'draft.txt'], stdout=w, stderr=subprocess.PIPE,
                       preexec_fn=lambda: signal.signal(signal.SIGPIPE, disposition), restore_signals=False)
    os.close(w)
    print(p.returncode, p.stderr.decode().strip())
END
