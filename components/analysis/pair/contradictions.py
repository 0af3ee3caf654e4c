"""Contradictions of two articles: figures or dates for the same thing that differ."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar

import pandas as pd

from components.analysis.article.figure_words import qualifier_before
from components.analysis.article.figures import Facts, Figure
from components.analysis.collection.families import label_connected
from components.analysis.pair.alignment import Alignment
from components.text.date_expressions import FoundDate
from components.text.digit_grouping import JOINT, join_groups
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import fold
from components.text.segment import Span, words

VERSION = "contradictions 3"
COLUMNS = {
    "kind": "str",
    "counts": "str",
    "unit": "str",
    "difference": "str",
    "basis": "str",
    "first_start": "int64",
    "first_end": "int64",
    "second_start": "int64",
    "second_end": "int64",
    "first_text": "str",
    "second_text": "str",
}
# Sentences that no link joins are alike when they share this many words, and this share of the
# words of the shorter one.
_FEWEST_SHARED = 4
_LEAST_SHARED = 0.5
_MOST_FIGURES = 300
# With a larger share of numbers among its words, a sentence is a line of a table.
_MOST_NUMBERS = 0.2

_Figures = tuple[Sequence[Figure], Sequence[Figure]]
_Row = tuple[str, str, str, str, str, int, int, int, int, str, str]
_Found = TypeVar("_Found", Figure, FoundDate)


def find_contradictions(first: Facts, second: Facts, alignment: Alignment) -> pd.DataFrame:
    """Find the figures and dates of two articles that are about the same thing and differ.

    Figures are compared when their units are equal and a word of what they count is; dates, where
    each of two linked sentences has one date that the other has not, both are known, and neither is
    only less exact. `first` and `second` are the facts of the aligned texts.

    Columns as in `COLUMNS`: `kind` (`number` or `date`); `counts` (the words for what is counted)
    and `unit`, as in `Figure`; `difference` (`value`, or `qualifier` where only “more than” and the
    like differ); `basis` (`linked`: in linked sentences; `alike`: in sentences without a link that
    share half of their words); the spans in both texts and what stands there, from the qualifier of
    a figure on. No rows when nothing contradicts.
    """
    figures = first.figures, second.figures
    rows = [*_linked_numbers(alignment, figures), *_linked_dates(first, second, alignment)]
    taken = {row[5] for row in rows} | {row[7] for row in rows}
    rows += [
        row
        for row in _alike_numbers(alignment, figures)
        if row[5] not in taken and row[7] not in taken
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def number_things(table: pd.DataFrame) -> pd.Series:
    """Number the things that contradictions are about, one number for each row of `table`.

    Rows that have a place in common, directly or by way of others, are about the same thing.
    `table` has columns `a`, `b` (article ids), `first_start` and `second_start`. Numbers are from 0
    in the order of the first rows; the index is that of `table`.
    """
    articles, starts = (
        pd.concat([table[one], table[other]], ignore_index=True)
        for one, other in (("a", "b"), ("first_start", "second_start"))
    )
    places = pd.DataFrame({"article": articles, "start": starts})
    codes = places.groupby(["article", "start"], sort=False).ngroup().to_numpy()
    things = label_connected(len(codes), codes.reshape(2, -1).T)
    return pd.Series(things[codes[: len(table)]], index=table.index, dtype="int64")


def _linked_numbers(alignment: Alignment, figures: _Figures) -> Iterator[_Row]:
    for link in alignment.links:
        spans = [alignment.first[number] for number in link.first]
        other_spans = [alignment.second[number] for number in link.second]
        here, there = _within(figures[0], spans), _within(figures[1], other_spans)
        for one, other in _differing_pairs(here, there):
            near = _sentence_of(one, alignment.first_text, spans)
            far = _sentence_of(other, alignment.second_text, other_spans)
            if not (_is_tabular(near) or _is_tabular(far)):
                yield _number_row(alignment, one, other, _difference(one, other), "linked")


def _within(found: Sequence[_Found], spans: Sequence[Span]) -> list[_Found]:
    """What begins within the spans, in the order of the text."""
    starts = [one.start for one in found]
    return [
        one
        for start, end in spans
        for one in found[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]
    ]


def _sentence_of(figure: Figure, text: str, spans: Sequence[Span]) -> str:
    return next(text[start:end] for start, end in spans if start <= figure.start < end)


def _differing_pairs(
    first: Sequence[Figure], second: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure]]:
    """Figures of the same thing that differ; one that has an equal figure is in no pair."""
    free = list(second)
    left = []
    for one in first:
        fitting = (other for other in free if _is_same_thing(one, other))
        same = next((other for other in fitting if not _difference(one, other)), None)
        if same:
            free.remove(same)
        else:
            left.append(one)
    for one in left:
        best = next((other for other in free if _is_same_thing(one, other)), None)
        if best:
            free.remove(best)
            yield one, best


def _is_same_thing(one: Figure, other: Figure) -> bool:
    if one.unit != other.unit:
        return False
    if not one.counts and not other.counts:
        return one.unit != ""
    return bool(_heads(one) & _heads(other))


def _heads(figure: Figure) -> set[str]:
    return {fold(word).removesuffix("s") for word in figure.counts.split()}


def _difference(one: Figure, other: Figure) -> str:
    if (one.value, one.high) != (other.value, other.high):
        return "value"
    return "qualifier" if one.qualifier != other.qualifier else ""


def _is_tabular(sentence: str) -> bool:
    """Whether a sentence is a line of a table; in two articles these seldom count the same."""
    joined = join_groups(sentence).replace(JOINT, "")
    found = [joined[slice(*word)] for word in words(joined)]
    return sum(word[:1].isdigit() for word in found) > _MOST_NUMBERS * len(found)


def _number_row(
    alignment: Alignment, one: Figure, other: Figure, difference: str, basis: str
) -> _Row:
    counts = one.counts or other.counts
    spans = (
        _with_qualifier(alignment.first_text, one),
        _with_qualifier(alignment.second_text, other),
    )
    written = (alignment.first_text[slice(*spans[0])], alignment.second_text[slice(*spans[1])])
    return ("number", counts, one.unit, difference, basis, *spans[0], *spans[1], *written)


def _with_qualifier(text: str, figure: Figure) -> Span:
    """The span of a figure with the words that qualify it: “as many as 500”."""
    if not figure.qualifier:
        return figure.start, figure.end
    (start, _), _ = qualifier_before(text, figure.start)
    return start, figure.end


def _linked_dates(first: Facts, second: Facts, alignment: Alignment) -> Iterator[_Row]:
    for link in alignment.links:
        here = _within(first.dates, [alignment.first[number] for number in link.first])
        there = _within(second.dates, [alignment.second[number] for number in link.second])
        here, there = _without_same(here, there), _without_same(there, here)
        if len(here) == 1 == len(there) and _differ(here[0], there[0]):
            spans = (here[0].start, here[0].end, there[0].start, there[0].end)
            yield ("date", "", "", "value", "linked", *spans, here[0].text, there[0].text)


def _without_same(dates: Sequence[FoundDate], others: Sequence[FoundDate]) -> list[FoundDate]:
    """The dates that only one side has; “Monday, May 5” is one date written twice."""
    values = {one.value for one in others if one.value}
    written = {fold(one.text) for one in others}
    own = [one for one in dates if one.value not in values and fold(one.text) not in written]
    longest = sorted(own, key=lambda one: len(one.text), reverse=True)
    return list({one.value or one.start: one for one in reversed(longest)}.values())


def _differ(one: FoundDate, other: FoundDate) -> bool:
    if not one.value or not other.value or "W" in one.value + other.value:
        return False
    return not one.value.startswith(other.value) and not other.value.startswith(one.value)


def _alike_numbers(alignment: Alignment, figures: _Figures) -> Iterator[_Row]:
    """Figures of the same thing in sentences that no link joins but that share their words."""
    linked = {number for link in alignment.links for number in link.first}
    linked_there = {number for link in alignment.links for number in link.second}
    own = _placed(alignment.first_text, alignment.first, linked, figures[0])
    other = _placed(alignment.second_text, alignment.second, linked_there, figures[1])
    by_head: defaultdict[tuple[str, str], list[tuple[Figure, frozenset[str]]]] = defaultdict(list)
    for figure, content in other:
        for head in _heads(figure):
            by_head[figure.unit, head].append((figure, content))
    for figure, content in own:
        fitting = {
            there.start: (there, words)
            for head in _heads(figure)
            for there, words in by_head[figure.unit, head]
            if _are_alike(content, words)
        }
        if len(fitting) == 1:
            ((there, _),) = fitting.values()
            if (there.value, there.high) != (figure.value, figure.high):
                yield _number_row(alignment, figure, there, "value", "alike")


def _placed(
    text: str, sentences: Sequence[Span], without: set[int], figures: Sequence[Figure]
) -> list[tuple[Figure, frozenset[str]]]:
    """Figures that count something, with the content words of their sentences."""
    starts = [start for start, _ in sentences]
    placed = []
    for figure in figures[:_MOST_FIGURES]:
        number = bisect_right(starts, figure.start) - 1
        sentence = text[slice(*sentences[number])] if number >= 0 else ""
        if figure.counts and sentence and number not in without and not _is_tabular(sentence):
            placed.append((figure, _content(sentence)))
    return placed


def _content(sentence: str) -> frozenset[str]:
    folded = {fold(sentence[slice(*word)]) for word in words(sentence)}
    return frozenset(word for word in folded - FUNCTION_WORDS if not word[:1].isdigit())


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= max(_FEWEST_SHARED, _LEAST_SHARED * min(len(one), len(other)))
