"""Reader of an analyst's list of names (CSV): a line for each, with its type and other forms."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from components.analysis.entities.recognition.gazetteer import Gazetteer, Named
from components.analysis.entities.recognition.name_spans import TYPES
from components.text.normalisation import clean

MOST_LINES = 20_000
LONGEST_FILE = 5_000_000
_LONGEST_NAME = 150
_MOST_PROBLEMS = 50
_DELIMITERS = ",;\t"
_CALLED = {
    **{"people": "PERSON", "organisation": "ORG", "organization": "ORG", "company": "ORG"},
    **{"country": "GPE", "city": "GPE", "place": "GPE", "region": "LOC", "nationality": "NORP"},
    **{"group": "NORP", "building": "FAC"},
}
_HEADER = frozenset({"name", "names", "entity"})

_Line = tuple[int, Named | None, str]
"""Number of a line, what it names, and what is wrong with it."""


def read_gazetteer(stream: bytes) -> Gazetteer:
    """Read a CSV of names: `name,type,alias,alias…` on each line, with or without a heading.

    Commas, semicolons or tabs between; UTF-8. Types are those of entities (PERSON, ORG, GPE, NORP,
    LOC, FAC, EVENT) or words for them (person, organisation, country). A name or alias may be in
    one line only. Lines that cannot be used are left out, and `problems` says which and why.
    Never raises: a list that cannot be read at all gives no names and one problem.
    """
    if len(stream) > LONGEST_FILE:
        return _refused(f"The list is larger than {LONGEST_FILE // 1_000_000} MB.")
    try:
        text = stream.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused("The list is not in UTF-8; save it as “CSV UTF-8”.")
    kept: list[Named] = []
    problems: list[str] = []
    taken: dict[str, str] = {}
    for number, named, wrong in _lines(clean(text).text):
        twice = _twice(named, taken) if named else ""
        if named is None or twice:
            problems.append(f"Line {number}: {wrong or twice}.")
            continue
        kept.append(named)
        taken.update(dict.fromkeys((named.name, *named.aliases), named.name))
    if len(problems) > _MOST_PROBLEMS:
        left = len(problems) - _MOST_PROBLEMS
        problems[_MOST_PROBLEMS:] = [f"{left:,} more lines could not be used."]
    return Gazetteer(tuple(kept), tuple(problems))


def _refused(reason: str) -> Gazetteer:
    return Gazetteer((), (reason,))


def _lines(text: str) -> Iterator[_Line]:
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row]
            if not any(cells) or (rows.line_num == 1 and cells[0].lower() in _HEADER):
                continue
            if rows.line_num > MOST_LINES:
                yield rows.line_num, None, f"only {MOST_LINES:,} lines are read"
                return
            yield _line(rows.line_num, cells)
    except csv.Error as error:
        yield rows.line_num, None, f"it cannot be read as CSV ({error})"


def _line(number: int, cells: Sequence[str]) -> _Line:
    name, kind = cells[0], cells[1].strip() if len(cells) > 1 else ""
    aliases = tuple(dict.fromkeys(cell for cell in cells[2:] if cell and cell != name))
    if not name:
        return number, None, "the name is missing"
    if not kind:
        return number, None, f"“{_short(name)}” has no type"
    known = kind.upper() if kind.upper() in TYPES else _CALLED.get(kind.lower())
    if known is None:
        clean_spans = ", ".join(sorted(TYPES))
        return number, None, f"“{_short(kind)}” is not a type; use one of {clean_spans}"
    for form in (name, *aliases):
        if len(form) > _LONGEST_NAME:
            return number, None, f"“{_short(form)}” is longer than {_LONGEST_NAME} characters"
        if not (form[0].isupper() or form[0].isdecimal()):
            return number, None, f"“{_short(form)}” does not begin with a capital letter or a digit"
    return number, Named(name, known, aliases), ""


def _twice(named: Named, taken: dict[str, str]) -> str:
    for form in (named.name, *named.aliases):
        if form in taken:
            return f"“{_short(form)}” is already in the line of “{_short(taken[form])}”"
    return ""


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
