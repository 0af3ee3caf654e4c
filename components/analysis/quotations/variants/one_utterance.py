"""Whether two utterances are one quotation: by the words they share, the speaker and the days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from components.analysis.quotations.utterances import Utterance
from components.analysis.quotations.variants.shared_words import (
    NEAR,
    Block,
    find_blocks,
    is_near_a_run,
)
from components.analysis.quotations.variants.written_forms import common_words, spell

# How much must be equal: words in a row, and words among all shared that are no function words.
_LONG_RUN, _RUN, _SHORT_RUN, _SHORTEST_RUN = 7, 5, 4, 3
_VERY_MUCH_CONTENT, _MUCH_CONTENT, _LONG_CONTENT, _CONTENT, _FEW = 8, 5, 4, 3, 2
_NEARLY_ALL, _MOST_OF_RUN, _MOST, _HALF = 0.8, 0.7, 0.6, 0.5
# A phrase of some words that is said again weeks later is mostly a slogan, and another utterance.
_MOST_DAYS = 14
# Telling words in common that make two utterances of one person, of the same days, a retelling.
_DAYS_OF_ONE, _FEWEST_STEMS, _LONGEST_RETOLD = 2, 7, 60


@dataclass(frozen=True)
class Shared:
    """The equal words of two utterances: `run` in a row at most, `content` no function words.

    Of these `plain` have no capital in either, so that they are not the name of something.
    `places` are the numbers of those words in the first one that are in runs or near them, `share`
    their part of the shorter one, 0 to 1; `is_whole` says that it is in the longer one unchanged.
    """

    run: int
    places: frozenset[int]
    content: int
    plain: int
    share: float
    is_whole: bool

    def has(self, run: int, content: int) -> bool:
        """Whether so many words in a row are equal, and so many that are no function words."""
        return self.run >= run and self.content >= content


@dataclass(frozen=True)
class Bond:
    """What is known of two utterances beside their words.

    `same` says whether one speaker says both, None where that is not known; `beside` that the two
    articles share another quotation; `days` how many days are between them, None if not known.
    """

    same: bool | None
    days: int | None = None
    beside: bool = False


def measure_shared(one: Utterance, other: Utterance) -> Shared:
    """How much of two utterances is equal; spelling does not count, an order of words does."""
    keys = spell(one.keys)
    common = common_words(one.language)
    blocks = find_blocks(keys, spell(other.keys), common)
    places = _places(blocks)
    shortest = max(1, min(len(one.keys), len(other.keys)))
    run = max((block.length for block in blocks), default=0)
    content = {keys[place] for place in places} - common
    plain = content & _small(one) & _small(other)
    share = len(places) / shortest
    return Shared(run, places, len(content), len(plain), share, run == shortest)


def _small(one: Utterance) -> set[str]:
    """The words without a capital."""
    keys = spell(one.keys)
    return {key for n, key in enumerate(keys) if not one.words(n, n + 1)[:1].isupper()}


def _places(blocks: Sequence[Block]) -> frozenset[int]:
    near = [block for block in blocks if is_near_a_run(block, blocks, NEAR)]
    return frozenset(n for block in near for n in range(block.here, block.here + block.length))


def days_between(one: date | None, other: date | None) -> int | None:
    """How many days are between two, None where one is not known."""
    return None if one is None or other is None else abs((one - other).days)


def is_one(shared: Shared, bond: Bond) -> bool:
    """Whether so much in common makes two utterances variants of one quotation.

    Long equal text joins those of any speakers and days; of speakers that are not known to be one,
    a shorter one must be equal and of several telling words.
    """
    same = bond.same
    enough = _HALF if same else _MOST
    if same is not False and shared.has(_LONG_RUN, _LONG_CONTENT) and shared.share >= enough:
        return True
    if shared.has(_LONG_RUN, _VERY_MUCH_CONTENT) and shared.share >= _MOST:
        return True
    enough = _NEARLY_ALL if same is False else _MOST_OF_RUN
    if shared.has(_LONG_RUN, _CONTENT) and shared.share >= enough:
        return True
    if same is not False and shared.has(_SHORT_RUN, _VERY_MUCH_CONTENT) and shared.share >= _HALF:
        return True
    if same is not False and shared.has(_RUN, _MUCH_CONTENT) and shared.share >= _MOST:
        return True
    of_one_day = bond.days is not None and bond.days <= _DAYS_OF_ONE and same is not False
    if of_one_day and shared.has(_LONG_RUN - 1, _LONG_CONTENT) and shared.share >= _MOST:
        return True
    if bond.days is not None and bond.days > _MOST_DAYS:
        return False
    return _is_a_short_one(shared, bond)


def _is_a_short_one(shared: Shared, bond: Bond) -> bool:
    """Whether a few words are one quotation; those all in capitals are a name or a slogan."""
    if not shared.plain:
        return False
    whole = shared.is_whole and shared.has(_RUN, _CONTENT)
    if bond.same is False:
        return whole and bond.beside
    # Of speakers who are not known, a short phrase in articles that share nothing is anybody's.
    told = bond.same or bond.beside or shared.has(_RUN, _LONG_CONTENT)
    if (whole and told) or (bond.beside and shared.is_whole and shared.has(_RUN, _FEW)):
        return True
    if shared.has(_RUN, 1 if bond.same else _LONG_CONTENT) and shared.share >= _NEARLY_ALL:
        return True
    return bool(bond.same) and (
        (shared.has(_RUN, _CONTENT) and shared.share >= _HALF)
        or (shared.has(_SHORT_RUN, _CONTENT) and shared.share >= _NEARLY_ALL)
        or (shared.has(_SHORTEST_RUN, _FEW) and len(shared.places) >= _RUN and shared.share == 1)
    )


def is_retold(one: Utterance, other: Utterance, bond: Bond) -> bool:
    """Whether two utterances of one sure speaker tell one thing in other words: two translations.

    They are of the same days and have at least half of the telling words of the shorter one in
    common, seven or more, in any form and order.
    """
    if not bond.same or bond.days is None or bond.days > _DAYS_OF_ONE:
        return False
    if max(len(one.keys), len(other.keys)) > _LONGEST_RETOLD:
        return False
    here, there = one.content_stems, other.content_stems
    return len(here & there) >= max(_FEWEST_STEMS, _HALF * min(len(here), len(there)))
