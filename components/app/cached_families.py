"""The caches of what is known of families: who is in them, who took from whom, what is left out.

As in `cached.py`; `stamp` is the key that says which articles and settings an answer is for.
"""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import streamlit as st

from components.analysis.families import describe_families
from components.analysis.families import families as find_families
from components.analysis.lineage import Lineage, align_versions, trace
from components.analysis.omissions import left_out as find_left_out
from components.analysis.parts import counted_text
from components.app import cached
from components.views.direction import leaning


@st.cache_resource(show_spinner=False, max_entries=32)
def families(stamp: str, share: int) -> pd.DataFrame:
    """The families of articles that share so much of the shorter text, in per cent."""
    return find_families(cached.corpus().reuse, share / 100)


@st.cache_resource(show_spinner=False, max_entries=32)
def described(stamp: str, share: int) -> pd.DataFrame:
    """One row a family, the largest first, as `describe_families` gives it.

    With `articles`, a tuple of their ids in order of publication.
    """
    corpus, members = cached.corpus(), families(stamp, share)
    places = corpus.rows.get_indexer(members["article"])
    ordered = members.iloc[places.argsort(kind="stable")]
    days = corpus.articles["published"].iloc[places]
    known = {
        article: None if pd.isna(day) else day.date()
        for article, day in zip(members["article"], days, strict=True)
    }
    table = describe_families(members, corpus.reuse, known)
    articles = ordered.groupby("family")["article"].agg(tuple)
    return table.assign(articles=table["family"].map(articles))


@st.cache_data(show_spinner=False, max_entries=64)
def family(stamp: str, article: str) -> tuple[str, ...]:
    """The family of an article at the usual threshold, in order of publication; itself if alone."""
    corpus = cached.corpus()
    members = corpus.families
    own = set(members.loc[members["article"] == article, "family"])
    ids = {article, *members.loc[members["family"].isin(own), "article"]}
    return tuple(i for i in corpus.articles["id"] if i in ids)


@st.cache_resource(show_spinner=False, max_entries=16)
def descent(stamp: str, family: tuple[str, ...]) -> Lineage:
    """The lineage of a family, its articles in order of publication."""
    settings = cached.corpus().settings
    found = {id: counted_text(one, settings) for id, one in cached.parts(*family).items()}
    days = cached.corpus().articles.set_index("id")["published"].loc[list(family)]
    alignments = align_versions([found[i] for i in family])
    leanings = {
        (a, b): leaning(cached.direction(stamp, family[a], family[b])) for a, b in alignments
    }
    published = [None if pd.isna(day) else day.date() for day in days]
    return trace(published, alignments, leanings)


@st.cache_resource(show_spinner=False, max_entries=32)
def left_out(stamp: str, article: str, sisters: tuple[str, ...]) -> pd.DataFrame:
    """What an article leaves out beside its sisters, and what it alone has."""
    pairs = combinations((article, *sisters), 2)
    return find_left_out(article, {pair: cached.alignment(*pair) for pair in pairs})
