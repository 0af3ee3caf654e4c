"""Which versions on Compare are compared with which, by the lineage of their families."""

from __future__ import annotations

from functools import partial

from components.analysis.collection.compared_versions import (
    Comparison,
    choose_comparisons,
)
from components.app.caches import comparison_cache, open_library
from components.app.tables.snapshot import Corpus
from components.views.panes import LETTERS

_TWO = (Comparison(0, 1, ""),)


def compare_each(corpus: Corpus, versions: tuple[str, ...]) -> tuple[Comparison, ...]:
    """The comparisons of two to four versions, in the order of the columns.

    Two are compared as they stand; of more each with the one it was likely taken from.
    """
    if len(versions) == 2:
        return _TWO
    order, givers = _read_lineage(corpus, versions)
    share = partial(_share, corpus)
    cosine = partial(_cosine, corpus)
    return tuple(choose_comparisons(versions, order, givers, share, cosine))


def _read_lineage(corpus: Corpus, versions: tuple[str, ...]) -> tuple[list[str], dict[str, str]]:
    """The versions, likely givers first, and the giver of each by the lineage of its family.

    Versions of several families are by day, as they stand where days are not known.
    """
    families = dict.fromkeys(corpus.family_of(version) for version in versions)
    order: list[str] = []
    givers: dict[str, str] = {}
    for family in families:
        if len(family) > 1:
            descent = comparison_cache.trace_lineage(corpus.stamp, family)
            order += [family[place] for place in descent.order]
            steps = zip(descent.steps["version"], descent.steps["source"], strict=True)
            givers |= {family[version]: family[giver] for version, giver in steps}
    if len(families) > 1:
        days = corpus.articles["published"].iloc[corpus.rows.get_indexer(list(versions))]
        known = [day for day in zip(days, versions, strict=True) if day[0] == day[0]]
        order = [version for _, version in sorted(known, key=lambda one: one[0])]
    return order, givers


def _share(corpus: Corpus, version: str, other: str) -> float:
    return comparison_cache.relation(corpus.stamp, other, version).b_in_a or 0.0


def _cosine(corpus: Corpus, version: str, other: str) -> float:
    return comparison_cache.find_scores(corpus, version, [other]).get(other, 0.0)


def name_step(versions: tuple[str, ...], step: Comparison) -> tuple[tuple[str, str], str]:
    """The two articles of a comparison, the giver first, and their letters, such as "ac"."""
    pair = versions[step.giver], versions[step.version]
    return pair, LETTERS[step.giver] + LETTERS[step.version]


def find_original(compared: tuple[Comparison, ...], columns: int) -> str:
    """The letter of the version that is compared with none before it."""
    (first,) = set(range(columns)) - {one.version for one in compared}
    return LETTERS[first].upper()


def pairs_compared(versions: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The pairs of articles that are compared on Compare when these are chosen."""
    compared = compare_each(open_library.corpus(), versions)
    return tuple((versions[one.giver], versions[one.version]) for one in compared)
