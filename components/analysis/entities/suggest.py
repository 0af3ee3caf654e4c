"""Entities that may be one and the same, for a person to look at; nothing is merged by likeness."""

from __future__ import annotations

from collections.abc import Sequence

from components.analysis.entities.names import plain

_LEAST = 60.0
# Two letters of ten may be others.
_NEAR = 75.0


def suggest_same(name: str, others: Sequence[str], most: int = 20) -> list[str]:
    """Of the other names those written most alike, the likest first.

    Whole words count, in any order, accents and case do not. About 20 ms for 50,000 names.
    """
    from rapidfuzz import fuzz, process

    own = plain(name)
    found = process.extract(
        own,
        [plain(other) for other in others],
        scorer=fuzz.token_set_ratio,
        limit=most,
        score_cutoff=_LEAST,
    )
    return [others[number] for _, _, number in found]


def nearest_names(typed: str, names: Sequence[str], most: int = 8) -> list[str]:
    """Of the names those nearest to what was typed, the nearest first; [] when none is like it.

    The very name comes first, then those in which a word begins so, in their order, then those
    written most alike. Accents and case do not count.
    """
    from rapidfuzz import fuzz, process

    own = " ".join(plain(typed).split())
    if not own:
        return []
    known = [plain(name) for name in names]
    same = [place for place, name in enumerate(known) if name == own]
    begun = [place for place, name in enumerate(known) if f" {name}".find(f" {own}") >= 0]
    alike = process.extract(own, known, scorer=fuzz.WRatio, limit=most, score_cutoff=_NEAR)
    ranked = dict.fromkeys([*same, *begun, *(place for _, _, place in alike)])
    return [names[place] for place in ranked][:most]
