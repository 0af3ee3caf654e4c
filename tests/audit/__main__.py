"""`make audit`: vulnerabilities, licences, and the list of parts of what Parallax runs on.

    .venv-audit/bin/python -m tests.audit .venv/bin/python

The argument is the Python for which Parallax is installed. Exits with 1 and all faults if there
are any; a database that cannot be reached is said and is none.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.audit.licences import declared_licences, find_unaccepted, read_accepted, summary
from tests.audit.locked import read_locks
from tests.audit.sbom import find_missing, write_sbom
from tests.audit.vulnerabilities import find_vulnerabilities

ROOT = Path(__file__).resolve().parents[2]
RUNTIME, TEAM = ROOT / "requirements.lock", ROOT / "team" / "requirements.lock"
# What is written, and the lock that it lists: a team's server has the parts of both.
SBOMS = {"parallax": RUNTIME, "parallax-team": TEAM}


def audit_licences(python: Path) -> list[str]:
    """Print the licences of all that is installed for a team's server; gives the faults."""
    locked = {pinned.name for pinned in read_locks([RUNTIME, TEAM])}
    declared = {name: one for name, one in declared_licences(python).items() if name in locked}
    print("Licences:", *summary(declared), sep="\n  ")
    if elsewhere := sorted(locked - declared.keys()):
        print(f"Licences: not installed here, so not looked at: {', '.join(elsewhere)}.")
    return find_unaccepted(declared, read_accepted())


def audit_sboms() -> list[str]:
    """Write each list of parts; gives what it lacks."""
    faults = []
    for name, lock in SBOMS.items():
        target = ROOT / "dist" / f"{name}.cdx.json"
        bom = write_sbom(lock, ROOT / "pyproject.toml", target)
        print(f"Parts: {len(bom['components'])} in {target.relative_to(ROOT)}.")
        faults += find_missing(bom, read_locks([lock]))
    return faults


def main() -> None:
    """Run all three, whatever one of them finds."""
    faults, remarks = find_vulnerabilities([RUNTIME, TEAM])
    print(*remarks, sep="\n")
    faults += [*audit_licences(Path(sys.argv[1])), *audit_sboms()]
    sys.exit("\n".join(["", "make audit found:", *faults]) if faults else 0)


if __name__ == "__main__":
    main()
