"""What about the place of a library may cost someone their work, said before it does."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from components.corpus.database import RESERVE, Database

# When one connection begins the log anew while another still moves it into the file, a page can be
# lost: https://sqlite.org/wal.html#walresetbug
FAULT_SINCE, FAULT_MENDED = (3, 7, 0), (3, 51, 3)
LOW = 20 * RESERVE
NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"})
MOUNTS = Path("/proc/mounts")

READ_ONLY = "The library can be read but not changed: nothing you type or upload will be saved."
NETWORKED = (
    "The library is on a network disk, where SQLite cannot keep several programs from "
    "interfering with each other. Store it on a local disk, or use PostgreSQL."
)


def find_risks(database: Database) -> list[str]:
    """A sentence for each, none when all is well; costs less than a millisecond."""
    risks = [READ_ONLY] if database.read_only else []
    if database.path is None:
        return risks
    free = shutil.disk_usage(database.path.parent).free
    if free < LOW:
        risks.append(
            f"Only {free // 1000000} MB are left on the disk of the library. Below "
            f"{RESERVE // 1000000} MB, nothing more is saved."
        )
    if lies_on_network(database.path, MOUNTS):
        risks.append(NETWORKED)
    if FAULT_SINCE <= sqlite3.sqlite_version_info < FAULT_MENDED and not database.read_only:
        risks.append(
            f"SQLite {sqlite3.sqlite_version} has a rare fault that can damage a library while "
            "several programs write to it. Keep a backup, and use SQLite 3.51.3 or later, or "
            "PostgreSQL, if many people work on the library at the same time."
        )
    return risks


def lies_on_network(path: Path, mounts: Path) -> bool:
    """Whether the disk is another machine's, as far as the system (Linux) tells."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    # The longest mount point above the path holds it; \040 is a space in one.
    fields = [line.split(" ") for line in lines if line.count(" ") >= 2]
    above = {Path(field[1].replace("\\040", " ")): field[2] for field in fields}
    holding = max((at for at in above if path.is_relative_to(at)), key=_depth, default=None)
    return holding is not None and above[holding] in NETWORK


def _depth(path: Path) -> int:
    return len(path.parts)
