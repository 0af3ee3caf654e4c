"""Groups of utterances that are one quotation, and the reported clauses that tell the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from components.analysis.quotations.utterances import Utterance
from components.analysis.quotations.variants.same_speaker import have_one_speaker
from components.analysis.quotations.variants.shared_stems import (
    StemNumbers,
    count_shared,
    find_nearest,
)
from components.analysis.quotations.variants.written_forms import spell

_LEAST_OF_UNSURE = 0.7
# In more words than these, most of any clause is found; often marks that close nothing hold them.
_LONGEST_TOLD = 120
_SHARED_CONTENT, _FEWEST_SHARED, _FEWEST_UNSURE = 0.6, 4, 6


def group_variants(
    said: Sequence[Utterance], alike: Mapping[int, set[int]]
) -> list[list[Utterance]]:
    """Groups of one utterance and those alike that are printed later; `said` is in that order.

    `alike` has the places of these, by the place of each that has some. Two that are in a group
    already do not make another one; one that is like none is alone.
    """
    # Most are like none.
    places: defaultdict[int, set[int]] = defaultdict(set)
    groups: list[list[Utterance]] = []
    for first, one in enumerate(said):
        if first not in alike and first not in places:
            groups.append([one])
            continue
        own = places[first]
        new = [other for other in sorted(alike.get(first, ())) if own.isdisjoint(places[other])]
        if new or not own:
            for number in (first, *new):
                places[number].add(len(groups))
            groups.append([said[number] for number in (first, *new)])
    return groups


def add_reported(
    groups: Sequence[Sequence[Utterance]], reported: Sequence[Utterance], stems: StemNumbers
) -> list[list[Utterance]]:
    """The groups, each with the reported clauses that say the same in other words."""
    grown = [list(group) for group in groups]
    if not groups or not reported:
        return grown
    fullest = [
        group[0] if len(group) == 1 else max(group, key=lambda one: len(one.keys))
        for group in groups
    ]
    stems.keep([*fullest, *reported])
    clauses = stems.join(reported)
    fewest = np.maximum(_FEWEST_SHARED, _SHARED_CONTENT * clauses.sizes)
    nearest = find_nearest(clauses, stems.join(fullest), len(stems), fewest)
    told = np.flatnonzero(nearest >= 0)
    best = [fullest[place] for place in nearest[told].tolist()]
    own = [reported[place] for place in told.tolist()]
    shared = count_shared(stems.join(own), stems.join(best), len(stems))
    for place in np.flatnonzero(shared >= fewest[told]).tolist():
        clause, number = own[place], int(nearest[told[place]])
        group = groups[number]
        same = any(have_one_speaker(clause, one) for one in group)
        if not same and shared[place] < _FEWEST_UNSURE:
            continue
        if _may_report(clause, group) and _tells_no_more(clause, fullest[number], same):
            grown[number].append(clause)
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
