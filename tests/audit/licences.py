"""Licences of what Parallax runs on, held against those that are accepted."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.audit.locked import normal

ACCEPTED = Path(__file__).with_name("accepted_licences.toml")


def declared_licences(python: Path) -> dict[str, str]:
    """The licence that each package declares which is installed for a Python."""
    command = [sys.executable, "-m", "piplicenses", "--python", str(python), "--with-system"]
    run = subprocess.run([*command, "--format", "json"], capture_output=True, text=True, check=True)
    return {normal(package["Name"]): package["License"] for package in json.loads(run.stdout)}


def read_accepted(path: Path = ACCEPTED) -> dict[str, Any]:
    """The tables `licences` (wording: reason) and `packages` (what one declares, what is taken)."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def find_unaccepted(declared: Mapping[str, str], accepted: Mapping[str, Any]) -> list[str]:
    """A line for each package with a licence that is not accepted.

    Of several licences all must be, even where there is a choice: what is chosen is written down
    for the package. What is written down holds as long as the package declares the same.
    """
    faults = []
    for name, licence in sorted(declared.items()):
        known = accepted["packages"].get(name)
        if known and known["declares"] == licence:
            licence = known["taken"]
        whole = [licence] if licence in accepted["licences"] else parts_of(licence)
        unknown = [part for part in whole if part not in accepted["licences"]]
        if unknown:
            faults.append(f"{name}: the licence {' and '.join(map(repr, unknown))} is not accepted")
    return faults


def parts_of(licence: str) -> list[str]:
    """The single licences in what a package declares, an expression of SPDX or several words."""
    parts = re.split(r"[;()]|\bAND\b|\bOR\b", licence)
    return [part.strip() for part in parts if part.strip()] or [licence]


def summary(declared: Mapping[str, str]) -> Iterable[str]:
    """A line for each licence with the packages that declare it, the most frequent first."""
    having: dict[str, list[str]] = {}
    for name, licence in sorted(declared.items()):
        having.setdefault(licence, []).append(name)
    for licence, names in sorted(having.items(), key=lambda one: -len(one[1])):
        yield f"{licence} ({len(names)}): {', '.join(names)}"
