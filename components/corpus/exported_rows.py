"""The rows of an exported library, one after another: each checked, and against those before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from components.corpus.exported import (
    CONTENTS,
    FORMAT,
    HIGHEST,
    LARGEST_FILE,
    MOST_ROWS,
    TABLES,
    Check,
    key_of_verdict,
    note_number,
    question_of_upload,
    sha256,
    values_of_change,
    whole_number,
)

COUNTERS = ("annotations", "articles", "batches", "numbers")
# What was not there at first, and what an older library is given for it.
ADDED = {
    "article": {"basis": "", "place": ""},
    "upload": {"asked": "", "columns": ""},
}
_SHOWN = 60
Row = dict[str, Any]


class WrongExportError(Exception):
    """A library that is none; `str()` is a sentence that names the place."""


class NewerExportError(Exception):
    """A library in a format of the future."""


@dataclass(frozen=True)
class Contents:
    """What an export says of itself: how many rows, which files (sizes by SHA-256), and digests.

    `damaged` are the keys of rows, by table, that were not as they were stored when it was made;
    `emptied` are the files of which the library had no bytes any more, None where that is not said.
    """

    format: int
    counters: Mapping[str, int]
    rows: Mapping[str, int]
    originals: Mapping[str, int]
    sha256: Mapping[str, str]
    damaged: Mapping[str, list[list[Any]]]
    emptied: list[str] | None

    def lacks(self, sha256: str) -> bool:
        """Whether a file may be missing: the library had deleted it."""
        return self.emptied is None or sha256 in self.emptied

    @property
    def is_sealed(self) -> bool:
        """Whether its rows have seals."""
        return self.format > 1

    @property
    def is_first(self) -> bool:
        """Whether it is of the first kind, in which the articles of a file stood in its row."""
        return "upload_article" not in self.rows


def read_contents(data: bytes) -> Contents:
    """Read `library.json`. Raises WrongExportError or NewerExportError."""
    try:
        said = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise WrongExportError(f"{CONTENTS} is not JSON.") from error
    if not isinstance(said, dict) or whole_number(1)(said.get("format")):
        raise WrongExportError(f"{CONTENTS} does not say what format it has.")
    if said["format"] > FORMAT:
        raise NewerExportError
    tables = {*TABLES}
    if said["format"] == 1 and "upload_article" not in (said.get("rows") or {}):
        tables.remove("upload_article")
    _require(said, "counters", {*COUNTERS}, whole_number(0, HIGHEST))
    _require(said, "rows", tables, whole_number(0, MOST_ROWS))
    _require(said, "sha256", {f"{table}.jsonl" for table in tables}, sha256)
    _require(said, "originals", None, whole_number(0, LARGEST_FILE))
    for name in said["originals"]:
        if sha256(name):
            raise WrongExportError(f"{CONTENTS}: an original is called {_show(name)}.")
    if said["format"] == 1:
        said.setdefault("emptied", None)
    elif not _are_among(said.get("emptied"), said["originals"]):
        raise WrongExportError(f"{CONTENTS}: “emptied” has to list some of the originals.")
    known = {"format", "counters", "rows", "originals", "sha256", "damaged", "emptied"}
    if not isinstance(said.setdefault("damaged", {}), dict) or {*said} != known:
        raise WrongExportError(f"{CONTENTS} holds other things than an export does.")
    _require(said, "damaged", None, lambda keys: "" if _are_keys(keys) else "keys of rows")
    return Contents(**said)


def _are_among(names: object, originals: Mapping[str, int]) -> bool:
    return isinstance(names, list) and all(
        isinstance(name, str) and name in originals for name in names
    )


def _are_keys(keys: object) -> bool:
    return isinstance(keys, list) and all(isinstance(one, list) for one in keys)


def _require(said: Row, name: str, keys: set[str] | None, check: Callable[[Any], str]) -> None:
    """A part of the contents: an object with these keys, or any, and values that fit."""
    found = said.get(name)
    if not isinstance(found, dict) or (keys is not None and {*found} != keys):
        listed = f" with {', '.join(sorted(keys))}" if keys else ""
        raise WrongExportError(f"{CONTENTS}: “{name}” has to be an object{listed}.")
    for key, value in found.items():
        if expected := check(value):
            told = f"“{key}” is {_show(value)}, where {expected} was expected."
            raise WrongExportError(f"{CONTENTS}: in “{name}” {told}")


class Rows:
    """Takes the rows table by table, in the order of `TABLES`; `end` when all were taken.

    Of an export of the first kind the rows of uploads are made to what they are now, and `given`
    are rows of `upload_article` that follow; with `mended` that was done already. Everything raises
    WrongExportError.
    """

    def __init__(self, contents: Contents, mended: bool = False) -> None:
        self._contents = contents
        self._is_first = contents.is_first and not mended
        self._taken = dict.fromkeys(TABLES, 0)
        self._table = ""
        self._checks: dict[str, Check] = {}
        self._seen: set[object] = set()
        self._articles: dict[str, int] = {}
        self._numbers: set[int] = set()
        self._lengths: dict[int, int] = {}
        self._notes: set[int] = set()
        self._noted: dict[int, int] = {}
        self._uploads: set[int] = set()
        self.given: list[Row] = []
        self._by_table: dict[str, Callable[[Row], str]] = {
            "article": self._article,
            "article_text": self._text,
            "change": self._change,
            "tag": self._tag,
            "note": self._note,
            "verdict": self._verdict,
            "upload": self._upload,
            "upload_article": self._given,
        }

    def take(self, table: str, row: object) -> Row:
        """The row as it is stored now, without a seal if it has none."""
        if table != self._table:
            self._table, self._seen = table, set()
            self._checks = self._find_checks()
        self._taken[table] += 1
        checks = self._checks
        if not isinstance(row, dict) or row.keys() != checks.keys():
            raise self._wrong(f"it has to have the fields {', '.join(checks)}, and no others.")
        for name, check in checks.items():
            if expected := check(row[name]):
                raise self._wrong(
                    f"the field “{name}” is {_show(row[name])}, where {expected} was expected."
                )
        if problem := self._by_table[table](row):
            raise self._wrong(problem)
        return self._mend(table, row) if self._is_first else row

    def end(self) -> None:
        """Whether all was there that belongs together."""
        for table, count in self._contents.rows.items():
            if self._taken[table] != count:
                raise WrongExportError(
                    f"{table}.jsonl has {self._taken[table]:,} rows, where {count:,} were expected."
                )
        if missing := self._numbers - self._lengths.keys():
            raise WrongExportError(f"article_text.jsonl has no text of article {min(missing)}.")
        for note, row in self._noted.items():
            if note not in self._notes:
                raise WrongExportError(f"change.jsonl, row {row}: there is no note {note}.")

    def _find_checks(self) -> dict[str, Check]:
        table = self._table
        checks = dict(TABLES[table])
        if not self._contents.is_sealed:
            checks.pop("seal", None)
        if self._is_first:
            for name in ADDED.get(table, ()):
                del checks[name]
            if table == "upload":
                checks["articles"] = lambda value: "" if _read_ids(value) is not None else _IDS
        return checks

    def _mend(self, table: str, row: Row) -> Row:
        mended = {**row, **ADDED.get(table, {})}
        if table == "upload":
            ids = _read_ids(mended.pop("articles")) or []
            # The new ones come first.
            self.given += [
                {
                    **{"upload": row["id"], "article": id, "new": int(place < row["new"])},
                    **{"seen": 1, "relation": "", "other": "", "share": 0.0},
                }
                for place, id in enumerate(ids)
            ]
        return mended

    def _wrong(self, problem: str) -> WrongExportError:
        return WrongExportError(f"{self._table}.jsonl, row {self._taken[self._table]}: {problem}")

    def _article(self, row: Row) -> str:
        counters = self._contents.counters
        if row["number"] > counters["numbers"] or row["changed"] > counters["articles"]:
            return f"it is numbered beyond what {CONTENTS} counts."
        if row["number"] in self._numbers or row["id"] in self._articles:
            return f"the article {_show(row['id'])} or its number stands there already."
        self._numbers.add(row["number"])
        self._articles[row["id"]] = row["number"]
        return ""

    def _text(self, row: Row) -> str:
        if row["number"] not in self._numbers:
            return f"there is no article {row['number']}."
        self._lengths[row["number"]] = len(row["text"])
        return self._once(row["number"])

    def _change(self, row: Row) -> str:
        if row["batch"] > self._contents.counters["batches"]:
            return f"its “batch” is {row['batch']}, beyond what {CONTENTS} counts."
        if expected := values_of_change(row):
            return f"its values are {_show(row['old'])} and {_show(row['new'])}: not {expected}."
        if row["field"] == "note":
            for state in filter(None, (row["old"], row["new"])):
                self._noted.setdefault(note_number(state), self._taken["change"])
        return self._about(row) or self._once(row["id"])

    def _tag(self, row: Row) -> str:
        return self._about(row) or self._once((row["article"], row["tag"]))

    def _note(self, row: Row) -> str:
        self._notes.add(row["id"])
        if problem := self._about(row) or self._once(row["id"]):
            return problem
        start, end = row["start"], row["end"]
        if start is None and end is None:
            return ""
        length = self._lengths.get(self._articles[row["article"]], 0)
        if start is None or end is None or not start < end <= length:
            return f"there is no span from {start} to {end} in a text of {length:,} characters."
        return ""

    def _verdict(self, row: Row) -> str:
        if expected := key_of_verdict(row):
            return f"the field “key” is {_show(row['key'])}, where {expected} was expected."
        return self._once(row["id"])

    def _upload(self, row: Row) -> str:
        self._uploads.add(row["id"])
        if row["sha256"] not in self._contents.originals:
            return f"there is no original {row['sha256']}."
        if not self._is_first and (expected := question_of_upload(row)):
            return f"the field “asked” is {_show(row['asked'])}, where {expected} was expected."
        return self._once(row["id"])

    def _given(self, row: Row) -> str:
        if row["upload"] not in self._uploads:
            return f"there is no upload {row['upload']}."
        return self._once((row["upload"], row["article"]))

    def _about(self, row: Row) -> str:
        known = row["article"] in self._articles
        return "" if known else f"there is no article {_show(row['article'])}."

    def _once(self, key: object) -> str:
        if key in self._seen:
            return f"what has the key {_show(key)} stands there already."
        self._seen.add(key)
        return ""


_IDS = "JSON of a list of articles"


def _read_ids(value: object) -> list[str] | None:
    """The distinct ids of a list in JSON, None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        read = orjson.loads(value)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(read, list) or not all(isinstance(one, str) for one in read):
        return None
    return [*dict.fromkeys(read)]


def _show(value: object) -> str:
    told = repr(value)
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"
