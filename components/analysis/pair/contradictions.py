"""Contradictions of two articles: figures or dates for the same thing that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pandas as pd

from components.analysis.article.figure_words import qualifier_before
from components.analysis.article.figures import Facts, Figure
from components.analysis.collection.families import label_connected
from components.analysis.pair.alignment import Alignment
from components.analysis.pair.contradicting.candidates import (
    Side,
    differ,
    difference,
    differing_pairs,
    is_tabular,
    list_told,
    tell_of_the_same,
    within,
)
from components.analysis.pair.contradicting.check import (
    MAYBE,
    SURE,
    Claim,
    check_ages,
    check_dates,
    check_figures,
)
from components.analysis.pair.contradicting.same_report import (
    LEAST_OF_VERSIONS,
    have_days_of_other_periods,
    joined_by,
    own_dates,
    share_of,
)
from components.analysis.pair.contradicting.statements import (
    ALIKE,
    Told,
    days_apart,
)
from components.analysis.pair.contradicting.subjects import (
    ages_by_name,
    begin_otherwise,
    follow_template,
)
from components.analysis.pair.contradicting.values import is_trifle
from components.text.segment import Span

__all__ = ["COLUMNS", "MAYBE", "SURE", "VERSION", "find_contradictions", "list_contradictions",
           "number_things"]  # fmt: skip

VERSION = "contradictions 9"
COLUMNS = {
    "kind": "str",
    "counts": "str",
    "unit": "str",
    "difference": "str",
    "basis": "str",
    "strength": "str",
    "event": "str",
    "place": "str",
    "day": "str",
    "first_start": "int64",
    "first_end": "int64",
    "second_start": "int64",
    "second_end": "int64",
    "first_text": "str",
    "second_text": "str",
}
_FEWEST_FILLED = 3
_Days = tuple[date | None, date | None]
_Row = tuple[str | int, ...]


def find_contradictions(
    first: Facts, second: Facts, alignment: Alignment, published: _Days = (None, None)
) -> pd.DataFrame:
    """Find the figures and dates of two articles that are about the same thing and differ.

    Candidates are figures of one unit that count the same, in linked sentences or in others that
    are alike, and dates of linked sentences that each side alone has. Each is then checked: the
    same kind of event, place, day and quantity, values that cannot both be right, and no word of
    it in the other text. `first` and `second` are the facts of the aligned texts, `published` the
    days of the articles.

    Columns as in `COLUMNS`: `kind` (`number` or `date`); `counts` (the words for what is counted)
    and `unit`, as in `Figure`; `difference` (`value`, or `qualifier` where only “more than” and the
    like differ); `basis` (`linked`: in linked sentences; `alike`: in sentences without a link);
    `strength` (`sure`, or `maybe` for what is only worth a look); `event` (of an age the name),
    `place` and `day` (ISO), the grounds: what both sentences say alike, "" where they do not; the
    spans in both texts and what stands there, from the qualifier of a figure on. No rows when
    nothing contradicts.
    """
    rows = list_contradictions(first, second, alignment, published)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def list_contradictions(
    first: Facts, second: Facts, alignment: Alignment, published: _Days = (None, None)
) -> list[_Row]:
    """The rows of `find_contradictions`, as they are stored; a table of each pair costs more."""
    sides = (
        Side(alignment.first_text, alignment.first, first, published[0]),
        Side(alignment.second_text, alignment.second, second, published[1]),
    )
    rows: list[_Row] = []
    if not _are_of_others(alignment):
        numbers = (
            ()
            if have_days_of_other_periods(alignment, sides)
            else _linked_numbers(alignment, sides)
        )
        rows = [*_without_template(list(numbers)), *_linked_dates(alignment, sides)]
    taken = {row[-6] for row in rows}, {row[-4] for row in rows}
    for row in (*_ages(sides), *_alike_numbers(alignment, sides)):
        if row[-6] not in taken[0] and row[-4] not in taken[1]:
            rows.append(row)
    return rows


def _without_template(rows: list[_Row]) -> list[_Row]:
    """The rows, but for those that only fill in one form: three or more maybes of no event."""
    filled = [row for row in rows if row[5:7] == (MAYBE, "") and row[3] == "value"]
    return [row for row in rows if row not in filled] if len(filled) >= _FEWEST_FILLED else rows


def _ages(sides: tuple[Side, Side]) -> Iterator[_Row]:
    """Persons whose full name both texts have, with two ages."""
    told, others = (ages_by_name(side.text) for side in sides)
    days = days_apart(sides[0].day, sides[1].day)
    for name in told.keys() & others.keys():
        (age, here), (there_age, there) = told[name], others[name]
        claim = check_ages(age, there_age, days, name.title())
        if claim:
            about = "number", "age", "year", "value", "alike", *_grounds(claim)
            written = sides[0].text[slice(*here)], sides[1].text[slice(*there)]
            yield (*about, *here, *there, *written)


def _are_of_others(alignment: Alignment) -> bool:
    """Whether the texts share much for they follow a template, and are about others."""
    first, second = alignment.first_text, alignment.second_text
    if follow_template(first, second):
        return True
    return begin_otherwise(first, second) and share_of(alignment) >= LEAST_OF_VERSIONS


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


def _linked_numbers(alignment: Alignment, sides: tuple[Side, Side]) -> Iterator[_Row]:
    joined = joined_by(alignment, sides, of_numbers=True)
    for link in alignment.links:
        here = within(sides[0].figures, [alignment.first[number] for number in link.first])
        there = within(sides[1].figures, [alignment.second[number] for number in link.second])
        if not here or not there:
            continue
        told = [sides[0].tell(one) for one in here], [sides[1].tell(one) for one in there]
        for one, other in differing_pairs(*told):
            if is_tabular(one.sentence.written) or is_tabular(other.sentence.written):
                continue
            claim = _check(one, other, sides, joined)
            if claim:
                yield _number_row(sides, one.found, other.found, claim, "linked")


def _check(
    one: Told[Figure], other: Told[Figure], sides: tuple[Side, Side], joined: str
) -> Claim | None:
    """The claim of two figures; where only the qualifier differs it is never more than a maybe."""
    if joined != ALIKE and difference(one.found, other.found) == "qualifier":
        if is_trifle(one.found.qualifier, other.found.qualifier):
            return None
        return Claim(MAYBE, one.about.verb if one.about.event == other.about.event else "")
    return check_figures(one, other, joined, (sides[0].figures, sides[1].figures))


def _number_row(
    sides: tuple[Side, Side], one: Figure, other: Figure, claim: Claim, basis: str
) -> _Row:
    spans = _with_qualifier(sides[0].text, one), _with_qualifier(sides[1].text, other)
    written = sides[0].text[slice(*spans[0])], sides[1].text[slice(*spans[1])]
    about = one.counts or other.counts, one.unit, difference(one, other), basis
    return ("number", *about, *_grounds(claim), *spans[0], *spans[1], *written)


def _grounds(claim: Claim) -> tuple[str, str, str, str]:
    return claim.strength, claim.event, claim.place, claim.day


def _with_qualifier(text: str, figure: Figure) -> Span:
    """The span of a figure with the words that qualify it: “as many as 500”."""
    if not figure.qualifier:
        return figure.start, figure.end
    (start, _), _ = qualifier_before(text, figure.start)
    return start, figure.end


def _linked_dates(alignment: Alignment, sides: tuple[Side, Side]) -> Iterator[_Row]:
    joined = joined_by(alignment, sides, of_numbers=False)
    for link in alignment.links:
        here, there = own_dates(link, alignment, sides)
        if len(here) == 1 == len(there) and differ(here[0], there[0]):
            claim = check_dates(sides[0].tell(here[0]), sides[1].tell(there[0]), joined)
            if claim:
                spans = (here[0].start, here[0].end, there[0].start, there[0].end)
                about = "date", "", "", "value", "linked", *_grounds(claim)
                yield (*about, *spans, here[0].text, there[0].text)


def _alike_numbers(alignment: Alignment, sides: tuple[Side, Side]) -> Iterator[_Row]:
    """Figures of one thing in sentences that no link joins but that tell of the same."""
    linked = {number for link in alignment.links for number in link.first}
    linked_there = {number for link in alignment.links for number in link.second}
    own, others = list_told(sides, (linked, linked_there))
    by_unit: defaultdict[str, list[Told[Figure]]] = defaultdict(list)
    for told in others:
        by_unit[told.found.unit].append(told)
    fitting = [
        (told, [one for one in by_unit[told.found.unit] if tell_of_the_same(told, one)])
        for told in own
    ]
    told_to: defaultdict[int, set[float]] = defaultdict(set)
    for told, same in fitting:
        for one in same:
            told_to[one.found.start].add(told.found.value)
    for told, same in fitting:
        values = {(one.found.value, one.found.high) for one in same}
        if len(values) == 1 and len(told_to[same[0].found.start]) == 1:
            claim = _check(told, same[0], sides, ALIKE)
            if claim:
                yield _number_row(sides, told.found, same[0].found, claim, "alike")
