"""Manifest of an exported library (`library.json`): read and checked, value by value."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from components.corpus.export.export_schema import (
    CONTENTS,
    FORMAT,
    HIGHEST_COUNT,
    LARGEST_FILE,
    MOST_ROWS,
    TABLES,
    sha256,
    whole_number,
)

COUNTERS = ("annotations", "articles", "batches", "numbers")
_SHOWN = 60
Row = dict[str, Any]


class WrongExportError(Exception):
    """A file that is no correct export; `str()` is a sentence with the place."""


class NewerExportError(Exception):
    """An export in a newer format than this version knows."""


@dataclass(frozen=True)
class Contents:
    """The manifest: rows by table, original files (bytes by SHA-256), digests of the tables.

    `damaged` are the keys, by table, of rows that were damaged already at the export; `emptied` the
    original files without bytes any more, None in older formats, which do not say.
    """

    format: int
    counters: Mapping[str, int]
    rows: Mapping[str, int]
    originals: Mapping[str, int]
    sha256: Mapping[str, str]
    damaged: Mapping[str, list[list[Any]]]
    emptied: list[str] | None

    def lacks(self, sha256: str) -> bool:
        """Whether the bytes of an original file may be missing."""
        return self.emptied is None or sha256 in self.emptied

    @property
    def is_sealed(self) -> bool:
        """Whether the rows have seals."""
        return self.format > 1

    @property
    def is_without_bases(self) -> bool:
        """Whether articles have neither `bases` nor `details`, and files no `understood`."""
        return self.format < 3

    @property
    def is_first(self) -> bool:
        """Whether it is one of the first, which have no table `upload_article`."""
        return "upload_article" not in self.rows


def count_steps(contents: Contents, tell: Callable[[float], None]) -> Callable[[int], None]:
    """A function to call with the number of rows or files done; articles count twice."""
    rows = contents.rows
    total = sum(rows.values()) + len(contents.originals) + rows["article"]
    done = 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        tell(min(done / (total or 1), 1.0))

    return step


def read_contents(data: bytes) -> Contents:
    """Read `library.json`. Raises WrongExportError or NewerExportError."""
    try:
        # Not by orjson, which tells want of memory as a mistake in the file.
        said = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise WrongExportError(f"{CONTENTS} is not JSON.") from error
    if not isinstance(said, dict) or whole_number(1)(said.get("format")):
        raise WrongExportError(f"{CONTENTS} does not state its format.")
    if said["format"] > FORMAT:
        raise NewerExportError
    tables = {*TABLES}
    if said["format"] == 1 and "upload_article" not in (said.get("rows") or {}):
        tables.remove("upload_article")
    _require(said, "counters", {*COUNTERS}, whole_number(0, HIGHEST_COUNT))
    _require(said, "rows", tables, whole_number(0, MOST_ROWS))
    _require(said, "sha256", {f"{table}.jsonl" for table in tables}, sha256)
    _require(said, "originals", None, whole_number(0, LARGEST_FILE))
    for name in said["originals"]:
        if sha256(name):
            raise WrongExportError(f"{CONTENTS}: an original is called {show(name)}.")
    if said["format"] == 1:
        said.setdefault("emptied", None)
    elif not _are_among(said.get("emptied"), said["originals"]):
        raise WrongExportError(f"{CONTENTS}: “emptied” must list some of the originals.")
    known = {"format", "counters", "rows", "originals", "sha256", "damaged", "emptied"}
    if not isinstance(said.setdefault("damaged", {}), dict) or {*said} != known:
        raise WrongExportError(f"{CONTENTS} contains entries that an export does not have.")
    _require(said, "damaged", None, lambda keys: "" if _are_keys(keys) else "keys of rows")
    return Contents(**said)


def _are_among(names: object, originals: Mapping[str, int]) -> bool:
    return isinstance(names, list) and all(
        isinstance(name, str) and name in originals for name in names
    )


def _are_keys(keys: object) -> bool:
    return isinstance(keys, list) and all(isinstance(one, list) for one in keys)


def _require(said: Row, name: str, keys: set[str] | None, check: Callable[[Any], str]) -> None:
    """Check that a part is an object with these keys, or any, and values that pass the check."""
    found = said.get(name)
    if not isinstance(found, dict) or (keys is not None and {*found} != keys):
        listed = f" with {', '.join(sorted(keys))}" if keys else ""
        raise WrongExportError(f"{CONTENTS}: “{name}” must be an object{listed}.")
    for key, value in found.items():
        if expected := check(value):
            told = f"“{key}” is {show(value)}, where {expected} was expected."
            raise WrongExportError(f"{CONTENTS}: in “{name}” {told}")


def show(value: object) -> str:
    """A value as text for a sentence, cut when it is long."""
    told = repr(value)
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"
