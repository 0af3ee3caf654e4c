"""`python -m tests.soak`: twenty people for two hours; writes docs/soak.md, fails when it must."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from components.app.worker.folder import enqueue_folder
from components.app.worker.work import work_through
from components.corpus.store import open_store
from tests.browser.conftest import ROOT, Server
from tests.soak.run import describe, run

# How much memory may grow from the second quarter of the time to the last.
MOST_GROWTH = 1.05


def main() -> None:
    """Run, write the report, and end with 1 where something was lost or memory grew."""
    asked = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    asked.add_argument("--hours", type=float, default=2.0)
    asked.add_argument("--people", type=int, default=20)
    asked.add_argument("--pause", type=float, default=10.0, help="mean seconds between actions")
    asked.add_argument("--actions", type=int, help="of each, at most")
    asked.add_argument("--seed", type=int, default=19)
    asked.add_argument("--report", type=Path, default=ROOT / "docs" / "soak.md")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library" / "library.sqlite"
        library.parent.mkdir()
        store = open_store(f"sqlite:///{library}")
        enqueue_folder(store, ROOT / "data" / "corpus")
        work_through(store)
        store.close()
        server = Server(library, ROOT / "data" / "corpus")
        server.start()
        try:
            course = asyncio.run(
                run(
                    server,
                    told.people,
                    told.seed,
                    actions=told.actions,
                    seconds=told.hours * 3600,
                    pause=told.pause,
                )
            )
        finally:
            server.stop()
            shutil.rmtree(server.first, ignore_errors=True)
    told.report.write_text(describe(course, told.people, told.seed), encoding="utf-8")
    sys.stdout.write(told.report.read_text(encoding="utf-8"))
    sys.exit(1 if course.faults or course.growth() > MOST_GROWTH else 0)


if __name__ == "__main__":
    main()
