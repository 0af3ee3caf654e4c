"""Names and quotations that only one of two articles has, as a table and as rows of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import pandas as pd

from components.text.normalisation import Wording, read_wording, without_insertions
from components.views.locale_formatting import shorten
from components.views.naming.entity_types import ONE_OF_TYPE
from components.views.panes import list_row
from components.views.quotations import format_name

COLUMNS = ["only in", "what", "words", "times", "start"]
_LONGEST = 160


class NamedPlace(NamedTuple):
    """A place where an article names somebody or something: offsets, entity and words."""

    start: int
    end: int
    type: str
    entity: str
    surface: str


@dataclass(frozen=True)
class Side:
    """One of two articles: its names, quotations, places in the table of variants, and text.

    `quotations` has the columns `QUOTATIONS`, `variants` those of `VARIANTS`, of which `quotation`
    is a number that is the same for variants of one quotation.
    """

    QUOTATIONS: ClassVar = ("start", "end", "text", "kind", "speaker", "confidence")
    VARIANTS: ClassVar = ("quotation", "start", "end")

    names: Sequence[NamedPlace]
    quotations: pd.DataFrame
    variants: pd.DataFrame
    text: str = ""


def list_names(mentions: pd.DataFrame) -> list[NamedPlace]:
    """The rows of a table of mentions with the columns of `NamedPlace`."""
    return [*map(NamedPlace._make, zip(*_columns(mentions, NamedPlace._fields), strict=True))]


def _columns(table: pd.DataFrame, names: Sequence[str]) -> list[list[Any]]:
    return [table[name].tolist() for name in names]


def only_table(first: Side, second: Side, letters: str) -> pd.DataFrame:
    """The entities and direct quotations of each article that the other lacks.

    Columns `COLUMNS`: the letter of the side, the type, the words, how many `times`, and the
    `start` of the first. What is in the other text word for word is left out, although it was not
    recognised there.
    """
    rows: list[tuple[str, str, str, int, int]] = []
    for letter, own, other in zip(letters.upper(), (first, second), (second, first), strict=True):
        there, spoken = read_wording(other.text), read_wording(without_insertions(other.text))
        rows += [(letter, *row) for row in _names(own.names, other.names, there)]
        rows += [(letter, *row) for row in _quotations(own, other, spoken)]
    return pd.DataFrame(rows, columns=COLUMNS)


def named_alone(
    own: Sequence[NamedPlace], other: Sequence[NamedPlace], there: Wording
) -> frozenset[str]:
    """The entities named in one article that the other does not name.

    `there` is the wording of the other article; an entity is left out of which a form occurs in it:
    its name, its longest surface form, or any other of them but the family name of a person, which
    others may bear.
    """
    elsewhere = {one.entity for one in other}
    persons = {one.entity for one in own if one.type == "PERSON"}
    forms: dict[str, set[str]] = {}
    for one in own:
        if one.entity not in elsewhere:
            forms.setdefault(one.entity, {one.entity}).add(one.surface)
    return frozenset(
        name
        for name, known in forms.items()
        if not any(map(there.holds, _telling_forms(known, name in persons)))
    )


def _telling_forms(forms: set[str], person: bool) -> list[str]:
    longest = max(map(len, forms))
    return [form for form in forms if not person or len(form) == longest or len(form.split()) > 1]


def _names(
    own: Sequence[NamedPlace], other: Sequence[NamedPlace], there: Wording
) -> list[tuple[str, str, int, int]]:
    alone = named_alone(own, other, there)
    found: dict[str, tuple[str, int, int]] = {}
    for one in own:
        if one.entity in alone:
            first, times, earliest = found.get(one.entity, (one.type, 0, one.start))
            found[one.entity] = first, times + 1, min(earliest, one.start)
    rows = [(kind, name, times, at) for name, (kind, times, at) in found.items()]
    return sorted(rows, key=lambda row: (-row[2], row[3]))


def _quotations(own: Side, other: Side, there: Wording) -> list[tuple[str, str, int, int]]:
    known = set(other.variants["quotation"].tolist())
    places = _columns(own.variants, ("quotation", "start", "end"))
    shared = [(start, end) for number, start, end in zip(*places, strict=True) if number in known]
    spoken = [row for row in own.quotations.to_dict("records") if row["kind"] == "direct"]
    return [
        ("quotation", _describe_quotation(row), 1, int(row["start"]))
        for row in sorted(spoken, key=lambda row: int(row["start"]))
        if not any(row["start"] < end and start < row["end"] for start, end in shared)
        and not there.holds(without_insertions(row["text"]))
    ]


def _describe_quotation(row: dict[str, Any]) -> str:
    speaker = format_name(row)
    return f"“{row['text']}” – {speaker}" if speaker else f"“{row['text']}”"


def only_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of `only_table` for the list; an id is `letter.start.number`."""
    return [
        list_row(f"{row['only in'].lower()}.{row['start']}.{number}", [_line(row)])
        for number, row in enumerate(table.to_dict("records"))
    ]


def _line(row: dict[str, Any]) -> list[list[str]]:
    often = f", {row['times']} times" if row["times"] > 1 else ""
    words = [shorten(row["words"], _LONGEST), "text" if row["what"] == "quotation" else "strong"]
    return [
        [f"{row['only in']}  ", "quiet"],
        words,
        [f"  {ONE_OF_TYPE.get(row['what'], row['what'])}{often}", "quiet"],
    ]
