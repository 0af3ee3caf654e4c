"""Credited outlets: what a credit to the other outlet, to a third or to the same one says.

Each weight is a judgement written down, not an estimate from data.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from components.analysis.collection.outlets import is_agency, is_same_outlet
from components.analysis.pair.direction.credits import CREDIT_KINDS, Credit
from components.analysis.pair.direction.evidence import COMMON_SOURCE, Assumption, Evidence
from components.analysis.pair.edits.edit_context import shorten

# Texts that share less of the shorter one have no more in common than some statements.
LEAST_SHARED = 0.2
# A credit on one side says of the other only where so much is shared.
_LEAST_OF_ONE_SIDE = 0.4
_LEAD = 3
_OFTEN = 3
_FEWEST_LINKED = 3
# The most that a credit weighs where little is shared: likely, and never strong.
_MOST_OF_LITTLE = 2.0


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
        carried = any(found.kind == credit.kind for found in held) or not explicit
        template = f"{taker} credits the outlet of {giver}: ‘{{0}}’"
        weight = _weigh_credit_to_giver(assumed, credit)
        return template, assumed.verdict, weight / 2 if carried else weight
    if is_same_outlet(credit.outlet, taker_outlet) or not (explicit or taker_outlet):
        return "", "", 0.0
    if held:
        speaks = explicit and not giver_outlet and all(found.kind == "voice" for found in held)
        template = f"{taker} credits {{1}}, which {giver} calls its own outlet: ‘{{0}}’"
        return template, assumed.verdict, 2.5 if speaks else 0.0
    if not (explicit and _is_of_the_shared(assumed, credit)):
        return "", "", 0.0
    if giver_outlet:
        told = not is_same_outlet(taker_outlet, giver_outlet)
        template = f"{taker} credits a third outlet: ‘{{0}}’"
        much = assumed.share >= _LEAST_OF_ONE_SIDE
        return template, COMMON_SOURCE, (2.0 if much else 1.2) if told else 0.0
    template = f"only {taker} credits another outlet: ‘{{0}}’"
    # Many take from an agency, and one that does not say where it is from may be another of them.
    points = COMMON_SOURCE if is_agency(credit.outlet) else assumed.verdict
    return template, points, 1.2


def _weigh_credit_to_giver(assumed: Assumption, credit: Credit) -> float:
    """How much a credit of the taker to the outlet of the giver weighs, 0 for not at all.

    Of two texts that share little it must be of the shared sentences, or stand where a text says
    what all of it rests on, or say again and again what somebody told the giver, which says that
    too. An outlet speaks of itself on all its pages.
    """
    if credit.kind == "photo" or is_same_outlet(*assumed.outlets):
        return 0.0
    explicit = credit.kind != "voice"
    if assumed.share >= LEAST_SHARED:
        return 3.0 if explicit or is_by_a_link(assumed, credit) else 0.0
    linked = place_of(assumed, credit) in assumed.partners
    beside = explicit and (is_by_a_link(assumed, credit) or _is_in_the_lead(assumed, credit))
    if linked or beside:
        return _MOST_OF_LITTLE
    spoke = [_credits_to(credit.outlet, side) for side in assumed.credits]
    again = all(any(one.kind == "voice" for one in side) for side in spoke)
    return _MOST_OF_LITTLE if again and len(spoke[0]) >= _OFTEN else 0.0


def _is_in_the_lead(assumed: Assumption, credit: Credit) -> bool:
    """Whether the taker credits an outlet in its first sentences, in so many words."""
    return credit.kind == "phrase" and 0 <= place_of(assumed, credit) < _LEAD


def _is_of_the_shared(assumed: Assumption, credit: Credit) -> bool:
    """Whether a credit is for what both have: in a sentence that has a link, or a note on all.

    "told Reuters" in a sentence of one side alone says only where that sentence is from.
    """
    if credit.kind == "footer":
        return assumed.share >= LEAST_SHARED and len(assumed.partners) >= _FEWEST_LINKED
    linked = place_of(assumed, credit) in assumed.partners
    return linked and assumed.share >= _LEAST_OF_ONE_SIDE


def is_by_a_link(assumed: Assumption, credit: Credit) -> bool:
    """Whether a credit of the taker stands in a sentence that has a link, or beside one."""
    place = place_of(assumed, credit)
    return any(near in assumed.partners for near in (place - 1, place, place + 1))


def place_of(assumed: Assumption, credit: Credit) -> int:
    """The number of the sentence of the taker that a credit is in, or behind; -1 before all."""
    return bisect_right(assumed.spans[0], (credit.span[0], len(assumed.taker.text))) - 1


def _are_of_the_shared(
    assumed: Assumption, credit: Credit, other: Assumption, held: Sequence[Credit]
) -> bool:
    """Whether one of two credits stands by a shared sentence, and the other too, or is for all."""
    sides = [(assumed, [credit]), (other, held)]
    by_link = [any(is_by_a_link(side, one) for one in listed) for side, listed in sides]
    for_all = [
        any(one.kind == "footer" or _is_in_the_lead(side, one) for one in listed)
        for side, listed in sides
    ]
    return any(by_link) and all(a or b for a, b in zip(by_link, for_all, strict=True))


def by_same_credit(assumed: Assumption, other: Assumption) -> Iterator[Evidence]:
    """Both texts credit the same third outlet, the one that they credit most explicitly.

    A credit in words of somebody to whom the outlet spoke, or of a photograph, says less; where
    both are such, or little is shared, they may have nothing but the subject in common.
    """
    if is_same_outlet(*assumed.outlets):
        return
    known, little = all(assumed.outlets), assumed.share < LEAST_SHARED
    best: tuple[float, Credit, list[Credit]] | None = None
    for credit in _one_an_outlet(assumed.credits[0]):
        held = _credits_to(credit.outlet, assumed.credits[1])
        third = not any(is_same_outlet(credit.outlet, source) for source in assumed.outlets)
        explicit = [any(c.kind in ("footer", "phrase") for c in side) for side in ([credit], held)]
        beside = _are_of_the_shared(assumed, credit, other, held)
        if not held or not third or (little and not (known and all(explicit) and beside)):
            continue
        weight = (1.0, 1.6, 3.0)[sum(explicit)] if known else float(all(explicit))
        weight = min(weight, _MOST_OF_LITTLE) if little else weight
        if weight and (best is None or weight > best[0]):
            best = weight, credit, held
    if best:
        weight, credit, held = best
        spans = [credit.span], [found.span for found in held]
        yield assumed.support(
            "credit", "both credit {0}", weight, *spans,
            points=COMMON_SOURCE, quoted=(credit.outlet,),
        )  # fmt: skip
