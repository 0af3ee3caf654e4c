"""Mentions and what they are resolved to: the records, and the table of both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
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


@dataclass
class Linked:
    """The mentions of one article in order of start, and what each is resolved to.

    `surfaces` are the names as they stand in the text.
    """

    mentions: Sequence[Mention]
    surfaces: Sequence[str]
    resolved: Sequence[Resolved] = ()


class ArticlesByKey:
    """The articles that each key stands in, by number."""

    def __init__(self) -> None:
        self._articles: defaultdict[str, set[int]] = defaultdict(set)
        self._keys: dict[int, tuple[str, ...]] = {}

    def articles(self, keys: Iterable[str]) -> set[int]:
        """The articles with any of the keys."""
        return set().union(*(self._articles.get(key, ()) for key in keys))

    def keys(self) -> Collection[str]:
        """All keys."""
        return self._articles.keys()

    def put(self, article: int, keys: Collection[str]) -> set[str]:
        """Note all keys of an article, none for one that is gone; gives these and those before."""
        before, now = set(self._keys.pop(article, ())), set(keys)
        for key in before - now:
            self._articles[key].remove(article)
            if not self._articles[key]:
                del self._articles[key]
        for key in now - before:
            self._articles[key].add(article)
        if now:
            # A tuple takes a sixth of the room of a set.
            self._keys[article] = tuple(now)
        return before | now


def add_counts(counts: Counter[str], more: Mapping[str, int]) -> None:
    """Add to counts, or take from them; what is counted no more is left out."""
    for one, times in more.items():
        counts[one] += times
        if not counts[one]:
            del counts[one]


def list_mentions(article: int, text: str, found: Sequence[FoundName]) -> Iterator[Mention]:
    """The names found in one text as mentions; line breaks inside a name become spaces.

    A square bracket is of an editor who adds to a quotation, not of the name: Anna] Example.
    """
    for start, end, kind in found:
        surface = text[start:end]
        if not surface.isalnum():
            surface = " ".join(surface.translate(_NO_BRACKETS).split())
        yield Mention(article, start, end, kind, surface)


def tabulate_mentions(articles: Sequence[Linked]) -> pd.DataFrame:
    """A row for each mention with what it was resolved to, in the order given; see `COLUMNS`."""
    mentions = [one for linked in articles for one in linked.mentions]
    resolved = [one for linked in articles for one in linked.resolved]
    columns = {
        "article": np.repeat(range(len(articles)), [len(one.mentions) for one in articles]),
        "start": [one.start for one in mentions],
        "end": [one.end for one in mentions],
        "surface": [surface for linked in articles for surface in linked.surfaces],
        **{name: [getattr(one, name) for one in resolved] for name in _OF_RESOLVED},
    }
    return pd.DataFrame(columns, columns=list(COLUMNS)).astype(COLUMNS)
