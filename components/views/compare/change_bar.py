"""Where in the article it changed: the parts of a text with the changes that each has, by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.analysis.pair.change_places import HEADLINE, PLACES
from components.views.compare.ledger_rows import SIGNS
from components.views.locale_formatting import count_of, format_count

# The changes in the order of their signs, each with its CSS class and what it is called.
_KINDS = {
    "edited": ("edited", "edited"),
    "differs": ("edited", "edited"),
    "moved": ("moved", "moved"),
    "dropped": ("dropped", "dropped"),
    "only first": ("dropped", "only in the first"),
    "added": ("added", "added"),
    "only second": ("added", "only in the second"),
}


def change_bar(
    changes: Sequence[str], places: Sequence[str], sizes: Mapping[str, int], selected: str
) -> list[dict[str, Any]]:
    """The parts of an article that has any sentence or change there, in the order of reading.

    `changes` and `places` are of the ledger, row by row; `sizes` the sentences of the first text in
    each place. An entry has its `part`, the number of all its changes, the `counts` as `[sign and
    number, kind]`, all that `said` in words, its `size` and whether it is `selected`.
    """
    table = pd.crosstab(pd.Series(places, dtype="str"), pd.Series(changes, dtype="str"))
    entries = []
    for part in PLACES:
        own = dict(table.loc[part]) if part in table.index else {}
        some = {change: int(own[change]) for change in _KINDS if own.get(change)}
        if part != HEADLINE and not sizes.get(part) and not some:
            continue
        entries.append(_entry(part, some, sizes.get(part, 1), part == selected))
    return entries


def _entry(part: str, some: Mapping[str, int], size: int, selected: bool) -> dict[str, Any]:
    words = [f"{format_count(number)} {_KINDS[change][1]}" for change, number in some.items()]
    total = count_of(sum(some.values()), "change", "changes") if some else "no change"
    return {
        "part": part,
        "total": sum(some.values()),
        "counts": [
            [f"{SIGNS[change]} {format_count(number)}", _KINDS[change][0]]
            for change, number in some.items()
        ],
        "said": f"{part}: {total}{': ' if words else ''}{', '.join(words)}",
        "size": size,
        "selected": selected,
    }
