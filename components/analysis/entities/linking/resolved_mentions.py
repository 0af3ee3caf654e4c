"""Mentions and what they are resolved to: the records, and the table of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from components.analysis.entities.recognition.name_spans import FoundName

COLUMNS = {
    "article": "int64",
    "start": "int64",
    "end": "int64",
    "surface": "str",
    "type": "str",
    "entity": "str",
    "group": "str",
    "why": "str",
    "inferred": "bool",
    "ambiguous": "bool",
}
"""Columns of the table of mentions with their types; `resolve` says what they hold."""
_NO_BRACKETS = str.maketrans("", "", "[]")
_OF_RESOLVED = ("type", "entity", "group", "why", "inferred", "ambiguous")


class Mention(NamedTuple):
    """A name in the corpus: which text (row number), where, as what, and how it is written."""

    article: int
    start: int
    end: int
    type: str
    surface: str


@dataclass(frozen=True)
class Resolved:
    """The entity of a mention and the reason in words, '' where nothing had to be decided.

    `group` is the country behind a place, a people or a seat of power. `inferred` marks a decision
    that rests on the corpus or on the order of names rather than on the name itself; `ambiguous` a
    name that several entities bear and that was therefore left on its own.
    """

    entity: str
    type: str
    why: str = ""
    group: str = ""
    inferred: bool = False
    ambiguous: bool = False


def list_mentions(article: int, text: str, found: Sequence[FoundName]) -> Iterator[Mention]:
    """The names found in one text as mentions; line breaks inside a name become spaces.

    A square bracket is of an editor who adds to a quotation, not of the name: Anna] Example.
    """
    for start, end, kind in found:
        surface = text[start:end]
        if not surface.isalnum():
            surface = " ".join(surface.translate(_NO_BRACKETS).split())
        yield Mention(article, start, end, kind, surface)


def tabulate_mentions(
    texts: Sequence[str], mentions: Sequence[Mention], resolved: Sequence[Resolved]
) -> pd.DataFrame:
    """A row for each mention with what it was resolved to, in the order given; see `COLUMNS`."""
    columns = {
        "article": [one.article for one in mentions],
        "start": [one.start for one in mentions],
        "end": [one.end for one in mentions],
        "surface": [texts[one.article][one.start : one.end] for one in mentions],
        **{name: [getattr(one, name) for one in resolved] for name in _OF_RESOLVED},
    }
    return pd.DataFrame(columns, columns=list(COLUMNS)).astype(COLUMNS)
