"""Names and quotations that only one of two articles has, as a table and as rows of the list."""

from __future__ import annotations

from typing import Any

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


def named_alone(mentions: pd.DataFrame, article: str, other: str, there: Wording) -> pd.DataFrame:
    """The mentions in one article of entities that the other does not name.

    `there` is the wording of the other article; an entity is left out of which a form occurs in it:
    its name, its longest surface form, or any other of them but the family name of a person, which
    others may bear.
    """
    own = mentions[mentions["article"] == article]
    elsewhere = set(mentions.loc[mentions["article"] == other, "entity"].tolist())
    names = own["entity"].tolist()
    written = own["surface" if "surface" in own else "entity"].tolist()
    forms: dict[str, set[str]] = {}
    persons = set(own.loc[own["type"] == "PERSON", "entity"].tolist())
    for name, form in zip(names, written, strict=True):
        if name not in elsewhere:
            forms.setdefault(name, {str(name)}).add(str(form))
    alone = {
        name
        for name, known in forms.items()
        if not any(map(there.holds, _telling_forms(known, name in persons)))
    }
    return own.loc[[name in alone for name in names]]


def _telling_forms(forms: set[str], person: bool) -> list[str]:
    longest = max(map(len, forms))
    return [form for form in forms if not person or len(form) == longest or len(form.split()) > 1]


def _names(
    mentions: pd.DataFrame, article: str, other: str, there: Wording
) -> list[tuple[str, str, int, int]]:
    own = named_alone(mentions, article, other, there)
    found: dict[str, tuple[str, int, int]] = {}
    columns = (own[column].tolist() for column in ("entity", "type", "start"))
    for name, type_, start in zip(*columns, strict=True):
        first, times, earliest = found.get(name, (type_, 0, start))
        found[name] = first, times + 1, min(earliest, start)
    rows = [(str(kind), str(name), times, at) for name, (kind, times, at) in found.items()]
    return sorted(rows, key=lambda row: (-row[2], row[3]))


def _quotations(
    quotations: pd.DataFrame, variants: pd.DataFrame, pair: tuple[str, str], there: Wording
) -> list[tuple[str, str, int, int]]:
    article, other = pair
    known = set(variants.loc[variants["article"] == other, "quotation"].tolist())
    both = variants.loc[variants["article"] == article, ["quotation", "start", "end"]]
    shared = [(start, end) for number, start, end in both.to_numpy().tolist() if number in known]
    own = quotations[quotations["article"] == article].to_dict("records")
    return [
        ("quotation", _describe_quotation(row), 1, int(row["start"]))
        for row in sorted(own, key=lambda row: int(row["start"]))
        if row["kind"] == "direct"
        and not any(row["start"] < end and start < row["end"] for start, end in shared)
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
        [f"  {_KINDS.get(row['what'], row['what'])}{often}", "quiet"],
    ]
