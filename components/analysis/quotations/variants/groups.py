"""Groups of utterances that are one quotation, and the reported clauses that tell the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from components.analysis.collection.shingles import Keys, is_in
from components.analysis.quotations.utterances import Utterance
from components.analysis.quotations.variants.candidates import MOST_BEARERS
from components.analysis.quotations.variants.same_speaker import have_one_speaker
from components.analysis.quotations.variants.written_forms import spell

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

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
    groups: Sequence[Sequence[Utterance]], reported: Sequence[Utterance]
) -> list[list[Utterance]]:
    """The groups, each with the reported clauses that say the same in other words."""
    grown = [list(group) for group in groups]
    if not groups or not reported:
        return grown
    fullest = [
        group[0] if len(group) == 1 else max(group, key=lambda one: len(one.keys))
        for group in groups
    ]
    for clause, best in zip(reported, _find_nearest(reported, fullest), strict=True):
        if best is None:
            continue
        stems, group, said = clause.content_stems, groups[best], fullest[best]
        shared = len(stems & said.content_stems)
        if shared < max(_FEWEST_SHARED, _SHARED_CONTENT * len(stems)):
            continue
        same = any(have_one_speaker(clause, one) for one in group)
        if not same and shared < _FEWEST_UNSURE:
            continue
        if _may_report(clause, group) and _tells_no_more(clause, said, same):
            grown[best].append(clause)
    return grown


def _find_nearest(clauses: Sequence[Utterance], said: Sequence[Utterance]) -> list[int | None]:
    """For each clause the place of what shares most of its telling stems, None where none does.

    Of several that share as many the first; a stem that more than `MOST_BEARERS` have tells little.
    None too where even with all stems that tell little too few would be shared.
    """
    here, there = _flatten(clauses), _flatten(said)
    stems, times = np.unique(there[0], return_counts=True)
    telling = stems[times <= MOST_BEARERS]
    shared = _hold(*here, telling) @ _hold(*there, telling).T
    shared.sort_indices()
    sizes = np.array(here[1])
    owners = np.repeat(np.arange(len(sizes)), sizes)
    little = np.bincount(owners[is_in(here[0], stems[times > MOST_BEARERS])], minlength=len(sizes))
    most = np.zeros(len(sizes), dtype=np.int64)
    filled = np.flatnonzero(np.diff(shared.indptr))
    if len(filled):
        most[filled] = np.maximum.reduceat(shared.data, shared.indptr[filled])
    enough = (most > 0) & (most + little >= np.maximum(_FEWEST_SHARED, _SHARED_CONTENT * sizes))
    nearest: list[int | None] = [None] * len(sizes)
    for row in np.flatnonzero(enough).tolist():
        start, end = shared.indptr[row : row + 2]
        nearest[row] = int(shared.indices[start + shared.data[start:end].argmax()])
    return nearest


def _flatten(said: Sequence[Utterance]) -> tuple[Keys, list[int]]:
    """The numbers of all stems one after the other, and how many are of each utterance."""
    stems = [one.stem_numbers for one in said]
    return np.concatenate(stems), [len(one) for one in stems]


def _hold(stems: Keys, sizes: Sequence[int], telling: Keys) -> csr_matrix:
    """Which of the sorted stems each has: a row for each, 1 where it has the stem."""
    from scipy.sparse import csr_matrix

    held = is_in(stems, telling)
    rows, columns = np.repeat(np.arange(len(sizes)), sizes)[held], stems[held]
    places = rows, np.searchsorted(telling, columns)
    return csr_matrix((np.ones(len(rows), np.int32), places), shape=(len(sizes), len(telling)))


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
