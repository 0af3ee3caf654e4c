"""Ledger: all edits of a pair and its moved, dropped and added sentences, most telling first."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

import pandas as pd

from components.analysis.pair.alignment import Alignment, Link, Mentions
from components.analysis.pair.edits import Side
from components.analysis.pair.edits.checks.weighed_words import (
    are_of_other_periods,
    are_of_other_subjects,
)
from components.analysis.pair.edits.edit import Reason, Typed, typed
from components.analysis.pair.edits.whole_sentences import WholeText, type_sentence
from components.text.normalisation import fold
from components.text.segment import Span

TextNames = tuple[str, str] | None

_AROUND = 40
# What only one text has tells as much as the texts are versions of one: of two with half of their
# words in common a third as much as of two that differ in it alone.
_FALL, _LEAST_SHARE = 1.5, 0.1
# A long text that has all of a short one, and four times as much, is no version of it.
_FEW_OF_LONGER = 0.25
# Reports of two periods must differ in numbers and days; those of two subjects in all they say.
_OF_ANOTHER_PERIOD, _OF_ANOTHER_SUBJECT = 0.35, 0.25
# By which a change is known, whatever is known of the direction.
_CHANGES = {"differs": "edited", "only first": "dropped", "only second": "added"}
# The changes within sentences that answer to each other.
EDITS = ("edited", "differs")
_SPANS = [f"{side}_{end}" for side in ("first", "second") for end in ("start", "end")]
_PLACES = [*_SPANS, "first_sentence", "second_sentence", "link"]
_TYPES = {**dict.fromkeys(_PLACES, "Int64"), "weight": "float64"}
COLUMNS = ["id", "change", "kind", "weight", "reason", "before", "after", *_PLACES]


@dataclass(frozen=True)
class _Row:
    """One row of the ledger before it gets its id; None where a text lacks the sentence."""

    change: str
    typed: Typed
    first: Span | None
    second: Span | None
    first_sentence: int | None
    second_sentence: int | None
    link: int | None


def ledger(
    alignment: Alignment, mentions: Mentions | None = None, *, apart: TextNames = None
) -> pd.DataFrame:
    """List the changes of a pair, one row each, by weight, then in the order of reading.

    Columns: `id`; `change` (`edited`, `moved`, `dropped`, `added`); `kind` (one of `EDIT_KINDS`, of
    whole sentences one of `SENTENCE_KINDS`); `weight` (0 to 1); `reason` (a sentence); `before` and
    `after` (the words, "" where there are none); spans in both texts, sentence numbers and the
    number of the link, all NA in the text that lacks the sentence. Equal texts give a table without
    rows.

    `mentions` are the names in both texts, in place of those that the alignment has. `apart` are
    the names of the two texts where it is not known that the second was taken from the first: then
    `change` is `differs`, `moved`, `only first` or `only second`, and the reasons say which text
    has what. Texts without a link are always apart, by default as A and B.

    An `id` is made of the kind of change, its words and some forty letters around them, so it stays
    the same in another analysis; equal changes in equal surroundings are numbered.
    """
    if mentions:
        alignment = replace(alignment, mentions=mentions)
    apart = apart if apart or alignment.links else ("A", "B")
    rows = [*_edit_rows(alignment, apart), *_sentence_rows(alignment, alignment.sides, apart)]
    changes = [(row.typed.kind, row.first, row.second) for row in rows if row.first and row.second]
    if are_of_other_periods(alignment.sides, changes):
        rows = [_of_another_period(row) for row in rows]
    elif are_of_other_subjects(alignment.sides, changes):
        rows = [_lowered(row, "of another subject: ", _OF_ANOTHER_SUBJECT) for row in rows]
    gaps = _gaps(alignment)
    rows.sort(key=lambda row: (-row.typed.weight, _place(row, gaps)))
    seen: Counter[str] = Counter()
    records = [_record(row, alignment, apart, seen) for row in rows]
    columns = {name: [record[name] for record in records] for name in COLUMNS}
    return pd.DataFrame(
        {name: pd.array(values, dtype=_TYPES.get(name, "str")) for name, values in columns.items()}
    )


def _of_another_period(row: _Row) -> _Row:
    """The row with less weight where a number or day differs, as it must."""
    differs = row.typed.kind in ("number", "date")
    return _lowered(row, "of another period: ", _OF_ANOTHER_PERIOD) if differs else row


def _lowered(row: _Row, why: str, share: float) -> _Row:
    told = row.typed.reason
    reason = replace(told, directed=f"{why}{told.directed}", lead=f"{why}{told.lead}")
    weight = round(row.typed.weight * share, 2)
    return replace(row, typed=replace(row.typed, weight=weight, reason=reason))


def _edit_rows(alignment: Alignment, apart: TextNames) -> Iterator[_Row]:
    for number, link in enumerate(alignment.links):
        if link.kind == "moved":
            yield _moved(alignment, link, number, apart)
        for edit in alignment.edits(link):
            yield _Row(
                "differs" if apart else "edited",
                Typed(edit.kind, edit.weight, edit.why),
                edit.first,
                edit.second,
                _sentence_at(alignment.first, edit.first[0], link.first),
                _sentence_at(alignment.second, edit.second[0], link.second),
                number,
            )


def _sentence_at(spans: Sequence[Span], position: int, linked: Sequence[int]) -> int:
    """Which of the linked sentences a position is in, or follows."""
    before = [place for place in linked if spans[place][0] <= position]
    return before[-1] if before else linked[0]


def _moved(alignment: Alignment, link: Link, number: int, apart: TextNames) -> _Row:
    here, there = link.first[0] + 1, link.second[0] + 1
    reason = f"moved: sentence {here} became sentence {there}"
    if apart:
        reason = (
            f"in a different place: sentence {here} of {apart[0]} is sentence {there} of {apart[1]}"
        )
    return _Row(
        "moved",
        typed("order", "changed", Reason(reason)),
        _hull(alignment.first, link.first),
        _hull(alignment.second, link.second),
        link.first[0],
        link.second[0],
        number,
    )


def _hull(spans: Sequence[Span], places: Sequence[int]) -> Span:
    return spans[places[0]][0], spans[places[-1]][1]


def _sentence_rows(
    alignment: Alignment, sides: tuple[Side, Side], apart: TextNames
) -> Iterator[_Row]:
    first, second = WholeText(sides[0]), WholeText(sides[1])
    changes = ("only first", "only second") if apart else ("dropped", "added")
    share = max(_LEAST_SHARE, _share_unchanged(alignment)) ** _FALL
    for place in alignment.dropped:
        span = alignment.first[place]
        typed = _scale(_type_alone(sides[0], span, second, "lost", apart), share)
        yield _Row(changes[0], typed, span, None, place, None, None)
    for place in alignment.added:
        span = alignment.second[place]
        typed = _type_alone(sides[1], span, first, "gained", apart and apart[::-1])
        typed = _scale(typed, share)
        yield _Row(changes[1], typed, None, span, None, place, None)


def _share_unchanged(alignment: Alignment) -> float:
    """The larger share of the letters of the sentences of either text that the other has too."""
    spans = (alignment.first, alignment.second)
    kept = [0, 0]
    for link in alignment.links:
        for side, places in enumerate((link.first, link.second)):
            kept[side] += sum(spans[side][place][1] - spans[side][place][0] for place in places)
        for edit in alignment.edits(link):
            kept[0] -= edit.first[1] - edit.first[0]
            kept[1] -= edit.second[1] - edit.second[0]
    sizes = [max(1, sum(end - start for start, end in own)) for own in spans]
    least, most = sorted(max(0, kept[side]) / sizes[side] for side in (0, 1))
    return most if least >= _FEW_OF_LONGER else most / 2


def _scale(typed: Typed, share: float) -> Typed:
    return replace(typed, weight=round(typed.weight * share, 2))


def _type_alone(side: Side, span: Span, others: WholeText, case: str, apart: TextNames) -> Typed:
    """The kind of a sentence that only one text has; `apart` begins with that text."""
    if apart is None:
        return type_sentence(side, span, others, case)
    opening = f"only in {apart[0]}: "
    return type_sentence(side, span, others, case, opening=opening, elsewhere=apart[1])


def _gaps(alignment: Alignment) -> list[int]:
    """For each sentence of the second text the end, in the first, of what comes before it."""
    reach = [-1] * len(alignment.second)
    for link in alignment.links:
        for place in link.second:
            reach[place] = alignment.first[link.first[-1]][1]
    return list(accumulate(reach, max))


def _place(row: _Row, gaps: Sequence[int]) -> tuple[int, int]:
    """Where a reader of the first text meets the change; what was added comes in between."""
    behind = row.second[0] if row.second else -1
    if row.first is not None:
        return row.first[0], behind
    return gaps[row.second_sentence or 0], behind


def _record(
    row: _Row, alignment: Alignment, apart: TextNames, seen: Counter[str]
) -> dict[str, Any]:
    before = alignment.first_text[slice(*row.first)] if row.first else ""
    after = alignment.second_text[slice(*row.second)] if row.second else ""
    around = _around(alignment.first_text, row.first), _around(alignment.second_text, row.second)
    change = _CHANGES.get(row.change, row.change)
    told = json.dumps([change, row.typed.kind, before, after, *around], ensure_ascii=False)
    name = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    seen[name] += 1
    first, second = row.first or (None, None), row.second or (None, None)
    places = [*first, *second, row.first_sentence, row.second_sentence, row.link]
    return {
        "id": name if seen[name] == 1 else f"{name}-{seen[name]}",
        "change": row.change,
        "kind": row.typed.kind,
        "weight": row.typed.weight,
        "reason": row.typed.reason.say(apart),
        "before": before,
        "after": after,
        **dict(zip(_PLACES, places, strict=True)),
    }


def _around(text: str, span: Span | None) -> str:
    if span is None:
        return ""
    return fold(text[max(0, span[0] - _AROUND) : span[1] + _AROUND])
