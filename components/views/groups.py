"""Groups of articles that share a colour: the largest each their own, the rest one together."""

from __future__ import annotations

import pandas as pd

# The last of the seven colours is for the rest.
MOST = 6
SYMBOLS = ("circle", "circle", "circle", "diamond", "square", "triangle-up", "circle-open")


def largest_groups(values: pd.Series, unknown: str, rest: str) -> tuple[pd.Series, list[str]]:
    """The group of each value, and the names of the groups, the largest first.

    An empty value is the group `unknown`. What is beyond the `MOST` largest, `unknown` among it,
    goes into one group `rest`, which then stands last.
    """
    named = values.astype(str).where(values.astype(str) != "", unknown)
    counts = named.value_counts()
    # Ties by name, so that a colour does not change hands between two runs.
    names = sorted(counts.index, key=lambda name: (-counts[name], name))
    if len(names) <= MOST + 1:
        return named, names
    kept = [name for name in names if name != unknown][:MOST]
    return named.where(named.isin(kept), rest), [*kept, rest]
