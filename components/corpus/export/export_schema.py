"""Schema of exported libraries, with a check for each value; loads no database in the sandbox."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import orjson

from components.text.normalisation import is_within_marks

# Format 1 had no seals, and at first no table `upload_article`; 2 no bases, details, understood.
FORMAT = 3
CONTENTS = "library.json"
# Most characters of a text, as readers cut it; of a value; of other texts, names and tags.
LONGEST_TEXT, LONGEST_VALUE, LONGEST_WORDS = 2_000_000, 5_000_000, 1_000_000
LONGEST_NAME, LONGEST_TAG = 200, 100
MOST_ROWS, LARGEST_FILE = 50_000_000, 2**63 - 1
# The second is of what is counted on: there has to be room above it.
HIGHEST, HIGHEST_COUNT = 2**31 - 1, 2**30
# First and last year of a moment: others do not fit datetime64[ns].
YEARS = (1900, 2200)
STATES = ("waiting", "delayed", "reading", "asking", "done", "rejected", "cancelled")
DATED = ("published", "modified")
FIELDS = ("title", "source", "author", *DATED, "language", "url", "removed", "tag", "note")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}")
# The key of a verdict on boilerplate: an article and a span in it.
_SPAN = re.compile(r".+\.[0-9]{1,9}\.[0-9]{1,9}", re.DOTALL)

Check = Callable[[Any], str]
"""Gives what was expected instead of a value, "" for a value that fits."""


def _text(most: int = LONGEST_WORDS, least: int = 0) -> Check:
    expected = f"a text of {least:,} to {most:,} characters, without NUL or stacked accents,"
    return lambda value: (
        ""
        if isinstance(value, str)
        and least <= len(value) <= most
        and "\0" not in value
        and is_within_marks(value)
        else expected
    )


def whole_number(least: int = 0, most: int = HIGHEST) -> Check:
    """The check for a whole number from `least` to `most`, both included."""
    expected = f"a whole number from {least:,} to {most:,}"
    return lambda value: "" if type(value) is int and least <= value <= most else expected


def _real(most: float) -> Check:
    expected = f"a number from 0 to {most:,.0f}"
    return lambda value: "" if type(value) in (int, float) and 0 <= value <= most else expected


def _one_of(*values: object) -> Check:
    listed = f"one of {', '.join(map(repr, values))}"
    # True is 1 to Python.
    return lambda value: (
        "" if any(value == one and type(value) is type(one) for one in values) else listed
    )


def _or_null(check: Check) -> Check:
    return lambda value: "" if value is None or not check(value) else f"{check(value)} or null"


def is_day(value: object) -> bool:
    """Whether a value is a day in the form 2024-05-31."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _day(value: object) -> str:
    return "" if is_day(value) else "a day such as 2024-05-31"


def _moment(value: object) -> str:
    try:
        fits = (
            isinstance(value, str)
            and _MOMENT.fullmatch(value) is not None
            and YEARS[0] <= datetime.fromisoformat(value).year <= YEARS[1]
        )
    except ValueError:
        fits = False
    return "" if fits else "a moment such as 2024-05-31T12:00:00.000000"


def sha256(value: object) -> str:
    """The check for a SHA-256 in hexadecimal digits."""
    fits = isinstance(value, str) and _SHA256.fullmatch(value)
    return "" if fits else "a SHA-256 of 64 hexadecimal digits"


def _or_nothing(check: Check) -> Check:
    return lambda value: "" if value == "" else check(value)


def _object_of_texts(value: object) -> str:
    read = _json(value)
    fits = isinstance(read, dict) and _are_texts([*read.values()])
    return "" if fits else "JSON of an object of texts"


def _question(value: object) -> str:
    fits = value == "" or isinstance(_json(value), dict)
    return "" if fits else "JSON of an object, or nothing"


def _json(value: object) -> Any:
    """A value in JSON, None for anything else."""
    if not isinstance(value, str) or "\0" in value or len(value) > LONGEST_WORDS:
        return None
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        return None


_COUNT, _SEAL = whole_number(1, HIGHEST_COUNT), {"seal": _text(2_000)}
_WHO = {"who": _text(LONGEST_WORDS), "made": _moment}
# In the order in which they refer to one another.
TABLES: Mapping[str, Mapping[str, Check]] = {
    "article": {
        "number": _COUNT,
        "id": _text(LONGEST_NAME, 1),
        **dict.fromkeys(("title", "label", "source", "author"), _text()),
        "published": _or_null(_day),
        **dict.fromkeys(("language", "url", "name"), _text()),
        "sha256": _or_nothing(sha256),
        "words": whole_number(),
        "added": _moment,
        "removed": _or_null(_moment),
        "changed": whole_number(0, HIGHEST_COUNT),
        "basis": _text(),
        "place": _text(),
        **_SEAL,
        **dict.fromkeys(("bases", "details"), _object_of_texts),
    },
    "article_text": {"number": _COUNT, "text": _text(LONGEST_TEXT)},
    "change": {
        "id": _COUNT,
        "article": _text(LONGEST_NAME, 1),
        "field": _one_of(*FIELDS),
        "old": _text(LONGEST_VALUE),
        "new": _text(LONGEST_VALUE),
        **_WHO,
        "batch": whole_number(0, HIGHEST_COUNT),
        **_SEAL,
    },
    "tag": {"article": _text(LONGEST_NAME, 1), "tag": _text(LONGEST_TAG, 1), **_SEAL},
    "note": {
        "id": _COUNT,
        "article": _text(LONGEST_NAME, 1),
        "start": _or_null(whole_number()),
        "end": _or_null(whole_number()),
        "text": _text(LONGEST_WORDS, 1),
        **_WHO,
        "removed": _or_null(_moment),
        **_SEAL,
    },
    "verdict": {
        "id": _COUNT,
        "kind": _text(LONGEST_NAME, 1),
        "key": _text(),
        "value": _text(LONGEST_VALUE),
        "note": _text(),
        **_WHO,
        **_SEAL,
    },
    "upload": {
        "id": _COUNT,
        **dict.fromkeys(("batch", "who", "name"), _text()),
        "sha256": sha256,
        "state": _one_of(*STATES),
        "message": _text(),
        **dict.fromkeys(("new", "duplicates"), whole_number()),
        "worker": _text(),
        "lease": _real(1e12),
        "tries": whole_number(0, HIGHEST_COUNT),
        "asked": _question,
        "columns": _or_nothing(_object_of_texts),
        **_SEAL,
        "understood": _question,
    },
    "upload_article": {
        "upload": whole_number(1),
        "article": _text(LONGEST_NAME, 1),
        "new": _one_of(0, 1),
        "seen": _one_of(0, 1, 2, 3),
        "relation": _one_of("", "same", "near", "version"),
        "other": _text(LONGEST_NAME),
        "share": _real(1.0),
    },
}


def values_of_change(row: Mapping[str, Any]) -> str:
    """What was expected as the values of a change, by its field; "" when they fit."""
    both = (row["old"], row["new"])
    if row["field"] in DATED and not all(one == "" or is_day(one) for one in both):
        return "days such as 2024-05-31, or nothing"
    if row["field"] == "removed" and sorted(both) != ["", "yes"]:
        return "nothing and 'yes'"
    if row["field"] == "tag" and any(len(one) > LONGEST_TAG for one in both):
        return f"a tag of up to {LONGEST_TAG} characters"
    if row["field"] == "note" and not all(one == "" or note_number(one) for one in both):
        return "JSON of the number of a note and its text"
    return ""


def note_number(state: str) -> int:
    """The number of a note, from the JSON (number, text) in a change; 0 for anything else."""
    read = _json(state)
    if not (isinstance(read, list) and len(read) == 2 and isinstance(read[1], str)):
        return 0
    return read[0] if not whole_number(1)(read[0]) else 0


def key_of_verdict(row: Mapping[str, Any]) -> str:
    """What was expected as the key of a verdict, by its kind; "" when it fits."""
    if row["kind"] == "boilerplate" and not _SPAN.fullmatch(row["key"]):
        return "an article and where a line of it begins and ends"
    return ""


def question_of_upload(row: Mapping[str, Any]) -> str:
    """What was expected as the question of a file that waits for an answer; "" when it fits."""
    if row["state"] != "asking":
        return ""
    read = _json(row["asked"]) or {}
    fits = (
        _are_texts(read.get("names"))
        and isinstance(read.get("fields"), dict)
        and _are_texts([*read["fields"].values()])
        and isinstance(read.get("rows"), list)
        and all(isinstance(one, dict) and _are_texts([*one.values()]) for one in read["rows"])
    )
    return "" if fits else "the columns of a table, proposals for them, and its first rows"


def _are_texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(one, str) for one in values)
