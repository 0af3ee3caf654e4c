"""Groups of articles in charts, and the colour of each: the largest ones, and the rest as one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.views.theme import Mode, category_colours

# Of the seven colours, the last is for the other groups.
MOST_GROUPS = 6
# The groups of sources that have no name of their own, for `largest_groups`.
UNNAMED_SOURCES = ("source not known", "other sources")


def largest_groups(values: pd.Series, unknown: str, rest: str) -> tuple[pd.Series, list[str]]:
    """The group of each value, and the names of the groups, the largest first.

    An empty value is in the group `unknown`. Beyond `MOST_GROUPS` + 1 groups, all but the
    `MOST_GROUPS` largest known ones are one group `rest`, the last.
    """
    named = values.astype(str).where(values.astype(str) != "", unknown)
    counts = named.value_counts()
    # Ties are ordered by name, so that a group keeps its colour from run to run.
    names = sorted(counts.index, key=lambda name: (-counts[name], name))
    if len(names) <= MOST_GROUPS + 1:
        return named, names
    kept = [name for name in names if name != unknown][:MOST_GROUPS]
    return named.where(named.isin(kept), rest), [*kept, rest]


def colours_of(names: Sequence[str], ranking: Sequence[str], mode: Mode) -> list[str]:
    """A colour for each group: its own among the groups of `ranking`, else one that is left.

    So a group has one colour in charts of different articles. There are at most as many `names`
    as `category_colours`; the last of several, the rest, has the last one unless it is ranked.
    """
    colours = category_colours(mode)
    own = {name: colours[place] for place, name in enumerate(ranking[: len(colours)])}
    taken = {own[name] for name in names if name in own}
    left = iter(colour for colour in colours if colour not in taken)
    return [own[name] if name in own else next(left) for name in names]
