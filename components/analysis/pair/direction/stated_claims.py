"""Days, credits and shares: what the texts and their dates claim or show as a whole.

Each weight is a judgement written down, not an estimate from data: 3 settles a question that
nothing else speaks to, 1 is worth a weak verdict alone.
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
    Credit,
    Evidence,
    Look,
    is_same_outlet,
)
from components.analysis.pair.edits.change import shorten
from components.analysis.pair.edits.whole_sentences import WholeText, quotations_in, type_sentence
from components.text.plural import agree


def by_dates(published: tuple[date | None, date | None]) -> Iterator[Evidence]:
    """The later one cannot be the source, if the days are right."""
    first, second = published
    if first is None or second is None or first == second:
        return
    points = SECOND_FROM_FIRST if first < second else FIRST_FROM_SECOND
    earlier = "first" if first < second else "second"
    sentence = f"the {earlier} is dated earlier: {min(first, second)} against {max(first, second)}"
    yield Evidence("date", sentence, points, 1.2)


def by_credits(look: Look) -> Iterator[Evidence]:
    """Outlets that the taker credits: that of the other text, or one the other does not credit."""
    for credit in _one_an_outlet(look.credits[0]):
        held = [found for found in look.credits[1] if is_same_outlet(found.outlet, credit.outlet)]
        sentence, points, weight = _what_it_says(look, credit, held)
        if weight:
            spans = [credit.span], [found.span for found in held]
            yield look.evidence("credit", sentence, weight, *spans, points=points)


def _one_an_outlet(credits: Sequence[Credit]) -> list[Credit]:
    """The most explicit credit for each outlet."""
    best: list[Credit] = []
    for credit in sorted(credits, key=lambda found: CREDIT_KINDS.index(found.kind)):
        if not any(is_same_outlet(credit.outlet, found.outlet) for found in best):
            best.append(credit)
    return best


def _what_it_says(look: Look, credit: Credit, held: list[Credit]) -> tuple[str, str, float]:
    """A credit of the taker as a sentence, with the verdict it speaks for and its weight, or 0.

    Words such as `told The Post` are an outlet speaking of itself as often as a credit.
    """
    taker, source = look.names
    own_source, other_source = look.source
    said = f"‘{shorten(look.own.text[slice(*credit.span)])}’"
    explicit = credit.kind != "voice"
    if is_same_outlet(credit.outlet, other_source):
        carried = any(found.kind != "voice" for found in held) or not explicit
        sentence = f"{taker} credits the outlet of {source}: {said}"
        return sentence, look.verdict, 1.5 if carried else 3.0
    if is_same_outlet(credit.outlet, own_source) or not (explicit or own_source):
        return "", "", 0.0
    if held:
        speaks = explicit and not other_source and all(found.kind == "voice" for found in held)
        sentence = f"{taker} credits {credit.outlet}, which {source} calls its own outlet: {said}"
        return sentence, look.verdict, 2.5 if speaks else 0.0
    if other_source:
        return f"{taker} credits a third outlet: {said}", COMMON_SOURCE, 3.0
    sentence = f"only {taker} credits another outlet: {said}"
    return sentence, look.verdict, 2.0 if credit.kind == "footer" else 1.6


def by_same_credit(look: Look) -> Iterator[Evidence]:
    """Both credit the same third outlet."""
    known = all(look.source)
    for credit in _one_an_outlet(look.credits[0]):
        held = [found for found in look.credits[1] if is_same_outlet(found.outlet, credit.outlet)]
        third = not any(is_same_outlet(credit.outlet, source) for source in look.source)
        explicit = all(any(c.kind != "voice" for c in side) for side in ([credit], held))
        if held and third and (known or explicit):
            sentence, weight = f"both credit {credit.outlet}", 3.0 if known else 1.0
            spans = [credit.span], [found.span for found in held]
            yield look.evidence("credit", sentence, weight, *spans, points=COMMON_SOURCE)
            return


def by_containment(look: Look) -> Iterator[Evidence]:
    """The taker stands nearly whole in a longer text, which has material of its own."""
    alignment = look.alignment
    shares = (alignment.a_in_b, alignment.b_in_a)
    own, other = shares[look.taker], shares[1 - look.taker]
    if own < 0.75 or own - other < 0.1:
        return
    taker, source = look.names
    sentence = f"{own:.0%} of {taker} is also in {source}, {other:.0%} the other way round"
    yield look.evidence("containment", sentence, 0.3, [], [])
    whole = WholeText(look.own)
    alone = alignment.added if look.taker == 0 else alignment.dropped
    spans = [look.spans[1][place] for place in alone]
    told = [
        span
        for span in spans
        if type_sentence(look.other, span, whole, "lost").kind in ("quotation", "number", "person")
    ]
    if told:
        sentences = f"{len(told)} {agree(len(told), 'sentence', 'sentences')}"
        sentence = f"only {source}, the longer, has {sentences} with speakers or numbers"
        yield look.evidence("material", sentence, 0.3, [], told)


def by_own_voices(look: Look) -> Iterator[Evidence]:
    """The taker says that somebody spoke to its own outlet, in a sentence the other lacks."""
    for credit in look.credits[0]:
        if not is_same_outlet(credit.outlet, look.source[0]):
            continue
        place = bisect_right(look.spans[0], (credit.span[0], len(look.own.text))) - 1
        if place < 0 or place in look.partners:
            continue
        span = look.spans[0][place]
        if quotations_in(look.own, span):
            sentence = f"{look.names[0]} adds a quotation of its own to the shared text"
            yield look.evidence("own voice", sentence, 0.4, [span], [])
            return
