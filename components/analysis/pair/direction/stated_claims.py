"""Stated evidence of direction: days, full texts, and how much of one text the other has.

Each weight is a judgement written down, not an estimate from data: 3 decides where nothing else
speaks, 1 is enough for a weak verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from components.analysis.collection.outlets import is_same_outlet
from components.analysis.pair.direction.credited_outlets import place_of
from components.analysis.pair.direction.evidence import (
    CANNOT_TELL,
    COMMON_SOURCE,
    FIRST_FROM_SECOND,
    SECOND_FROM_FIRST,
    Assumption,
    Evidence,
)
from components.analysis.pair.edits.changed_quotations import quotations_in
from components.analysis.pair.edits.whole_sentences import WholeText, type_sentence
from components.text.address_days import day_in_address
from components.text.plural import agree

_WEIGHT_OF_DAYS = 1.2
# A day that an article was changed on may be so far from that of its address.
_MOST_DAYS_APART = 31
_MUCH_SHARED = 0.5
_FULL_TEXT = re.compile(
    r"\b(?:full text of|complete text of|full transcript of|повний текст|полный текст|im wortlaut"
    r"|texte intégral|texto íntegro)\b",
    re.IGNORECASE,
)


def by_dates(
    published: tuple[date | None, date | None], addresses: tuple[str, str], share: float
) -> Iterator[Evidence]:
    """The later text cannot be the giver, if the days are right; a doubted day does not count.

    `share` is how much of the shorter text is in the other: of two texts that have less than half
    in common a day alone says nothing, for both may quote the same statement.
    """
    doubts = [*_doubts(published, addresses)]
    yield from doubts
    first, second = published
    if doubts or first is None or second is None or first == second:
        return
    points = SECOND_FROM_FIRST if first < second else FIRST_FROM_SECOND
    earlier = "{first}" if first < second else "{second}"
    template = f"{earlier} is dated earlier: {min(first, second)} against {max(first, second)}"
    weight = _WEIGHT_OF_DAYS if share >= _MUCH_SHARED else _WEIGHT_OF_DAYS / 2
    yield Evidence("date", template, points, weight)


def _doubts(
    published: tuple[date | None, date | None], addresses: tuple[str, str]
) -> Iterator[Evidence]:
    """Days that are far from the day in the address of their page."""
    for name, day, address in zip(("{first}", "{second}"), published, addresses, strict=True):
        told = day_in_address(address)
        if day and told and abs((day - told).days) > _MOST_DAYS_APART:
            template = f"{name} is dated {day}, but its address has {told}: its day is doubted"
            yield Evidence("doubted day", template, CANNOT_TELL, 0.0)


def by_full_text(assumed: Assumption) -> Iterator[Evidence]:
    """Both announce that they print the full text of a speech or statement, and share much."""
    found = [_FULL_TEXT.search(side.text) for side in (assumed.taker, assumed.giver)]
    if found[0] and found[1] and assumed.share >= _MUCH_SHARED:
        spans = [[match.span()] for match in found if match]
        template = "both say that they print the full text of what somebody said or wrote"
        yield assumed.support("full text", template, 2.0, *spans, points=COMMON_SOURCE)


def by_containment(assumed: Assumption) -> Iterator[Evidence]:
    """Nearly all of the taker is in the giver, a longer text with material of its own."""
    alignment = assumed.alignment
    shares = (alignment.a_in_b, alignment.b_in_a)
    own, other = shares[assumed.number], shares[1 - assumed.number]
    if own < 0.75 or own - other < 0.1:
        return
    taker, giver = assumed.names
    template = f"{own:.0%} of {taker} is also in {giver}, {other:.0%} the other way round"
    yield assumed.support("containment", template, 0.3, [], [])
    whole = WholeText(assumed.taker)
    alone = alignment.added if assumed.number == 0 else alignment.dropped
    spans = [assumed.spans[1][place] for place in alone]
    told = [
        span
        for span in spans
        if type_sentence(assumed.giver, span, whole, "lost").kind
        in ("quotation", "number", "person")
    ]
    if told:
        sentences = f"{len(told)} {agree(len(told), 'sentence', 'sentences')}"
        template = f"only {giver}, the longer, has {sentences} with speakers or numbers"
        yield assumed.support("material", template, 0.3, [], told)


def by_own_voices(assumed: Assumption) -> Iterator[Evidence]:
    """The taker says that somebody spoke to its own outlet, in a sentence that the giver lacks."""
    for credit in assumed.credits[0]:
        if not is_same_outlet(credit.outlet, assumed.outlets[0]):
            continue
        place = place_of(assumed, credit)
        if place < 0 or place in assumed.partners:
            continue
        span = assumed.spans[0][place]
        if quotations_in(assumed.taker, span):
            template = f"{assumed.names[0]} adds a quotation of its own to the shared text"
            yield assumed.support("own voice", template, 0.4, [span], [])
            return
