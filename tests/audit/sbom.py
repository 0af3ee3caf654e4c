"""The list of all parts of Parallax (SBOM) as CycloneDX, written by cyclonedx-bom."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.audit.locked import Pinned, normal


def write_sbom(lock: Path, project: Path, target: Path) -> dict[str, Any]:
    """Write the packages of a lock file as parts of the project; the same for the same lock.

    Which of them needs which is not in it.
    """
    target.parent.mkdir(exist_ok=True)
    # It warns that no package is said to need another.
    command = [sys.executable, "-W", "ignore::UserWarning", "-m", "cyclonedx_py", "requirements"]
    command += ["--pyproject", str(project), "--output-reproducible", "--output-file", str(target)]
    subprocess.run([*command, str(lock)], check=True)
    bom: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return bom


def find_missing(bom: Mapping[str, Any], locked: Mapping[Pinned, frozenset[str]]) -> list[str]:
    """A line for each locked package that the list lacks in this version or with these hashes."""
    listed = {
        Pinned(normal(part["name"]), part["version"]): frozenset(
            digest["content"]
            for reference in part.get("externalReferences", ())
            for digest in reference.get("hashes", ())
        )
        for part in bom["components"]
    }
    return [
        f"{pinned.name} {pinned.version} is not in the list of parts with its hashes"
        for pinned, hashes in locked.items()
        if not hashes or hashes != listed.get(pinned)
    ]
