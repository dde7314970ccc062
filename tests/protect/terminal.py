"""Runs the program on a terminal of its own and types what it asks for, as a person would.

Names are only ever taken from /dev/tty: a test makes a pseudo-terminal the controlling one of a new session, and
waits for each question before it types the answer, since what was typed before is thrown away.
"""
import os
import pty
import select
import signal
import subprocess
import time

SECONDS = 60


class Terminal:
    """A run of the program whose controlling terminal is a pseudo-terminal; its output goes to pipes."""

    def __init__(self, command, environment, folder, **more):
        self.master, self.slave = pty.openpty()
        self.shown = b''
        os.fchmod(self.slave, 0o666)
        name = os.ttyname(self.slave)

        def become_owner():
            os.setsid()
            os.close(os.open(name, os.O_RDWR))  # the first one opened is the controlling terminal

        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, env=environment, cwd=folder,
                                        preexec_fn=become_owner, **more)

    def read_until(self, text, seconds=SECONDS):
        """Whether the terminal shows a text."""
        end = time.monotonic() + seconds
        while text not in self.shown:
            ready = select.select([self.master], [], [], 0.05)[0]
            if ready:
                self.shown += os.read(self.master, 4096)
            elif self.process.poll() is not None or time.monotonic() > end:
                return False
        return True

    def answer(self, question, text):
        """Types a line once the question is there; False where it never is."""
        if not self.read_until(question):
            return False
        at = self.shown.index(question)
        self.shown = self.shown[:at] + b'[asked]' + self.shown[at + len(question):]
        os.write(self.master, text + b'\n')
        return True

    def end(self):
        """Exit status, standard output, standard error; what was shown is in self.shown."""
        try:
            out, err = self.process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            out, err = self.process.communicate()
        while select.select([self.master], [], [], 0)[0]:
            self.shown += os.read(self.master, 4096)
        os.close(self.master)
        os.close(self.slave)
        return self.process.returncode, out, err


def run(command, environment, folder, answers=()):
    """Runs to the end; answers are (question, text). Gives status, output, errors and what was shown."""
    terminal = Terminal(command, environment, folder)
    for question, text in answers:
        if not terminal.answer(question, text):
            break
    status, out, err = terminal.end()
    return status, out.decode(errors='replace'), err.decode(errors='replace'), terminal.shown
