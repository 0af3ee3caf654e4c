"""Stated evidence of direction: days, credits, and how much of one text the other has.

Each weight is a judgement written down, not an estimate from data: 3 decides where nothing else
speaks, 1 is enough for a weak verdict.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from components.analysis.pair.direction.evidence import (
    COMMON_SOURCE,
    CREDIT_KINDS,
    FIRST_FROM_SECOND,
    SECOND_FROM_FIRST,
    Assumption,
    Credit,
    Evidence,
    is_same_outlet,
)
from components.analysis.pair.edits.edit_context import shorten
from components.analysis.pair.edits.whole_sentences import WholeText, quotations_in, type_sentence
from components.text.plural import agree


def by_dates(published: tuple[date | None, date | None]) -> Iterator[Evidence]:
    """The later text cannot be the giver, if the days are right."""
    first, second = published
    if first is None or second is None or first == second:
        return
    points = SECOND_FROM_FIRST if first < second else FIRST_FROM_SECOND
    earlier = "{first}" if first < second else "{second}"
    template = f"{earlier} is dated earlier: {min(first, second)} against {max(first, second)}"
    yield Evidence("date", template, points, 1.2)


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
    explicit = credit.kind != "voice"
    if is_same_outlet(credit.outlet, giver_outlet):
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
        return f"{taker} credits a third outlet: ‘{{0}}’", COMMON_SOURCE, 3.0
    template = f"only {taker} credits another outlet: ‘{{0}}’"
    return template, assumed.verdict, 2.0 if credit.kind == "footer" else 1.6


def by_same_credit(assumed: Assumption) -> Iterator[Evidence]:
    """Both texts credit the same third outlet."""
    known = all(assumed.outlets)
    for credit in _one_an_outlet(assumed.credits[0]):
        held = _credits_to(credit.outlet, assumed.credits[1])
        third = not any(is_same_outlet(credit.outlet, source) for source in assumed.outlets)
        explicit = all(any(c.kind != "voice" for c in side) for side in ([credit], held))
        if held and third and (known or explicit):
            spans = [credit.span], [found.span for found in held]
            yield assumed.support(
                "credit", "both credit {0}", 3.0 if known else 1.0, *spans,
                points=COMMON_SOURCE, quoted=(credit.outlet,),
            )  # fmt: skip
            return


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
        place = bisect_right(assumed.spans[0], (credit.span[0], len(assumed.taker.text))) - 1
        if place < 0 or place in assumed.partners:
            continue
        span = assumed.spans[0][place]
        if quotations_in(assumed.taker, span):
            template = f"{assumed.names[0]} adds a quotation of its own to the shared text"
            yield assumed.support("own voice", template, 0.4, [span], [])
            return
