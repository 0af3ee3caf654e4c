"""The versions of a family as switches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.views.panes import LETTERS


def version_switches(
    family: Sequence[str],
    chosen: Sequence[str],
    ticks: Mapping[str, str],
    labels: Mapping[str, str],
) -> list[dict[str, Any]]:
    """One switch a version, in the order of `family`; those of `chosen` carry their letter.

    Two at least stay chosen and four at most, so a switch is `locked` where a click would break
    that.
    """
    letters = dict(zip(chosen, LETTERS.upper(), strict=False))
    return [
        {
            "id": article,
            "name": ticks[article],
            "title": labels[article],
            "letter": letters.get(article, ""),
            "locked": len(chosen) <= 2 if article in letters else len(chosen) >= len(LETTERS),
        }
        for article in family
    ]
