"""Groups of utterances that are one quotation, and the reported clauses that tell the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from components.analysis.entities.linking.person_names import parse_person
from components.analysis.quotations.utterances import Utterance
from components.analysis.quotations.variants.one_utterance import (
    Bond,
    days_between,
    is_one,
    is_retold,
    measure_shared,
)
from components.analysis.quotations.variants.same_speaker import Speakers
from components.analysis.quotations.variants.written_forms import common_words, spell

_SHINGLE = 3
_FEWEST_OF_SHORTER = 0.5
_MOST_BEARERS, _FOREMOST = 50, 8
_LEAST_OF_UNSURE = 0.7
# In more words than these, most of any clause is found; often marks that close nothing hold them.
_LONGEST_TOLD = 120
_SHARED_CONTENT, _FEWEST_SHARED, _FEWEST_UNSURE = 0.6, 4, 6


def group_variants(
    said: Sequence[Utterance], speakers: Speakers, days: Sequence[date | None]
) -> list[list[Utterance]]:
    """Groups of one utterance and those alike that are printed later; `said` is in that order.

    `days` are those of the articles. Two that are in a group already do not make another one; one
    that is like none is alone.
    """
    alike = _pair_up(said, speakers, days)
    places: list[set[int]] = [set() for _ in said]
    groups: list[list[Utterance]] = []
    for first, own in enumerate(places):
        new = [other for other in sorted(alike[first]) if own.isdisjoint(places[other])]
        if new or not own:
            for number in (first, *new):
                places[number].add(len(groups))
            groups.append([said[number] for number in (first, *new)])
    return groups


def _pair_up(
    said: Sequence[Utterance], speakers: Speakers, days: Sequence[date | None]
) -> dict[int, set[int]]:
    """For each utterance the later ones that are variants of it."""
    measured = {
        (one, other): (
            measure_shared(said[one], said[other]),
            _bond(said[one], said[other], speakers, days),
        )
        for one, other in _candidates(said)
        if _may_be_one(said[one], said[other])
    }
    found = {pair for pair, (shared, bond) in measured.items() if is_one(shared, bond)}
    found |= set(_find_retold(said, speakers, days))
    beside = {(said[one].article, said[other].article) for one, other in found}
    alike: defaultdict[int, set[int]] = defaultdict(set)
    for first, second in found:
        alike[first].add(second)
    for (first, second), (shared, bond) in measured.items():
        one, other = said[first], said[second]
        allowed = bond.same is not False or not speakers.are_persons(one, other)
        is_beside = allowed and (one.article, other.article) in beside
        if is_beside and is_one(shared, replace(bond, beside=True)):
            alike[first].add(second)
    return alike


def _bond(
    one: Utterance, other: Utterance, speakers: Speakers, days: Sequence[date | None]
) -> Bond:
    apart = days_between(days[one.article], days[other.article])
    return Bond(speakers.are_one(one, other), apart)


def _find_retold(
    said: Sequence[Utterance], speakers: Speakers, days: Sequence[date | None]
) -> Iterator[tuple[int, int]]:
    """Pairs of what one sure speaker said, in other words; each with the nearest by its words."""
    bearers: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(said):
        if not one.speaker:
            continue
        shared: Counter[int] = Counter()
        for stem in one.content_stems:
            listed = bearers[one.language, parse_person(one.speaker).key, stem]
            shared.update(listed[-_MOST_BEARERS:])
            listed.append(number)
        for other, _ in shared.most_common(_FOREMOST):
            bond = _bond(said[other], one, speakers, days)
            if said[other].article != one.article and is_retold(said[other], one, bond):
                yield other, number


def _may_be_one(one: Utterance, other: Utterance) -> bool:
    """Whether half of the words of the shorter one are in the other, in order; `is_one` asks more.

    Quick, and most pairs that share three words fail.
    """
    from rapidfuzz.distance import LCSseq

    least = _FEWEST_OF_SHORTER * min(len(one.keys), len(other.keys))
    return bool(LCSseq.similarity(spell(one.keys), spell(other.keys)) >= least)


def _candidates(said: Sequence[Utterance]) -> set[tuple[int, int]]:
    """Pairs that share a run of three words; where very many do, each with the first printed."""
    bearers: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(said):
        keys = spell(one.keys)
        runs = {keys[n : n + _SHINGLE] for n in range(len(keys) - _SHINGLE + 1)}
        for run in runs:
            if not common_words(one.language).issuperset(run):
                bearers[one.language, *run].append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in bearers.values():
        few = numbers[:_MOST_BEARERS]
        pairs.update(combinations(few, 2))
        pairs.update((one, other) for other in numbers[_MOST_BEARERS:] for one in few[:_FOREMOST])
    return pairs


def add_reported(
    groups: Sequence[Sequence[Utterance]], reported: Sequence[Utterance], speakers: Speakers
) -> list[list[Utterance]]:
    """The groups, each with the reported clauses that say the same in other words."""
    fullest = [max(group, key=lambda one: len(one.keys)) for group in groups]
    content = [one.content_stems for one in fullest]
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for number, stems in enumerate(content):
        for stem in stems:
            bearers[stem].append(number)
    grown = [list(group) for group in groups]
    for clause in reported:
        stems = clause.content_stems
        shared: Counter[int] = Counter()
        for stem in stems:
            if len(bearers[stem]) <= _MOST_BEARERS:
                shared.update(bearers[stem])
        best = max(shared, key=lambda number: (shared[number], -number), default=None)
        if best is None or not _may_report(clause, groups[best]):
            continue
        same = any(speakers.are_one(clause, one) for one in groups[best])
        least = _FEWEST_SHARED if same else _FEWEST_UNSURE
        if not _tells_no_more(clause, fullest[best], bool(same)):
            continue
        if len(stems & content[best]) >= max(least, _SHARED_CONTENT * len(stems)):
            grown[best].append(clause)
    return grown


def _tells_no_more(clause: Utterance, said: Utterance, same: bool) -> bool:
    """Whether a clause has no number of its own, and of nobody known most words, in order."""
    from rapidfuzz.distance import LCSseq

    numbers = ({key for key in one.keys if key[:1].isdecimal()} for one in (clause, said))
    if next(numbers) - next(numbers) or len(said.keys) > _LONGEST_TOLD:
        return False
    shared = LCSseq.similarity(spell(clause.keys), spell(said.keys))
    return same or shared >= _LEAST_OF_UNSURE * len(clause.keys)


def _may_report(clause: Utterance, group: Sequence[Utterance]) -> bool:
    speakers = {one.speaker for one in group if one.speaker}
    known = clause.speaker is None or not speakers or clause.speaker in speakers
    elsewhere = all(one.article != clause.article for one in group)
    return known and elsewhere and clause.language == group[0].language
