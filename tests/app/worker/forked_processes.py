"""Processes that can be killed, each forked from one that has loaded everything.

What a process of its own has to load takes longer than what the tests have it do.
"""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# Each line on its input asks for a process; gives the process's number, and then how it ended.
PROGRAM = """
import os, sys
load, work, *arguments = sys.argv[1:]
exec(load)
for _ in sys.stdin:
    process = os.fork()
    if not process:
        break
    print(process, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
else:
    sys.exit()
exec(work)
"""


class ForkedProcesses:
    """Runs the code `work` again and again, one process after the other.

    `load` is run once, before the processes are forked; both know the `arguments` by that name.
    """

    def __init__(self, load: str, work: str, *arguments: str, **environment: str) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, load, work, *arguments],
            cwd=ROOT,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )

    def __enter__(self) -> "ForkedProcesses":
        return self

    def __exit__(self, *_: object) -> None:
        self._parent.stdin.close()
        assert self._parent.wait(timeout=600) == 0
        self._parent.stdout.close()

    def start(self) -> int:
        """Start the next process; gives its number."""
        self._parent.stdin.write(b"\n")
        self.number = int(self._parent.stdout.readline())
        return self.number

    def ends_within(self, seconds: float) -> bool:
        """Whether the process ends in this time."""
        return bool(select.select([self._parent.stdout], [], [], seconds)[0])

    def wait(self) -> int:
        """Wait for the end of the process; gives its exit code."""
        assert self.ends_within(600)
        return int(self._parent.stdout.readline())

    def kill(self) -> None:
        """Kill the process, unless it has ended by itself."""
        if not self.ends_within(0):
            os.kill(self.number, signal.SIGKILL)
        self.wait()
