"""Installs Parallax without make, as the README says, and tries what was installed.

    python3 tests/fresh_install.py

It needs nothing but Python. In a temporary folder, on a copy of the project, it runs the README's
commands as they stand, so with the pip that this Python brings; then every reader must read its
own sample, confined as it is for any file, and the dashboard must start and answer. It takes about
two minutes and removes what it made.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 120
READ_SAMPLES = """
from importlib import import_module
from components.corpus.readers import read_file
from components.corpus.readers.detect_format import FORMATS

failed = []
for format in FORMATS:
    module, _, name = format.reader.partition(":")
    reader = getattr(import_module(module, "components.corpus.readers.formats"), name)
    reading = read_file(f"sample.txt{format.endings[0]}", reader.sample())
    # What a sample does not hold is not the reader's fault: two of them hold no article.
    reasons = [r.reason for r in reading.rejected if "It is empty" not in r.reason]
    if reasons:
        failed.append(f"{format.title}: {reasons}")
raise SystemExit("\\n".join(failed) or 0)
"""


def readme_commands() -> list[str]:
    """The commands of the README for those who have no make: install twice, then start."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"\nWithout make:\n\n((?:    .+\n)+)", readme)
    assert block, "README.md has no commands for those without make"
    return [line.strip() for line in block[1].splitlines()]


def copy_project(target: Path) -> None:
    """What a clone of the project would have, and what is not committed yet."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, found.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)


def check_start(command: str, folder: Path, environment: dict[str, str]) -> None:
    """Start the dashboard on a free port, and stop it when it has answered."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    started = subprocess.Popen(
        [*command.split(), f"--server.port={port}", "--server.headless=true"],
        cwd=folder,
        env=environment,
    )
    try:
        until = time.monotonic() + START_SECONDS
        while not answers(f"http://127.0.0.1:{port}/health"):
            if started.poll() is not None or time.monotonic() > until:
                sys.exit("The dashboard did not start.")
            time.sleep(0.5)
    finally:
        started.terminate()
        started.wait()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False


def main() -> None:
    *install, start = readme_commands()
    with tempfile.TemporaryDirectory(prefix="parallax-") as name:
        folder = Path(name)
        copy_project(folder)
        # Nothing of the environment this was started from counts.
        clean = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("PYTHON", "PARALLAX", "STREAMLIT"))
        }
        for command in install:
            subprocess.run(command.split(), cwd=folder, check=True, env={**clean, "PIP_QUIET": "1"})
        python = folder / ".venv/bin/python"
        subprocess.run(
            [python, "-"], input=READ_SAMPLES, text=True, cwd=folder, check=True, env=clean
        )
        check_start(start, folder, clean)


if __name__ == "__main__":
    main()
