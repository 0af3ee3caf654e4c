"""Sentence matching: which sentences of one text correspond to which of another.

First the equal sentences are matched, in order and then out of order. Then the edited ones: pairs
that share rare words are scored by what they share and taken from the highest score down, each
sentence once; matched neighbours add to the score of a pair. Last, the free neighbours of a
sentence that was split or merged join it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from components.analysis.pair.edits.read_numbers import read_numbers
from components.analysis.pair.sentence_normalisation import Form
from components.analysis.pair.split_sentences import Group, Partners, take_parts_in
from components.analysis.pair.word_diff import common_order

_ALONE = 0.6  # the score a pair needs when nothing around it speaks for it
_BESIDE = 0.10  # what one answering neighbour is worth
_SHARED_STEMS = 2
_NEARLY_EQUAL = 0.75  # the score a pair needs that shares one stem or none
_RUNS = 0.04  # with a smaller share of neighbouring words in common, a pair shares words by chance
_UNORDERED = 0.8
_HELD_STEMS = 4
_HELD = 0.9  # a sentence held whole by a longer one scores this
_CANDIDATES = 8
_VISITS_PER_SENTENCE = 2_000
_VISITS = 4_000_000
_LONGEST_SPELLED = 2_000
_SHORT = 12  # tokens up to which a sentence is compared by its figures
_FRAME = 8  # tokens up to which a sentence may be known by the words around the one that changed
_SHORTEST_FRAME = 3
_FRAMED = 0.5


def match_sentences(first: Sequence[Form], second: Sequence[Form]) -> list[Group]:
    """Groups of sentence numbers that match, one to one or n to m, in the order of the first.

    No sentence is in two groups; no sentences give no groups. Time grows with the number of
    sentences, not with its square, but for the order of equal sentences: one machine word for each
    64 pairs.
    """
    partners = _match_equal(first, second)
    scores = _score_candidates(first, second, partners)
    _match_reworded(scores, partners)
    scores.update(_score_beside(first, second, partners))
    _match_reworded(scores, partners)
    return take_parts_in(first, second, partners)


def _match_equal(first: Sequence[Form], second: Sequence[Form]) -> Partners:
    partners = dict(common_order([form.key for form in first], [form.key for form in second]))
    taken = set(partners.values())
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in reversed(range(len(second))):
        if place not in taken and len(second[place].content) >= _SHARED_STEMS:
            places[second[place].key].append(place)
    for place, form in enumerate(first):
        if place not in partners and places.get(form.key):
            partners[place] = places[form.key].pop()
    return partners


def _score_candidates(
    first: Sequence[Form], second: Sequence[Form], partners: Partners
) -> dict[tuple[int, int], float]:
    """Scores of the likely pairs among the sentences that have no partner yet."""
    taken = set(partners.values())
    holding: dict[str, list[int]] = defaultdict(list)
    for place, form in enumerate(second):
        if place not in taken:
            for stem in form.content:
                holding[stem].append(place)
    open_places = [place for place in range(len(first)) if place not in partners]
    visits = min(_VISITS_PER_SENTENCE, _VISITS // max(1, len(open_places)))
    return {
        (place, other): score
        for place in open_places
        for other in _candidates(first[place], second, holding, visits)
        if (score := similarity(first[place], second[other])) > 0
    }


def _score_beside(
    first: Sequence[Form], second: Sequence[Form], partners: Partners
) -> dict[tuple[int, int], float]:
    """Scores of the free pairs next to a matched pair."""
    taken = set(partners.values())
    ends = {(0, 0), (len(first) - 1, len(second) - 1)}
    beside = {(place + step, other + step) for place, other in partners.items() for step in (-1, 1)}
    return {
        (place, other): max(
            similarity(first[place], second[other]) if (place, other) in beside else 0.0,
            _framed(first[place], second[other]) + _BESIDE * ((place, other) in ends),
        )
        for place, other in beside | ends
        if 0 <= place < len(first) and place not in partners
        if 0 <= other < len(second) and other not in taken
    }


def _framed(one: Form, other: Form) -> float:
    """What is known of two short sentences by the words around the one that changed.

    "He denied it." and "He admitted it." have no stem in common that carries meaning.
    """
    lengths = len(one.key), len(other.key)
    if min(lengths) < _SHORTEST_FRAME or max(lengths) > _FRAME:
        return -1.0
    return _FRAMED if Indel.normalized_similarity(one.key, other.key) >= _ALONE else -1.0


def _candidates(
    form: Form, second: Sequence[Form], holding: dict[str, list[int]], visits: int
) -> list[int]:
    """The sentences that share the rarest words with `form`, the best first."""
    shared: dict[int, float] = defaultdict(float)
    for stem in sorted(form.content & holding.keys(), key=lambda stem: (len(holding[stem]), stem)):
        places = holding[stem]
        visits -= len(places)
        if visits < 0:
            break
        for place in places:
            shared[place] += form.shares[stem]
    ranks = {place: share / (form.weight + second[place].weight) for place, share in shared.items()}
    return sorted(ranks, key=lambda place: (-ranks[place], place))[:_CANDIDATES]


def similarity(one: Form, other: Form) -> float:
    """How much two sentences have in common, 0 to 1; 0 when it is too little.

    The highest of three: the Dice coefficient of their weighted stems; that of their letters, for
    misspelt words; and, where one sentence contains the other, most of the share of the shorter
    that the longer has.
    """
    if not (one.weight and other.weight):
        return 0.0
    common = len(one.content & other.content)
    if common and _have_equal_figures(one, other):
        return 1.0
    shared = _shared_weight(one, other)
    dice = 2 * shared / (one.weight + other.weight)
    if common < _SHARED_STEMS:
        surest = max(dice, _spelling(one, other))
        return surest if surest >= _NEARLY_EQUAL else 0.0
    runs = _common_runs(one, other)
    surest = max(
        dice if runs >= _RUNS else _UNORDERED * dice, _held_share(one, other, shared, runs)
    )
    return max(surest, _spelling(one, other)) if 0.2 < surest < 0.7 else surest


def _have_equal_figures(one: Form, other: Form) -> bool:
    """Whether two short sentences have the same words and figures, however these are written."""
    if max(len(one.key), len(other.key)) > _SHORT or one.key == other.key:
        return False
    return read_numbers(" ".join(one.key)) == read_numbers(" ".join(other.key))


def _common_runs(one: Form, other: Form) -> float:
    """The share of neighbouring words of the shorter that are neighbours in the longer.

    Neither is a single word: two stems in common make a pair of neighbours.
    """
    fewer = min(len(one.neighbours), len(other.neighbours))
    return len(one.neighbours & other.neighbours) / fewer


def _held_share(one: Form, other: Form, shared: float, runs: float) -> float:
    """The share of the shorter sentence, its neighbouring words included, that the longer has."""
    shorter = min(one, other, key=lambda form: form.weight)
    if len(shorter.content) < _HELD_STEMS:
        return 0.0
    return _HELD * (shared / shorter.weight + runs) / 2


def _shared_weight(one: Form, other: Form) -> float:
    if len(one.shares) > len(other.shares):
        one, other = other, one
    return sum(min(share, other.shares.get(stem, 0.0)) for stem, share in one.shares.items())


def _spelling(one: Form, other: Form) -> float:
    """The share of letters in common order, from 0 for unrelated sentences to 1."""
    letters, others = " ".join(one.key), " ".join(other.key)
    if max(len(letters), len(others)) > _LONGEST_SPELLED:
        return 0.0
    return max(0.0, Indel.normalized_similarity(letters, others) - 0.5) * 2


def _match_reworded(scores: dict[tuple[int, int], float], partners: Partners) -> None:
    """Add the pairs with a sufficient score to `partners`, the highest score first."""
    backing = {pair: score + _context(pair, partners) for pair, score in scores.items()}
    taken = set(partners.values())
    for (place, other), backed in sorted(backing.items(), key=lambda entry: (-entry[1], entry[0])):
        if backed < _ALONE:
            break
        if place not in partners and other not in taken:
            partners[place] = other
            taken.add(other)


def _context(pair: tuple[int, int], partners: Partners) -> float:
    place, other = pair
    return _BESIDE * (
        (partners.get(place - 1) == other - 1) + (partners.get(place + 1) == other + 1)
    )
