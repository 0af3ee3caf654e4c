"""What a lock file names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Pinned(NamedTuple):
    """A package by its normal name, and its version."""

    name: str
    version: str


def normal(name: str) -> str:
    """The name of a package as the lock files write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_locks(paths: Iterable[Path]) -> dict[Pinned, frozenset[str]]:
    """The SHA-256 of each file that may be installed, by the packages of lock files.

    A package has several versions there when newer ones do not run on every Python.
    """
    locked: dict[Pinned, frozenset[str]] = {}
    for path in paths:
        # A package goes on until a line that is not indented.
        for block in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8")):
            if pinned := _PINNED.match(block):
                locked[Pinned(normal(pinned[1]), pinned[2])] = frozenset(_HASH.findall(block))
    return locked
