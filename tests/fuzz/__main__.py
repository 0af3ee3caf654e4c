"""Fuzz the readers, each format for an equal share of the time, guided by what of them is reached.

    python -m tests.fuzz FOLDER SECONDS [FORMAT ...]

Needs `atheris` beside what the tests need, in an environment of its own. FOLDER keeps the `seeds`,
which are what the tests of the readers read, what has grown out of them for the next run (`corpus`)
and the `findings`: of each kind one, its input and trace.
"""

import hashlib
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from unittest import mock

import pytest

from components.corpus.readers.detect_format import _INNER, FORMATS
from components.corpus.readers.sandbox.client import ParserHost

KEYS = [known.key for known in (*FORMATS, *_INNER) if known.key != "probes"]
LARGEST, MOST = 64_000, 400
"""Bytes of a seed, and seeds of one format: some tests think up their examples."""
STOPPED = re.compile(r"^.*(?:panicked at|memory allocation of|ERROR: libFuzzer).*$", re.M)


def make_seeds(folder: Path) -> None:
    """Run the tests of the readers and keep what they read."""
    read, place = ParserHost.read, "tests/corpus/readers"

    def keep_and_read(host, order, stream):
        (own := folder / order.task.format).mkdir(parents=True, exist_ok=True)
        data = stream.start(LARGEST)
        if data and stream.size <= LARGEST and len([*own.iterdir()]) < MOST:
            # libFuzzer calls by this name an input that stops it.
            (own / hashlib.sha1(data).hexdigest()).write_bytes(data)
        return read(host, order, stream)

    with mock.patch.object(ParserHost, "read", keep_and_read):
        pytest.main(["-n0", "-q", "--hypothesis-seed=0", f"--ignore={place}/sandbox", place])


def fuzz(key: str, seconds: float, folder: Path) -> str:
    """Fuzz one format, on again after what stops the process; gives a line on what was done."""
    end, done, reached, stops = time.monotonic() + seconds, 0, 0, Counter()
    while (left := round(end - time.monotonic())) > 0:
        command = [sys.executable, "-m", "tests.fuzz.target", key, str(left), str(folder)]
        ended = subprocess.run(command, capture_output=True, text=True, errors="replace")
        counts = re.findall(r"^#(\d+)\s.*?cov: (\d+)", ended.stderr, re.M) or [(0, 0)]
        done, reached = done + int(counts[-1][0]), max(reached, int(counts[-1][1]))
        if ended.returncode:
            stops[(STOPPED.findall(ended.stderr) or [ended.stderr[-300:]])[0]] += 1
            forget_inputs(key, folder)
    findings = len([*folder.glob(f"findings/{key}-*")])
    told = "".join(f"; {count} stopped it: {what}" for what, count in stops.items())
    return f"{key}: {done:,} executions, {reached:,} places reached, {findings} findings{told}"


def forget_inputs(key: str, folder: Path) -> None:
    """Take out what stopped the process: it is the fault of a package, told and not kept."""
    for path in folder.glob(f"stopped/{key}/*"):
        for kept in folder.glob(f"*/{key}/{path.name.rpartition('-')[2]}"):
            kept.unlink()
        path.unlink()


if __name__ == "__main__":
    FOLDER, KEYS = Path(sys.argv[1]), sys.argv[3:] or KEYS
    if not (FOLDER / "seeds").exists():
        make_seeds(FOLDER / "seeds")
    for key in KEYS:
        print(fuzz(key, int(sys.argv[2]) / len(KEYS), FOLDER), flush=True)
