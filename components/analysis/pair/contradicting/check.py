"""The check of a candidate: whether two figures or dates contradict, perhaps do, or do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from components.analysis.article.figures import Figure
from components.analysis.pair.contradicting.circumstances import (
    Circumstances,
    Sentence,
    read_name,
)
from components.analysis.pair.contradicting.statements import (
    ALIKE,
    LIKE_STATEMENT,
    LINKED,
    Found,
    Told,
    agree_beside,
    days_between,
    has_ground,
    is_later_too,
    is_of_one_named,
    is_of_one_poll,
    is_one_day,
    is_one_statement,
    overlap,
)
from components.analysis.pair.contradicting.subjects import (
    are_of_other_stuff,
    are_of_other_subjects,
    are_set_apart,
    has_name,
    is_day_of_report,
    is_of_a_moment,
    is_of_one_person,
    is_only_a_date,
    share_subject,
)
from components.analysis.pair.contradicting.values import (
    are_bounds_nearby,
    counts_anyone,
    exclude,
    heads_of,
    is_sum,
    is_told_of,
)
from components.analysis.word_lists import read_words
from components.text.date_expressions import FoundDate

SURE, MAYBE = "sure", "maybe"
# The share of the words of two sentences that tell of one event.
_SAME_STATEMENT = 0.5
_LARGEST_RATIO = 10.0
_MOST_DAYS_OF_AN_AGE = 300


@dataclass(frozen=True)
class Claim:
    """How sure a contradiction is, and its grounds: what both sides say alike.

    `strength` is `SURE` or `MAYBE`; `event` the word of the first side, `place` and `day` what is
    named on both sides, each "" where it is not.
    """

    strength: str
    event: str = ""
    place: str = ""
    day: str = ""


def check_figures(
    one: Told[Figure],
    other: Told[Figure],
    joined: str,
    texts: tuple[Sequence[Figure], Sequence[Figure]],
) -> Claim | None:
    """Whether two figures of one thing contradict; None when they do not.

    `joined` is `TWINS` to `ALIKE`; `texts` are all figures of both texts.
    Struck are: another event, subject, place, day or quantity, values that can both be right, a
    sum that is told, and a value that the other text has as well.
    """
    here, there = one.found, other.found
    if not exclude(here, there) or _differs_in_circumstances(one, other, joined != ALIKE):
        return None
    if are_of_other_subjects((one.sentence, other.sentence), (one.about, other.about)):
        return None
    if are_set_apart(here, one.sentence, there, other.sentence):
        return None
    if _are_apart_in_all(one, other):
        return None
    if _is_explained(here, other.sentence, texts[1]):
        return None
    if _is_explained(there, one.sentence, texts[0]):
        return None
    if is_of_a_moment(one.sentence) or is_of_a_moment(other.sentence):
        alike = is_one_statement(one, other, joined) or is_of_one_poll(one, other)
        return _ground(one, other, MAYBE) if alike else None
    sure = not are_of_other_stuff(here, one.sentence, there, other.sentence) and (
        is_one_statement(one, other, joined)
        or (
            is_one_day(one, other)
            and not _quantities(one, other) - {"part"}
            and _ratio(here, there) <= _LARGEST_RATIO
            and not are_bounds_nearby(here, there)
            and _is_one_event(one.about, other.about, joined)
            and is_of_one_named(one, other)
        )
    )
    return _ground(one, other, SURE if sure else MAYBE)


def check_dates(one: Told[FoundDate], other: Told[FoundDate], joined: str) -> Claim | None:
    """Whether two days in linked sentences contradict; None when they are of two events."""
    here, there = one.found, other.found
    a, b = one.about, other.about
    if here.period != there.period or a.event != b.event or _are_apart(a.places, b.places, a, b):
        return None
    if _are_apart_in_all(one, other):
        return None
    if is_only_a_date(one.sentence, a) or is_only_a_date(other.sentence, b):
        return None
    if "total" in a.quantity ^ b.quantity:
        return None
    if is_day_of_report(one.sentence, here) or is_day_of_report(other.sentence, there):
        return None
    if are_set_apart(here, one.sentence, there, other.sentence):
        return None
    beside = agree_beside(one, other)
    if not beside and (here.period != "day" or joined == LINKED):
        return None
    if is_later_too(one, other) or _differs_in_verbs(a, b) or not beside:
        return replace(_ground(one, other, MAYBE), day="")
    known = here.period == "day" and is_one_day(one, other, told=False)
    same = overlap(a, b) >= (_SAME_STATEMENT if a.event else LIKE_STATEMENT)
    sure = (known and same and has_ground(a, b)) or is_one_statement(one, other, joined)
    return replace(_ground(one, other, SURE if sure else MAYBE), day="")


def check_ages(one: int, other: int, days: float, name: str) -> Claim | None:
    """Whether two ages of one full name contradict, in articles so many days apart.

    A birthday is not one, nor what is told years later; of days that are not known it is a maybe.
    """
    if abs(one - other) <= 1 or _MOST_DAYS_OF_AN_AGE < days < inf:
        return None
    return Claim(MAYBE if days == inf else SURE, name)


def _differs_in_verbs(a: Circumstances, b: Circumstances) -> bool:
    """Whether each sentence tells of an event more, or one day only is to come."""
    return bool(a.kinds - b.kinds and b.kinds - a.kinds) or "expected" in a.quantity ^ b.quantity


def _are_apart_in_all(one: Told[Found], other: Told[Found]) -> bool:
    """Whether the other figures differ as well, and no event and no name of one day is common."""
    a, b = one.about, other.about
    if (a.event and a.event == b.event) or agree_beside(one, other):
        return False
    return not has_name(a, b) or not (a.days & b.days or days_between(one, other) == 0)


def _is_one_event(a: Circumstances, b: Circumstances, joined: str) -> bool:
    """Whether one kind of event is told, with a name or a place in common.

    Without them two reports that follow one template (the quarters of two companies) are alike.
    """
    if not a.event or a.event != b.event or not share_subject(a, b):
        return False
    return joined != ALIKE or (has_ground(a, b) and not is_of_one_person(a))


def _differs_in_circumstances(one: Told[Figure], other: Told[Figure], linked: bool) -> bool:
    a, b = one.about, other.about
    if one.sentence.is_of_the_page or other.sentence.is_of_the_page:
        return True
    if a.event != b.event and (not linked or (a.event and b.event)):
        return True
    if not linked and not a.event:
        return True
    if _are_apart(a.places, b.places, a, b) or _is_wide(a.places) != _is_wide(b.places):
        return True
    if a.days and b.days and not a.days & b.days:
        return True
    if a.quantity ^ b.quantity and (a.quantity ^ b.quantity) - _of_no_weight(one, other):
        return True
    far = _ratio(one.found, other.found) > _LARGEST_RATIO
    return not linked and (far or "rate" in a.quantity | b.quantity)


def _quantities(one: Told[Figure], other: Told[Figure]) -> frozenset[str]:
    return (one.about.quantity | other.about.quantity) - _of_no_weight(one, other)


def _of_no_weight(one: Told[Figure], other: Told[Figure]) -> set[str]:
    """Quantities that may be told on one side only: a part that is named, a sum to come."""
    a, b = one.found, other.found
    named = not counts_anyone(a.counts) and not counts_anyone(b.counts)
    found = {"part"} if named and heads_of(a) & heads_of(b) else set()
    same = one.about.event == other.about.event
    settled = same and one.about.event in read_words("pair/contradicting", "subjects", "settled")
    return found | ({"expected"} if settled or is_of_one_poll(one, other) else set())


def _are_apart(
    places: frozenset[str], others: frozenset[str], a: Circumstances, b: Circumstances
) -> bool:
    """Whether places are named on both sides, and none of either is named by the other."""
    return bool(places and others) and not (places & (others | b.names) or others & a.names)


def _is_wide(places: frozenset[str]) -> bool:
    return bool(places & read_words("pair/contradicting", "places", "wide"))


def _is_explained(figure: Figure, sentence: Sentence, figures: Sequence[Figure]) -> bool:
    """Whether the other text has the same value for it too, or its parts in one sentence."""
    if is_told_of(figure, figures):
        return True
    return is_sum(figure, [one for one in sentence.figures if one.unit == figure.unit])


def _ratio(one: Figure, other: Figure) -> float:
    low, high = sorted((abs(one.value), abs(other.value)))
    return high / low if low else inf


def _ground(one: Told[Found], other: Told[Found], strength: str) -> Claim:
    a, b = one.about, other.about
    places = (a.places & (b.places | b.names)) | (b.places & a.names)
    event = a.verb if a.event and a.event == b.event else ""
    written = [word for word in one.sentence.written.split() if read_name(word) in places]
    place = written[0].strip(".,;:’'") if written else ""
    return Claim(strength, event, place, min(a.days & b.days, default=""))
