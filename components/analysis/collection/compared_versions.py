"""Which of a few versions is compared with which: each with the one it was taken from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

# Why two versions are compared: the lineage of their family says that the one was taken from the
# other, says so by way of others that are not among the few, or says nothing, and then the one
# before that has most of its words, else the most similar one before, else the first of all.
TAKEN, BY_WAY, SHARES, SIMILAR, BEFORE = "taken", "by way", "shares", "similar", "before"


@dataclass(frozen=True)
class Comparison:
    """Two versions, by their columns: `version` is compared with `giver`, for the reason `why`."""

    giver: int
    version: int
    why: str


def choose_comparisons(
    versions: Sequence[str],
    order: Sequence[str],
    givers: Mapping[str, str],
    share: Callable[[str, str], float],
    cosine: Callable[[str, str], float],
) -> list[Comparison]:
    """Compare each version but the first with one before it; in the order of the columns.

    `order` ranks the versions, likely givers first (it may have others); those it lacks come last.
    `givers` has for a version the one it was likely taken from, by the lineage. `share(one, other)`
    is how much of one is in the other, and `cosine` how similar they are, both 0 to 1. The result
    is a tree: as many comparisons as versions but one, each version in one of them at least.
    """
    rank = {version: place for place, version in enumerate(order)}
    ranked = sorted(versions, key=lambda v: (rank.get(v, len(rank)), versions.index(v)))
    found = []
    for place, version in enumerate(ranked[1:], start=1):
        giver, why = _choose_giver(version, ranked[:place], givers, share, cosine)
        found.append(Comparison(versions.index(giver), versions.index(version), why))
    return sorted(found, key=lambda one: one.version)


def _choose_giver(
    version: str,
    before: Sequence[str],
    givers: Mapping[str, str],
    share: Callable[[str, str], float],
    cosine: Callable[[str, str], float],
) -> tuple[str, str]:
    seen, giver = {version}, givers.get(version)
    while giver is not None and giver not in seen:
        if giver in before:
            return giver, TAKEN if len(seen) == 1 else BY_WAY
        seen.add(giver)
        giver = givers.get(giver)
    for measure, why in ((share, SHARES), (cosine, SIMILAR)):
        most = max(before, key=lambda one: measure(version, one))
        if measure(version, most) > 0:
            return most, why
    return before[0], BEFORE
