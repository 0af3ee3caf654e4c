"""Questions about files: columns of tables, lists of JSON, languages of scans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.corpus.readers.analyst_answer import DAYS, LANGUAGES
from components.corpus.readers.converted.text_recognition import MOST_LANGUAGES
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.tables.columns import LIST
from components.corpus.readers.shaping.publication_days import possible_days
from components.text.language import name_language
from components.views.add.file_understanding import CHOICES, DAY_ORDERS
from components.views.locale_formatting import count_of

FIELDS = {
    "text": "Text",
    "title": "Title",
    "source": "Source",
    "author": "Author",
    "date": "Date",
    "url": "Address",
    "language": "Language",
}
_ASKED = {**FIELDS, LIST: "List", **{name: CHOICES[name] for name in (DAYS, LANGUAGES)}}


def example_table(rows: Sequence[Mapping[str, str]], chosen: Mapping[str, str]) -> pd.DataFrame:
    """The first rows of a table file; chosen columns come first, with the field they are read as.

    `chosen` maps `FIELDS` to names of columns, "" for none.
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    read = {name: FIELDS[field] for field, name in chosen.items() if name}
    order = [name for name in chosen.values() if name in names]
    order = list(dict.fromkeys([*order, *names]))
    return pd.DataFrame(
        {_heading(name, read): [row.get(name, "") for row in rows] for name in order}, dtype="str"
    )


def _heading(name: str, read: Mapping[str, str]) -> str:
    return f"{read[name]} ← {name}" if name in read else f"not read: {name}"


def describe_list(key: str, count: int) -> str:
    """A list of objects in a JSON file, by its key and length; the key "" is the file itself."""
    entries = count_of(count, "entry", "entries")
    return f"{entries} under “{key}”" if key else f"{entries} at the top of the file"


def name_scan_language(name: str) -> str:
    """A language of Tesseract in words: "German (deu)"; its own name where that is not known."""
    known = name_language(language_code(name))
    return f"{known} ({name})" if known else name


def propose_scan_languages(installed: Sequence[str], ours: Sequence[str]) -> list[str]:
    """Of the languages that Tesseract has those of the library, ISO 639-1, its most frequent first.

    English where it has none of them; at most `MOST_LANGUAGES`.
    """
    found = [name for code in ours for name in installed if language_code(name) == code]
    return found[:MOST_LANGUAGES] or [name for name in installed if name == "eng"]


def describe_missing_languages(installed: Sequence[str], ours: Sequence[str]) -> str:
    """Which languages of the library Tesseract lacks, and what to do; "" for none."""
    known = {language_code(name) for name in installed}
    lacking = [name for code in ours if code not in known and (name := name_language(code))]
    if not lacking:
        return ""
    named = ", ".join(lacking[:5])
    return f"Your library also has articles in {named}, for which Tesseract has no data installed."


def group_by_columns(asked: Mapping[int, Mapping[str, Any]]) -> list[list[int]]:
    """Group files that ask about the same columns and lists, or about languages of a scan.

    `asked` is the question about each file, by its number; a group is a list of numbers.
    """
    groups: dict[Any, list[int]] = {}
    for number, found in asked.items():
        if "languages" in found:
            groups.setdefault(tuple(found["languages"]), []).append(number)
            continue
        lists = tuple((key, tuple(one["names"])) for key, one in found.get("lists", {}).items())
        groups.setdefault((tuple(found["names"]), lists), []).append(number)
    return list(groups.values())


def describe_first_answer(count: int, answer: Mapping[str, str]) -> str:
    """That an answer on some files came too late; `answer` is the one that was there before."""
    files = count_of(count, "file", "files")
    given = {name: label for name, label in _ASKED.items() if answer.get(name)}
    chosen = [f"{label}: {_word(name, answer[name])}" for name, label in given.items()]
    told = f"somebody else had answered already ({'; '.join(chosen)})"
    why = told if chosen else "somebody else had left it out already"
    return f"Your choice for {files} was not taken: {why}."


def _word(name: str, value: str) -> str:
    if name == LANGUAGES:
        return ", ".join(map(name_scan_language, value.split("+")))
    return DAY_ORDERS.get(value, value) if name == DAYS else f"“{value}”"


def has_open_days(columns: Mapping[str, Any]) -> bool:
    """Whether the first dates of a table, or of a list of JSON, can be read in two ways."""
    tables = [columns, *(columns.get("lists") or {}).values()]
    dates = [
        row.get(table["fields"].get("date", ""), "") for table in tables for row in table["rows"]
    ]
    return any(len(set(possible_days(written).values())) > 1 for written in dates)


def fill_in(columns: Mapping[str, Any], answer: Mapping[str, str]) -> dict[str, Any]:
    """The columns of a table with what was answered proposed for each field; empty for no table."""
    if not columns.get("names"):
        return {}
    given = {field: answer[field] for field in FIELDS if field in answer}
    filled = {**columns, "fields": {**columns["fields"], **given}}
    lists = columns.get("lists") or {}
    if lists and answer.get(LIST) in lists:
        chosen = lists[answer[LIST]]
        first = {answer[LIST]: {**chosen, "fields": {**chosen["fields"], **given}}}
        filled["lists"] = {**first, **{key: lists[key] for key in lists if key not in first}}
    return filled


def keep_changed(
    chosen: Mapping[str, str], columns: Mapping[str, Any], before: Mapping[str, str]
) -> dict[str, str]:
    """Of the columns that are chosen those that differ from the proposals or were answered before.

    What is left to the reader may fall back on another column where the first is empty.
    """
    of_list = (columns.get("lists") or {}).get(chosen.get(LIST, ""), columns)
    proposed = of_list["fields"]
    return {
        name: value
        for name, value in chosen.items()
        if name in before or name == LIST or value != proposed.get(name, "")
    }
