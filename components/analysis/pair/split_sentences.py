"""Split and merged sentences: the free neighbours of a matched sentence that are a part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components.analysis.pair.sentence_normalisation import Form

Group = tuple[tuple[int, ...], tuple[int, ...]]
Partners = dict[int, int]

_SHARED_STEMS = 2
_PART = 0.6  # how much of a part must be found in the whole it was split from
_GAIN = 0.05  # the least share of the whole that a part brings


def take_parts_in(first: Sequence[Form], second: Sequence[Form], partners: Partners) -> list[Group]:
    """The groups of matched sentences, with the free neighbours that were split from one."""
    alone = set(range(len(first))) - partners.keys()
    others_alone = set(range(len(second))) - set(partners.values())
    groups: list[Group] = []
    for place, other in sorted(partners.items()):
        if first[place].key == second[other].key:
            groups.append(((place,), (other,)))
            continue
        near, far = [place], [other]
        _grow(near, alone, first, second[other])
        if len(near) == 1:
            _grow(far, others_alone, second, first[place])
        groups.append((tuple(near), tuple(far)))
    return groups


def _grow(places: list[int], alone: set[int], forms: Sequence[Form], whole: Form) -> None:
    """Add to `places` the free neighbours that are further pieces of `whole`."""
    for neighbour in _free_neighbours(places, alone):
        if _is_part(forms[neighbour], [forms[place] for place in places], whole):
            places.append(neighbour)
            places.sort()
            alone.discard(neighbour)


def _free_neighbours(places: list[int], alone: set[int]) -> Iterator[int]:
    while places[0] - 1 in alone:
        low = places[0]
        yield low - 1
        if places[0] == low:
            break
    while places[-1] + 1 in alone:
        high = places[-1]
        yield high + 1
        if places[-1] == high:
            break


def _is_part(part: Form, parts: Sequence[Form], whole: Form) -> bool:
    """Whether `part` has what `whole` says beyond the `parts` that it is matched with."""
    left = {
        stem: rest
        for stem, share in whole.shares.items()
        if (rest := share - sum(form.shares.get(stem, 0.0) for form in parts)) > 0
    }
    found = sum(min(share, left[stem]) for stem, share in part.shares.items() if stem in left)
    shared = len(part.content & left.keys())
    surely = shared > 0 and _is_an_end(part.key, whole.key)
    likely = shared >= _SHARED_STEMS and found >= _PART * part.weight
    return (surely or likely) and found >= _GAIN * whole.weight


def _is_an_end(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether a whole sentence of two words or more begins or ends with a part, word for word."""
    size = len(part)
    return 1 < size < len(whole) and part in (whole[:size], whole[-size:])
