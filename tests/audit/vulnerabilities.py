"""Known vulnerabilities of what the lock files name, by pip-audit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

UNREACHED = "Vulnerabilities: not looked for, since the database cannot be reached"


def find_vulnerabilities(locks: Sequence[Path]) -> tuple[list[str], list[str]]:
    """Lines on the versions locked for this Python and system: vulnerabilities, and remarks."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--progress-spinner", "off"]
    command += ["--format", "json", "--desc", "off"]
    for lock in locks:
        command += ["-r", str(lock)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return judge(run.stdout, run.stderr)


def judge(answer: str, errors: str) -> tuple[list[str], list[str]]:
    """Faults and remarks from what pip-audit wrote, JSON to standard output.

    It says nothing there when its database cannot be reached at all. Where a mirror answers in its
    place, pip-audit takes all packages for unknown and is content; that is no audit.
    """
    try:
        found: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except ValueError:
        return [], [f"{UNREACHED}: {(errors.strip().splitlines() or ['no answer'])[-1][:200]}."]
    skipped = [package["name"] for package in found if "skip_reason" in package]
    if len(skipped) == len(found):
        return [], [f"{UNREACHED}: it has none of the {len(found)} packages."]
    faults = [
        f"{package['name']} {package['version']}: {', '.join((fault['id'], *fault['aliases']))}"
        f"; mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for package in found
        for fault in package.get("vulns", ())
    ]
    looked = f"looked for in {len(found) - len(skipped)} packages, as locked for this Python"
    remarks = [f"Vulnerabilities: {looked}."]
    if skipped:
        remarks.append(f"Vulnerabilities: not in the database: {', '.join(skipped)}.")
    return faults, remarks
