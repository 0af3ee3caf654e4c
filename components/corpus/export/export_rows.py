"""Rows of an exported library: each is checked by itself and against the rows before it."""

from __future__ import annotations

from collections.abc import Callable

import orjson

from components.corpus.export.export_manifest import Contents, Row, WrongExportError, show
from components.corpus.export.export_schema import (
    CONTENTS,
    TABLES,
    Check,
    key_of_verdict,
    note_number,
    question_of_upload,
    values_of_change,
)

# Fields that the first exports did not have, and their values for such.
ADDED = {
    "article": {"basis": "", "place": ""},
    "upload": {"asked": "", "columns": ""},
}
# The same for all exports before format 3.
_ADDED_LATER = {"article": {"bases": "{}", "details": "{}"}, "upload": {"understood": ""}}


class Rows:
    """Checks rows table by table, in the order of `TABLES`; call `end` after the last one.

    Rows of one of the first exports are converted to the present format, unless they are already
    (`converted`); `given` are the rows of `upload_article` that this makes. All methods raise
    WrongExportError.
    """

    def __init__(self, contents: Contents, converted: bool = False) -> None:
        self._contents = contents
        self._is_first = contents.is_first and not converted
        self._is_without_bases = contents.is_without_bases and not converted
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
        """The row in the present format, checked; without a seal if it had none."""
        if table != self._table:
            self._table, self._seen = table, set()
            self._checks = self._find_checks()
        self._taken[table] += 1
        checks = self._checks
        if not isinstance(row, dict) or row.keys() != checks.keys():
            raise self._wrong(f"it must have the fields {', '.join(checks)}, and no others.")
        for name, check in checks.items():
            if expected := check(row[name]):
                raise self._wrong(
                    f"the field “{name}” is {show(row[name])}, where {expected} was expected."
                )
        if problem := self._by_table[table](row):
            raise self._wrong(problem)
        row = self._convert(table, row) if self._is_first else row
        return {**row, **_ADDED_LATER.get(table, {})} if self._is_without_bases else row

    def end(self) -> None:
        """Check that no row is missing."""
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
        if self._is_without_bases:
            for name in _ADDED_LATER.get(table, ()):
                del checks[name]
        if self._is_first:
            for name in ADDED.get(table, ()):
                del checks[name]
            if table == "upload":
                checks["articles"] = lambda value: "" if _read_ids(value) is not None else _IDS
        return checks

    def _convert(self, table: str, row: Row) -> Row:
        converted = {**row, **ADDED.get(table, {})}
        if table == "upload":
            ids = _read_ids(converted.pop("articles")) or []
            # New ones came first.
            self.given += [
                {
                    **{"upload": row["id"], "article": id, "new": int(number < row["new"])},
                    **{"seen": 1, "relation": "", "other": "", "share": 0.0},
                }
                for number, id in enumerate(ids)
            ]
        return converted

    def _wrong(self, problem: str) -> WrongExportError:
        return WrongExportError(f"{self._table}.jsonl, row {self._taken[self._table]}: {problem}")

    def _article(self, row: Row) -> str:
        counters = self._contents.counters
        if row["number"] > counters["numbers"] or row["changed"] > counters["articles"]:
            return f"its number is higher than the count in {CONTENTS}."
        if row["number"] in self._numbers or row["id"] in self._articles:
            return f"the article {show(row['id'])} or its number is already there."
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
            return f"its “batch” is {row['batch']}, higher than the count in {CONTENTS}."
        if expected := values_of_change(row):
            return f"its values are {show(row['old'])} and {show(row['new'])}: not {expected}."
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
            return f"the field “key” is {show(row['key'])}, where {expected} was expected."
        return self._once(row["id"])

    def _upload(self, row: Row) -> str:
        self._uploads.add(row["id"])
        if row["sha256"] not in self._contents.originals:
            return f"there is no original {row['sha256']}."
        if not self._is_first and (expected := question_of_upload(row)):
            return f"the field “asked” is {show(row['asked'])}, where {expected} was expected."
        return self._once(row["id"])

    def _given(self, row: Row) -> str:
        if row["upload"] not in self._uploads:
            return f"there is no upload {row['upload']}."
        return self._once((row["upload"], row["article"]))

    def _about(self, row: Row) -> str:
        known = row["article"] in self._articles
        return "" if known else f"there is no article {show(row['article'])}."

    def _once(self, key: object) -> str:
        if key in self._seen:
            return f"an entry with the key {show(key)} is already there."
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
