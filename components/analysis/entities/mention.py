"""One place where a name stands, and the entity it was linked to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from components.analysis.entities.spans import Found


class Mention(NamedTuple):
    """A name in the corpus: which text (row number), where, as what, and how it is written."""

    article: int
    start: int
    end: int
    type: str
    surface: str


@dataclass(frozen=True)
class Link:
    """The entity of a mention and the reason in words, '' where nothing had to be decided.

    `group` is the country behind a place, a people or a seat of power. `inferred` marks a link that
    rests on the corpus or on the order of names rather than on the name itself; `ambiguous` a name
    that several entities bear and that was therefore left on its own.
    """

    entity: str
    type: str
    why: str = ""
    group: str = ""
    inferred: bool = False
    ambiguous: bool = False


def mentions_of(article: int, text: str, found: Sequence[Found]) -> Iterator[Mention]:
    """The names found in one text as mentions; line breaks inside a name become spaces."""
    for start, end, kind in found:
        surface = text[start:end]
        if not surface.isalnum():
            surface = " ".join(surface.split())
        yield Mention(article, start, end, kind, surface)
