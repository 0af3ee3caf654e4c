"""Inputs of steps: what is given of articles, of pairs, and of the whole collection."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b
from typing import Any, Protocol, TypeAlias, TypeVar

import pandas as pd

from components.analysis.article.outline import Parts
from components.analysis.pair.alignment import CountedText
from components.analysis.selection import Settings
from components.text.segment import Span

T = TypeVar("T")
# What analysts decide that results rest on: the list of names, added reporting verbs, the
# boilerplate that counts after all and what they left out as boilerplate, their own stop words, and
# verdicts on quotations and figures.
DECIDED = (
    *("names given", "verbs added", "boilerplate put back", "stop words given"),
    *("quotations judged", "figures judged"),
)

# Two ids of articles, the smaller first.
Pair: TypeAlias = tuple[str, str]
# Of copied passages: the share of the first article that is in the second, and the way back.
Shares: TypeAlias = tuple[float | None, float | None]


def canonical(a: str, b: str) -> Pair:
    """The pair as it is stored: the smaller id first."""
    return (a, b) if a < b else (b, a)


class Batch(Protocol):
    """Some articles or pairs that a step works on at once."""

    def __len__(self) -> int:
        """How many there are."""

    def split(self) -> list[Batch]:
        """The two halves, where there are two or more."""


@dataclass(frozen=True)
class Articles:
    """What a step per article is given: some articles of one language, all lists in one order.

    `results` has, by step, the results of those steps before it that are among its inputs.
    """

    ids: list[str]
    texts: list[str]
    language: str
    published: list[date | None]
    results: Mapping[str, list[Any]]
    decided: Decided

    def __len__(self) -> int:
        return len(self.ids)

    def split(self) -> list[Batch]:
        """The two halves."""
        middle = len(self.ids) // 2
        return [self._only(slice(middle)), self._only(slice(middle, None))]

    def _only(self, which: slice) -> Articles:
        return replace(
            self,
            ids=self.ids[which],
            texts=self.texts[which],
            published=self.published[which],
            results={name: found[which] for name, found in self.results.items()},
        )


@dataclass(frozen=True)
class PairSide:
    """One article of a pair: text, what counts of it, and results of the steps among the inputs.

    `judged` has the values of verdicts on its figures, by `start.end`.
    """

    id: str
    text: str
    counted: CountedText
    language: str
    published: date | None
    source: str
    address: str
    results: Mapping[str, Any]
    judged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PairInputs:
    """What a step per pair is given for one pair; `a` has the smaller id.

    `shares` are 0 where there are no copied passages, None before they are looked for; `results`
    those of the steps per pair among the inputs.
    """

    a: PairSide
    b: PairSide
    shares: Shares
    results: Mapping[str, Any]


class Pairs(list[PairInputs]):
    """What a step per pair is given."""

    def split(self) -> list[Batch]:
        """The two halves."""
        middle = len(self) // 2
        return [Pairs(self[:middle]), Pairs(self[middle:])]


@dataclass(frozen=True)
class Decided:
    """What analysts decided that results rest on.

    `names` is their list of names as CSV, "" for none; `verbs` are added reporting verbs, in the
    base form, sorted; `back` the spans of boilerplate that count after all, by article; `left` by
    article the spans left out as boilerplate, each with who left it out. `stop_words` are the
    words that never count, plain and sorted. `quotations` and `figures` have, by
    article, the values of verdicts by place, which is `article.start.end` for a quotation and
    `start.end` for a figure.
    """

    names: str = ""
    verbs: tuple[str, ...] = ()
    back: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    stop_words: tuple[str, ...] = ()
    quotations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    left: Mapping[str, Mapping[Span, str]] = field(default_factory=dict)

    def versions(self) -> dict[str, str]:
        """A digest for each of `DECIDED`: that of an earlier decision when it is taken again."""
        back, left = (
            sorted((article, sorted(own)) for article, own in lines.items())
            for lines in (self.back, self.left)
        )
        # As it was before anything could be left out, so that no result of then is out of date.
        spans = (back, left) if left else back
        judged = (
            sorted((article, sorted(own.items())) for article, own in listed.items())
            for listed in (self.quotations, self.figures)
        )
        told = map(digest, (self.names, self.verbs, spans, self.stop_words, *judged))
        return dict(zip(DECIDED, told, strict=True))


class Inputs(Protocol):
    """What a step per collection is given, and the choice of pairs of a step per pair.

    `articles` is the table of the store, by day; `settings` those of the step.
    """

    @property
    def settings(self) -> Settings:
        """The settings of the step."""

    @property
    def decided(self) -> Decided:
        """What analysts decided."""

    @property
    def articles(self) -> pd.DataFrame:
        """The articles that are there."""

    @property
    def memory(self) -> dict[str, Any]:
        """What the step keeps between calls, as long as this process works; {} at first."""

    def own(self, name: str) -> pd.DataFrame | None:
        """The step's own table as it was made by the same rules; None when there is none."""

    def column(self, name: str) -> dict[str, str]:
        """One column of `articles`, by id, in their order; shared, so never write to it."""

    def texts(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Texts by id, in the order of `articles` or of `ids`."""

    def version(self, step: str) -> str:
        """The version of the results of a step."""

    def results(self, step: str, ids: Iterable[str] | None = None) -> dict[str, Any]:
        """Results of a step per article, by id; those that are not made are left out."""

    def pair_results(self, step: str, read: Callable[[Any], T]) -> dict[Pair, T]:
        """What `read` gives of results of a step per pair, in the order of its pairs.

        Failed ones are left out; what was read of those that stay is kept in `memory`.
        """

    def chosen_pairs(self, choose: Callable[[Inputs], list[Pair]]) -> list[Pair]:
        """What `choose` gives of these inputs by articles and tables of pairs, worked out once."""

    def table(self, name: str) -> pd.DataFrame | None:
        """A table of a step before, by these settings; None when it is not made."""

    def parts(self, ids: Iterable[str] | None = None) -> dict[str, Parts]:
        """The parts of articles by id, from the tables; what no table has yet is empty."""

    def marks(self) -> dict[str, Hashable]:
        """A mark for each article: the same while it and what counts of it stay as they are."""


def number_arrivals(inputs: Inputs) -> dict[str, int]:
    """The place of each article in the order of arrival, those of one moment by their ids."""
    moments, ids = (inputs.articles[name].to_numpy() for name in ("added", "id"))
    order = sorted(zip(moments.view("int64").tolist(), ids.tolist(), strict=True))
    return {id: place for place, (_, id) in enumerate(order)}


def digest(value: object) -> str:
    """Sixteen hexadecimal digits, equal for values that are written alike by `repr`."""
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
