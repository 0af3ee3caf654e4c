"""Where two articles give different numbers or dates for the same thing."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pandas as pd

from components.analysis.article.dates import FoundDate
from components.analysis.article.figure_tables import Facts
from components.analysis.article.figure_words import qualifier_before
from components.analysis.article.figures import Figure, contradictions
from components.analysis.connected import label_connected
from components.analysis.pair.alignment import Alignment
from components.text.digit_grouping import JOINT, join_groups
from components.text.normalisation import fold
from components.text.segment import Span, words
from components.text.stop_words import FUNCTION_WORDS

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
_FEWEST_SHARED = 4
_SHARED = 0.5
_MOST_FIGURES = 300
_MOSTLY_FIGURES = 0.2


def find_contradictions(first: Facts, second: Facts, alignment: Alignment) -> pd.DataFrame:
    """Numbers and dates of two articles that speak of the same thing and differ.

    Columns `COLUMNS`: `kind` (`number` or `date`), `counts` (what is counted, in words) and `unit`,
    `difference` (`value`, or `qualifier` where only “more than” and the like differ), `basis`
    (`linked` sentences, or `alike`: sentences that are no versions of each other and share half of
    their words), and where both stand and how they are written. A number's own words count, so the
    qualifier before it is part of its span. Dates are compared in linked sentences, where each side
    has one of its own, both are known, and neither is only the vaguer.
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
    """The number of the thing each row is about: rows that share a place are about the same.

    `table` has the columns `a`, `b`, `first_start` and `second_start`; things are numbered in the
    order of their first rows.
    """
    articles, starts = (
        pd.concat([table[one], table[other]], ignore_index=True)
        for one, other in (("a", "b"), ("first_start", "second_start"))
    )
    places = pd.DataFrame({"article": articles, "start": starts})
    codes = places.groupby(["article", "start"], sort=False).ngroup().to_numpy()
    things = label_connected(len(codes), codes.reshape(2, -1).T)
    return pd.Series(things[codes[: len(table)]], index=table.index, dtype="int64")


_Figures = tuple[Sequence[Figure], Sequence[Figure]]
_Row = tuple[str, str, str, str, str, int, int, int, int, str, str]


def _linked_numbers(alignment: Alignment, figures: _Figures) -> Iterator[_Row]:
    table = contradictions(alignment, figures=figures)
    for row in table.to_dict("records"):
        sentences = (
            alignment.first_text[slice(*row["first_sentence"])],
            alignment.second_text[slice(*row["second_sentence"])],
        )
        if any(map(_is_tabular, sentences)):
            continue
        yield _number_row(alignment, row["first"], row["second"], row["difference"], "linked")


def _is_tabular(sentence: str) -> bool:
    """Whether a sentence is a line of figures, which in two articles are seldom the same ones."""
    joined = join_groups(sentence).replace(JOINT, "")
    found = [joined[slice(*word)] for word in words(joined)]
    return sum(word[:1].isdigit() for word in found) > _MOSTLY_FIGURES * len(found)


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
    """The span of a figure from the words that qualify it on: “as many as 500”."""
    if not figure.qualifier:
        return figure.start, figure.end
    (start, _), _ = qualifier_before(text, figure.start)
    return start, figure.end


def _linked_dates(first: Facts, second: Facts, alignment: Alignment) -> Iterator[_Row]:
    for link in alignment.links:
        here = _inside(first.dates, [alignment.first[number] for number in link.first])
        there = _inside(second.dates, [alignment.second[number] for number in link.second])
        here, there = _without_same(here, there), _without_same(there, here)
        if len(here) == 1 == len(there) and _differ(here[0], there[0]):
            spans = (here[0].start, here[0].end, there[0].start, there[0].end)
            yield ("date", "", "", "value", "linked", *spans, here[0].text, there[0].text)


def _inside(found: Sequence[FoundDate], spans: Sequence[Span]) -> list[FoundDate]:
    return [one for one in found if any(start <= one.start < end for start, end in spans)]


def _without_same(dates: Sequence[FoundDate], others: Sequence[FoundDate]) -> list[FoundDate]:
    """What only one side has; “Monday, May 5” is one date, told twice."""
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
    """Figures of the same thing in sentences that no link joins, but that share their words."""
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
    """Figures that count something, each with the content words of its sentence."""
    starts = [start for start, _ in sentences]
    placed = []
    for figure in figures[:_MOST_FIGURES]:
        number = bisect_right(starts, figure.start) - 1
        sentence = text[slice(*sentences[number])] if number >= 0 else ""
        if figure.counts and sentence and number not in without and not _is_tabular(sentence):
            placed.append((figure, _content(sentence)))
    return placed


def _heads(figure: Figure) -> set[str]:
    return {fold(word).removesuffix("s") for word in figure.counts.split()}


def _content(sentence: str) -> frozenset[str]:
    folded = {fold(sentence[slice(*word)]) for word in words(sentence)}
    return frozenset(word for word in folded - FUNCTION_WORDS if not word[:1].isdigit())


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= max(_FEWEST_SHARED, _SHARED * min(len(one), len(other)))
