"""Groups of utterances that are one quotation, and the reported clauses that tell the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from components.analysis.quotations.utterances import Utterance
from components.analysis.quotations.variants.same_speaker import Speakers
from components.analysis.quotations.variants.shared_words import (
    common_words,
    is_one,
    measure_shared,
    spell,
)

_SHINGLE = 3
_FEWEST_OF_SHORTER = 0.5
_MOST_BEARERS, _FOREMOST = 50, 8
_SHARED_CONTENT, _FEWEST_SHARED, _FEWEST_UNSURE = 0.6, 4, 6


def group_variants(said: Sequence[Utterance], speakers: Speakers) -> list[list[Utterance]]:
    """Groups of one utterance and those alike that are printed later; `said` is in that order.

    Two that are in a group already do not make another one; one that is like none is alone.
    """
    alike = _pair_up(said, speakers)
    places: list[set[int]] = [set() for _ in said]
    groups: list[list[Utterance]] = []
    for first, own in enumerate(places):
        new = [other for other in sorted(alike[first]) if own.isdisjoint(places[other])]
        if new or not own:
            for number in (first, *new):
                places[number].add(len(groups))
            groups.append([said[number] for number in (first, *new)])
    return groups


def _pair_up(said: Sequence[Utterance], speakers: Speakers) -> dict[int, set[int]]:
    """For each utterance the later ones that are variants of it."""
    measured = {
        (one, other): (
            measure_shared(said[one], said[other]),
            speakers.are_one(said[one], said[other]),
        )
        for one, other in _candidates(said)
        if _may_be_one(said[one], said[other])
    }
    found = {pair for pair, (shared, same) in measured.items() if is_one(shared, same, False)}
    beside = {(said[one].article, said[other].article) for one, other in found}
    alike: defaultdict[int, set[int]] = defaultdict(set)
    for pair, (shared, same) in measured.items():
        one, other = said[pair[0]], said[pair[1]]
        allowed = same is not False or not speakers.are_persons(one, other)
        also = allowed and (one.article, other.article) in beside
        if pair in found or (also and is_one(shared, same, True)):
            alike[pair[0]].add(pair[1])
    return alike


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
        if len(stems & content[best]) >= max(least, _SHARED_CONTENT * len(stems)):
            grown[best].append(clause)
    return grown


def _may_report(clause: Utterance, group: Sequence[Utterance]) -> bool:
    speakers = {one.speaker for one in group if one.speaker}
    known = clause.speaker is None or not speakers or clause.speaker in speakers
    elsewhere = all(one.article != clause.article for one in group)
    return known and elsewhere and clause.language == group[0].language
