"""What the Entities page shows of a selection, worked out once for each."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.analysis.counting import count_entities
from components.analysis.naming import find_in_headlines, place_mentions
from components.analysis.selection import Selection
from components.analysis.together import count_together, lay_out
from components.app.cached import narrowed, stamp_of
from components.app.snapshot import Corpus

# Lines drawn for each entity: with more of them nothing can be told apart.
TIES_EACH = 1.8
FORMS_LISTED = 5_000


def count_selected(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    """How often each entity is named in what the other clauses of the selection leave."""
    return _count(stamp_of(corpus, selection), selection.without("entity"), corpus)


@st.cache_resource(show_spinner=False, max_entries=64)
def _count(stamp: str, selection: Selection, _corpus: Corpus) -> pd.DataFrame:
    return count_entities(_corpus.among("mentions", narrowed(_corpus, selection)))


def find_named(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    """Where the picked entity is named in what is selected, and in what part of the article.

    Columns `article`, `start`, `end`, `surface`, `place`, headlines first.
    """
    return _find_named(stamp_of(corpus, selection), selection, corpus)


@st.cache_resource(show_spinner=False, max_entries=16)
def _find_named(stamp: str, selection: Selection, _corpus: Corpus) -> pd.DataFrame:
    shown = narrowed(_corpus, selection)
    own = _corpus.mentions[_corpus.mentions["entity"] == selection.entity]
    own = own[own["article"].isin(shown["id"])].astype({"article": "str"})
    said = _corpus.quotations[_corpus.quotations["kind"] == "direct"]
    placed = place_mentions(own, said[said["article"].isin(own["article"].unique())])
    naming = shown[shown["id"].isin(own["article"].unique())]
    heads = find_in_headlines(naming, own["surface"].unique())
    columns = ["article", "start", "end", "surface", "place"]
    return pd.concat([heads, placed[columns]], ignore_index=True)


@dataclass(frozen=True)
class Ties:
    """The entities named most (of how many), who of them meets whom, and a place for each.

    `drawn` are the strongest of `ties`.
    """

    counts: pd.DataFrame
    of: int
    ties: pd.DataFrame
    drawn: pd.DataFrame
    places: dict[str, tuple[float, float]]


def tie_together(
    corpus: Corpus, selection: Selection, kinds: tuple[str, ...], unit: str, size: int
) -> Ties:
    """Who is named together in what the other clauses of the selection leave."""
    stamp = stamp_of(corpus, selection)
    return _tie_together(stamp, selection.without("entity"), kinds, unit, size, corpus)


@st.cache_resource(show_spinner=False, max_entries=32)
def _tie_together(
    stamp: str,
    selection: Selection,
    kinds: tuple[str, ...],
    unit: str,
    size: int,
    _corpus: Corpus,
) -> Ties:
    every = count_selected(_corpus, selection)
    every = every[every["type"].isin(kinds)].drop_duplicates("entity")
    most = every.head(size).astype({"entity": "str", "type": "str"})
    inside = _corpus.mentions["article"].isin(narrowed(_corpus, selection)["id"])
    ties = count_together(_corpus.mentions[inside], most["entity"].tolist(), unit)
    drawn = ties.head(int(TIES_EACH * len(most)))
    return Ties(most, len(every), ties, drawn, lay_out(most["entity"].tolist(), drawn))


def list_forms(corpus: Corpus) -> pd.DataFrame:
    """The entities named most, `FORMS_LISTED` of them: `entity`, `type` and their `forms`."""
    return _list_forms(corpus.stamp, corpus)


@st.cache_resource(show_spinner=False, max_entries=2)
def _list_forms(stamp: str, _corpus: Corpus) -> pd.DataFrame:
    counts = count_entities(_corpus.mentions, _corpus.articles["id"]).head(FORMS_LISTED)
    own = _corpus.mentions[_corpus.mentions["entity"].isin(counts["entity"])]
    forms = own.groupby(["entity", "type"], observed=True)["surface"].agg(
        lambda surfaces: list(surfaces.value_counts().index)
    )
    return counts[["entity", "type"]].merge(forms.rename("forms").reset_index())
