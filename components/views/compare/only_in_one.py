"""Names and quotations that only one of two articles has, as a table and as rows of the list."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.text.normalisation import Wording, read_wording, without_insertions
from components.views.locale_formatting import shorten
from components.views.panes import list_row
from components.views.quotations import format_name

COLUMNS = ["only in", "what", "words", "times", "start"]
_LONGEST = 160
_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "NORP": "nationality or group",
    "EVENT": "event",
    "FAC": "building or site",
}


def only_table(
    mentions: pd.DataFrame,
    quotations: pd.DataFrame,
    variants: pd.DataFrame,
    pair: tuple[str, str],
    letters: str,
    texts: tuple[str, str] = ("", ""),
) -> pd.DataFrame:
    """The entities and direct quotations of each article that the other lacks.

    Columns `COLUMNS`: the letter of the side, the type, the words, how many `times`, and the
    `start` of the first. `mentions` has columns `article`, `entity`, `type` and `start`;
    `quotations` has `article`, `start`, `end`, `text`, `speaker` and `kind`; `variants` is the
    table of quotations in two or more articles, in which variants of one share the number
    `quotation`. With `texts`, what is in the other text word for word is left out, although it was
    not recognised there.
    """
    rows: list[tuple[str, str, str, int, int]] = []
    sides = zip(letters.upper(), pair, pair[::-1], texts[::-1], strict=True)
    for letter, article, other, text in sides:
        there, spoken = read_wording(text), read_wording(without_insertions(text))
        rows += [(letter, *row) for row in _names(mentions, article, other, there)]
        rows += [
            (letter, *row) for row in _quotations(quotations, variants, (article, other), spoken)
        ]
    return pd.DataFrame(rows, columns=COLUMNS)


def named_alone(mentions: pd.DataFrame, article: str, other: str, there: Wording) -> frozenset[str]:
    """The entities named in one article that the other does not name.

    `there` is the wording of the other article; an entity is left out of which a form occurs in it:
    its name, its longest surface form, or any other of them but the family name of a person, which
    others may bear.
    """
    written = mentions["surface" if "surface" in mentions else "entity"]
    columns = (mentions[name].tolist() for name in ("article", "entity", "type"))
    rows = list(zip(*columns, written.tolist(), strict=True))
    elsewhere = {name for own, name, _, _ in rows if own == other}
    persons = {name for own, name, type_, _ in rows if own == article and type_ == "PERSON"}
    forms: dict[str, set[str]] = {}
    for own, name, _, form in rows:
        if own == article and name not in elsewhere:
            forms.setdefault(name, {str(name)}).add(str(form))
    return frozenset(
        name
        for name, known in forms.items()
        if not any(map(there.holds, _telling_forms(known, name in persons)))
    )


def _telling_forms(forms: set[str], person: bool) -> list[str]:
    longest = max(map(len, forms))
    return [form for form in forms if not person or len(form) == longest or len(form.split()) > 1]


def _names(
    mentions: pd.DataFrame, article: str, other: str, there: Wording
) -> list[tuple[str, str, int, int]]:
    alone = named_alone(mentions, article, other, there)
    found: dict[str, tuple[str, int, int]] = {}
    columns = (mentions[column].tolist() for column in ("article", "entity", "type", "start"))
    for own, name, type_, start in zip(*columns, strict=True):
        if own == article and name in alone:
            first, times, earliest = found.get(name, (type_, 0, start))
            found[name] = first, times + 1, min(earliest, start)
    rows = [(str(kind), str(name), times, at) for name, (kind, times, at) in found.items()]
    return sorted(rows, key=lambda row: (-row[2], row[3]))


def _quotations(
    quotations: pd.DataFrame, variants: pd.DataFrame, pair: tuple[str, str], there: Wording
) -> list[tuple[str, str, int, int]]:
    article, other = pair
    known = set(variants["quotation"].to_numpy()[_rows_of(variants, other)].tolist())
    places = _rows_of(variants, article)
    columns = (variants[name].to_numpy()[places].tolist() for name in ("quotation", "start", "end"))
    shared = [(start, end) for number, start, end in zip(*columns, strict=True) if number in known]
    places = _rows_of(quotations, article)
    own = [row for row in quotations.iloc[places].to_dict("records") if row["kind"] == "direct"]
    return [
        ("quotation", _describe_quotation(row), 1, int(row["start"]))
        for row in sorted(own, key=lambda row: int(row["start"]))
        if not any(row["start"] < end and start < row["end"] for start, end in shared)
        and not there.holds(without_insertions(row["text"]))
    ]


def _rows_of(table: pd.DataFrame, article: str) -> npt.NDArray[np.intp]:
    """The numbers of the rows of an article."""
    return (table["article"] == article).to_numpy(dtype=bool).nonzero()[0]


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
        [f"  {_KINDS.get(row['what'], row['what'])}{often}", "quiet"],
    ]
