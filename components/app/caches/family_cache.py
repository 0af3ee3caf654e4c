"""Cache of the table of families: their first prints, likely steps, and most telling changes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.analysis.collection.first_prints import (
    likely_steps,
    name_first_prints,
    order_versions,
)
from components.app.caches import comparison_cache, open_library
from components.app.caches.counting_cache import read_days
from components.views.lineage.family_grid import Change

Step = tuple[str, str]
# Steps of a family that are looked through for its strongest change, the earliest first.
STEPS_READ = 12


@st.cache_resource(show_spinner=False, max_entries=8)
def list_families(stamp: str, share: int) -> pd.DataFrame:
    """A row for each family, as `comparison_cache.describe_families`, with more columns.

    `sources` (a tuple of outlets, the earliest first), `outlets` (how many), `first_print` and
    `certain` as of `first_prints.name_first_prints`, `title`, `source` and `published` of the first
    print, and `titles` of all versions, for a search. `share` is in per cent.
    """
    corpus = open_library.corpus_at(stamp)
    firsts = name_first_prints(_order(stamp, share), corpus.relations)
    table = comparison_cache.describe_families(stamp, share).join(firsts, on="family")
    known = corpus.articles.set_index("id")
    source = known["source"].to_dict()
    sources = [
        tuple(dict.fromkeys(filter(None, map(source.get, ids)))) for ids in table["articles"]
    ]
    return table.assign(
        sources=sources,
        outlets=[len(own) for own in sources],
        title=table["first_print"].map(corpus.labels),
        source=table["first_print"].map(known["source"]),
        published=table["first_print"].map(known["published"]),
        titles=["\n".join(corpus.labels[id] for id in ids).lower() for ids in table["articles"]],
    )


@st.cache_resource(show_spinner=False, max_entries=8)
def list_steps(stamp: str, share: int) -> dict[int, tuple[Step, ...]]:
    """By family the likely steps of its lineage, the earliest taker first."""
    steps = likely_steps(_order(stamp, share), open_library.corpus_at(stamp).relations)
    found: dict[int, list[Step]] = {}
    for family, giver, taker in steps[["family", "giver", "taker"]].itertuples(index=False):
        found.setdefault(family, []).append((giver, taker))
    return {family: tuple(own) for family, own in found.items()}


@st.cache_resource(show_spinner=False, max_entries=8)
def _order(stamp: str, share: int) -> pd.DataFrame:
    corpus, members = open_library.corpus_at(stamp), comparison_cache.families(stamp, share)
    return order_versions(members, corpus.relations, read_days(corpus))


@st.cache_resource(show_spinner=False, max_entries=4096)
def find_strongest_change(stamp: str, steps: tuple[Step, ...]) -> Change | None:
    """The change with the most weight in the first `STEPS_READ` of some steps; None without any.

    Some milliseconds a step, as much as to open it on Compare, unless it was read before and
    neither text nor what is known of it is another now.
    """
    read = steps[:STEPS_READ]
    marks = comparison_cache.mark_ledgers(stamp, read) if read else []
    found = [_read_strongest(mark, step, stamp) for mark, step in zip(marks, read, strict=True)]
    return max(filter(None, found), key=lambda change: change.weight, default=None)


@st.cache_resource(show_spinner=False, max_entries=32_768)
def _read_strongest(mark: str, step: Step, _stamp: str) -> Change | None:
    """The change of a step with the most weight; equal marks mean equal ledgers."""
    for row in comparison_cache.ledger(_stamp, *step).head(1).to_dict("records"):
        words = row["before"], row["after"]
        return Change(step, row["id"], row["change"], row["kind"], float(row["weight"]), *words)
    return None
