"""Stated evidence of direction: days, credits, and how much of one text the other has.

Each weight is a judgement written down, not an estimate from data: 3 decides where nothing else
speaks, 1 is enough for a weak verdict.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from components.analysis.collection.outlets import is_same_outlet
from components.analysis.pair.direction.credits import CREDIT_KINDS, Credit
from components.analysis.pair.direction.evidence import (
    CANNOT_TELL,
    COMMON_SOURCE,
    FIRST_FROM_SECOND,
    SECOND_FROM_FIRST,
    Assumption,
    Evidence,
)
from components.analysis.pair.edits.changed_quotations import quotations_in
from components.analysis.pair.edits.edit_context import shorten
from components.analysis.pair.edits.whole_sentences import WholeText, type_sentence
from components.text.plural import agree

_WEIGHT_OF_DAYS = 1.2
# A day that an article was changed on may be so far from that of its address.
_MOST_DAYS_APART = 31
_DAY_IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?P<sign>[/-]?)(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?!\d)"
)
# Two texts that share less of the shorter are not called copies of one source, nor does a day alone
# say who was first.
LEAST_SHARED = 0.2
_MUCH_SHARED = 0.5
# A credit on one side says of the other only where so much is shared.
_LEAST_OF_ONE_SIDE = 0.4
_FULL_TEXT = re.compile(
    r"\b(?:full text of|complete text of|full transcript of|повний текст|полный текст|im wortlaut"
    r"|texte intégral|texto íntegro)\b",
    re.IGNORECASE,
)


def by_dates(
    published: tuple[date | None, date | None], addresses: tuple[str, str], share: float
) -> Iterator[Evidence]:
    """The later text cannot be the giver, if the days are right; a doubted day does not count.

    `share` is how much of the shorter text is in the other: of two texts that have little in common
    the days say less.
    """
    doubts = [*_doubts(published, addresses)]
    yield from doubts
    first, second = published
    if doubts or first is None or second is None or first == second:
        return
    points = SECOND_FROM_FIRST if first < second else FIRST_FROM_SECOND
    earlier = "{first}" if first < second else "{second}"
    template = f"{earlier} is dated earlier: {min(first, second)} against {max(first, second)}"
    weight = _WEIGHT_OF_DAYS if share >= LEAST_SHARED else _WEIGHT_OF_DAYS / 2
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


def day_in_address(address: str) -> date | None:
    """The day in the address of a page, as in /2025/03/04/ or /2025-03-04; None without one."""
    found = _DAY_IN_ADDRESS.search(address)
    if not found:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def by_credits(assumed: Assumption) -> Iterator[Evidence]:
    """Outlets that the taker credits: that of the giver, or one that the giver does not credit."""
    for credit in _one_an_outlet(assumed.credits[0]):
        held = _credits_to(credit.outlet, assumed.credits[1])
        template, points, weight = _what_it_says(assumed, credit, held)
        if weight:
            spans = [credit.span], [found.span for found in held]
            said = shorten(assumed.taker.text[slice(*credit.span)])
            quoted = (said, credit.outlet)
            yield assumed.support("credit", template, weight, *spans, points=points, quoted=quoted)


def _one_an_outlet(credits: Sequence[Credit]) -> list[Credit]:
    """The most explicit credit to each outlet."""
    best: list[Credit] = []
    for credit in sorted(credits, key=lambda found: CREDIT_KINDS.index(found.kind)):
        if not any(is_same_outlet(credit.outlet, found.outlet) for found in best):
            best.append(credit)
    return best


def _credits_to(outlet: str, credits: Sequence[Credit]) -> list[Credit]:
    return [found for found in credits if is_same_outlet(found.outlet, outlet)]


def _what_it_says(
    assumed: Assumption, credit: Credit, held: list[Credit]
) -> tuple[str, str, float]:
    """A credit of the taker as a template, the verdict it supports and its weight, 0 for none.

    In the template `{0}` is the credit as written and `{1}` the outlet. Words such as `told The
    Post` are as often an outlet that speaks of itself as a credit.
    """
    taker, giver = assumed.names
    taker_outlet, giver_outlet = assumed.outlets
    explicit = credit.kind in ("footer", "phrase")
    if is_same_outlet(credit.outlet, giver_outlet):
        if is_same_outlet(taker_outlet, giver_outlet):
            return "", "", 0.0  # an outlet speaks of itself on all its pages
        enough = explicit and assumed.share >= LEAST_SHARED
        if credit.kind == "photo" or not (enough or _is_by_a_link(assumed, credit)):
            return "", "", 0.0
        carried = any(found.kind != "voice" for found in held) or not explicit
        template = f"{taker} credits the outlet of {giver}: ‘{{0}}’"
        return template, assumed.verdict, 1.5 if carried else 3.0
    if is_same_outlet(credit.outlet, taker_outlet) or not (explicit or taker_outlet):
        return "", "", 0.0
    if held:
        speaks = explicit and not giver_outlet and all(found.kind == "voice" for found in held)
        template = f"{taker} credits {{1}}, which {giver} calls its own outlet: ‘{{0}}’"
        return template, assumed.verdict, 2.5 if speaks else 0.0
    if giver_outlet:
        told = explicit and not is_same_outlet(taker_outlet, giver_outlet)
        told = told and _is_of_the_shared(assumed, credit)
        template = f"{taker} credits a third outlet: ‘{{0}}’"
        return template, COMMON_SOURCE, 2.0 if told else 0.0
    template = f"only {taker} credits another outlet: ‘{{0}}’"
    return template, assumed.verdict, 2.0 if credit.kind == "footer" else 1.6


def _is_of_the_shared(assumed: Assumption, credit: Credit) -> bool:
    """Whether a credit is for what both have: in a sentence that has a link, or a note on all.

    "told Reuters" in a sentence of one side alone says only where that sentence is from.
    """
    if assumed.share < _LEAST_OF_ONE_SIDE:
        return False
    place = _place_of(assumed, credit)
    return credit.kind == "footer" or place in assumed.partners


def _is_by_a_link(assumed: Assumption, credit: Credit) -> bool:
    """Whether a credit of the taker stands in a sentence that has a link, or beside one."""
    place = _place_of(assumed, credit)
    return any(near in assumed.partners for near in (place - 1, place, place + 1))


def _place_of(assumed: Assumption, credit: Credit) -> int:
    return bisect_right(assumed.spans[0], (credit.span[0], len(assumed.taker.text))) - 1


def by_same_credit(assumed: Assumption, other: Assumption) -> Iterator[Evidence]:
    """Both texts credit the same third outlet, the one that they credit most explicitly.

    A credit in words of somebody to whom the outlet spoke, or of a photograph, says less; where
    both are such, or little is shared, they may have nothing but the subject in common.
    """
    if is_same_outlet(*assumed.outlets):
        return
    known = all(assumed.outlets)
    best: tuple[float, Credit, list[Credit]] | None = None
    for credit in _one_an_outlet(assumed.credits[0]):
        held = _credits_to(credit.outlet, assumed.credits[1])
        third = not any(is_same_outlet(credit.outlet, source) for source in assumed.outlets)
        explicit = [any(c.kind in ("footer", "phrase") for c in side) for side in ([credit], held)]
        beside = _is_by_a_link(assumed, credit) or any(_is_by_a_link(other, c) for c in held)
        enough = assumed.share >= LEAST_SHARED or (all(explicit) and beside)
        if not held or not third or not enough:
            continue
        weight = (1.0, 1.6, 3.0)[sum(explicit)] if known else float(all(explicit))
        if weight and (best is None or weight > best[0]):
            best = weight, credit, held
    if best:
        weight, credit, held = best
        spans = [credit.span], [found.span for found in held]
        yield assumed.support(
            "credit", "both credit {0}", weight, *spans,
            points=COMMON_SOURCE, quoted=(credit.outlet,),
        )  # fmt: skip


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
        place = _place_of(assumed, credit)
        if place < 0 or place in assumed.partners:
            continue
        span = assumed.spans[0][place]
        if quotations_in(assumed.taker, span):
            template = f"{assumed.names[0]} adds a quotation of its own to the shared text"
            yield assumed.support("own voice", template, 0.4, [span], [])
            return
