"""Utterances alike: which are variants of one quotation; a pair that stays is measured once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import nsmallest

import numpy as np

from components.analysis.collection.shingles import Keys
from components.analysis.entities.linking.person_names import parse_person
from components.analysis.quotations.utterances import Utterance
from components.analysis.quotations.variants.candidates import (
    FOREMOST,
    MOST_BEARERS,
    Places,
    find_candidates,
    number_runs,
)
from components.analysis.quotations.variants.one_utterance import (
    Bond,
    Shared,
    days_between,
    is_one,
    is_retold,
    measure_shared,
)
from components.analysis.quotations.variants.same_speaker import Speakers, have_one_speaker
from components.analysis.quotations.variants.written_forms import spell

_FEWEST_OF_SHORTER = 0.5
_HALF_BITS = np.int64(32)
# Language and family name of a speaker.
_Family = tuple[str, str]
_Retold = tuple[tuple[Utterance, ...], list[tuple[int, int]]]


class Alike:
    """Which of some utterances are variants of each other, from call to call.

    A pair of which both were given to the last call is not measured again. The answers are those
    of a new one, whatever it was asked before.
    """

    def __init__(self) -> None:
        self._numbers: dict[Utterance, int] = {}
        self._next = 0
        self._runs: dict[Utterance, Keys] = {}
        # Two numbers in one: the candidates of the last call, those that are one quotation, and
        # those that may be, with what is known of them.
        self._pairs: Places = np.empty(0, dtype=np.int64)
        self._found: set[int] = set()
        self._unsure: dict[int, tuple[Shared, Bond]] = {}
        self._retold: dict[_Family, _Retold] = {}

    def find(self, said: Sequence[Utterance], speakers: Speakers) -> dict[int, set[int]]:
        """The places in `said` of the later variants of an utterance, by its own; of most none."""
        self._renew(said)
        place_of = {self._numbers[one]: place for place, one in enumerate(said)}
        found = [_unpack(pair, place_of) for pair in self._found]
        found += self._find_retold(said)
        beside = {(said[one].article, said[other].article) for one, other in found}
        alike: defaultdict[int, set[int]] = defaultdict(set)
        for first, second in found:
            alike[first].add(second)
        for pair, (shared, bond) in self._unsure.items():
            first, second = _unpack(pair, place_of)
            one, other = said[first], said[second]
            if (one.article, other.article) not in beside:
                continue
            allowed = bond.same is not False or not speakers.are_persons(one, other)
            if allowed and is_one(shared, replace(bond, beside=True)):
                alike[first].add(second)
        return alike

    def _renew(self, said: Sequence[Utterance]) -> None:
        for one in self._numbers.keys() - set(said):
            del self._numbers[one], self._runs[one]
        for one in said:
            if one not in self._numbers:
                self._numbers[one], self._runs[one] = self._next, number_runs(one)
                self._next += 1
        first, second = find_candidates([self._runs[one] for one in said])
        numbers = np.array([self._numbers[one] for one in said], dtype=np.int64)
        pairs = numbers[first] << _HALF_BITS | numbers[second]
        for pair in np.setdiff1d(self._pairs, pairs, assume_unique=True).tolist():
            self._found.discard(pair)
            self._unsure.pop(pair, None)
        is_new = np.isin(pairs, self._pairs, assume_unique=True, invert=True)
        for pair, one, other in zip(
            *(listed[is_new].tolist() for listed in (pairs, first, second)), strict=True
        ):
            self._measure(pair, said[one], said[other])
        self._pairs = pairs

    def _measure(self, pair: int, one: Utterance, other: Utterance) -> None:
        if not _may_be_one(one, other):
            return
        shared, bond = measure_shared(one, other), _bond(one, other)
        if is_one(shared, bond):
            self._found.add(pair)
        else:
            self._unsure[pair] = shared, bond

    def _find_retold(self, said: Sequence[Utterance]) -> list[tuple[int, int]]:
        """Pairs of what one sure speaker said, in other words."""
        of_family: defaultdict[_Family, list[int]] = defaultdict(list)
        keys = {name: parse_person(name).key for name in {one.speaker for one in said} if name}
        for place, one in enumerate(said):
            if one.speaker:
                of_family[one.language, keys[one.speaker]].append(place)
        before, self._retold = self._retold, {}
        for family, places in of_family.items():
            if len(places) < 2:
                continue
            own = tuple(said[place] for place in places)
            known = before.get(family)
            is_known = known is not None and known[0] == own
            self._retold[family] = known if is_known and known else (own, list(_retell(own)))
        return [
            (of_family[family][one], of_family[family][other])
            for family, (_, pairs) in self._retold.items()
            for one, other in pairs
        ]


def _unpack(pair: int, place_of: dict[int, int]) -> tuple[int, int]:
    return place_of[pair >> 32], place_of[pair & 0xFFFFFFFF]


def _bond(one: Utterance, other: Utterance) -> Bond:
    return Bond(have_one_speaker(one, other), days_between(one.day, other.day))


def _retell(said: Sequence[Utterance]) -> Iterator[tuple[int, int]]:
    """Pairs that tell one thing in other words; each with those nearest to it by its words.

    Of several that are as near, the earlier ones.
    """
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(said):
        shared: Counter[int] = Counter()
        for stem in one.content_stems:
            listed = bearers[stem]
            shared.update(listed[-MOST_BEARERS:])
            listed.append(number)
        nearest = nsmallest(FOREMOST, ((-times, other) for other, times in shared.items()))
        for _, other in nearest:
            elsewhere = said[other].article != one.article
            if elsewhere and is_retold(said[other], one, _bond(said[other], one)):
                yield other, number


def _may_be_one(one: Utterance, other: Utterance) -> bool:
    """Whether half of the words of the shorter one are in the other, in order; `is_one` asks more.

    Quick, and most pairs that share three words fail.
    """
    from rapidfuzz.distance import LCSseq

    least = _FEWEST_OF_SHORTER * min(len(one.keys), len(other.keys))
    return bool(LCSseq.similarity(spell(one.keys), spell(other.keys)) >= least)
