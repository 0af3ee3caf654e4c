"""All caches. Keys are stamps, ids and frozen settings, never a frame or a matrix."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.analysis.alignment import Alignment, align
from components.analysis.pairs import no_pairs
from components.app import worker_process
from components.app.place import library_url
from components.corpus.store import Store, open_store
from components.views.articles import tick

_NO_MENTIONS = pd.DataFrame(
    {name: pd.Series(dtype=str) for name in ("article", "surface", "type", "entity")}
).assign(start=pd.Series(dtype=int), end=pd.Series(dtype=int))


@dataclass(frozen=True)
class Corpus:
    """What the pages read: the articles of the library and what is known of them by now.

    `articles`, `pairs` and `mentions` are shared by all sessions and are never written to. `fresh`
    names the analyses that have caught up with the articles.
    """

    stamp: str
    articles: pd.DataFrame
    pairs: pd.DataFrame
    mentions: pd.DataFrame
    fresh: frozenset[str]

    @property
    def labels(self) -> dict[str, str]:
        """The title of each article, or its first words."""
        return dict(zip(self.articles["id"], self.articles["label"], strict=True))

    @property
    def ticks(self) -> dict[str, str]:
        """A short name for each article: where and when, else its title."""
        return {row["id"]: tick(row) for row in self.articles.to_dict("records")}


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The library."""
    return open_store(library_url())


def corpus() -> Corpus:
    """The corpus as it stands now; a worker that has died is started again."""
    worker_process.start()
    return _corpus(store().stamp())


@st.cache_resource(show_spinner=False, max_entries=2)
def _corpus(stamp: str) -> Corpus:
    library = store()
    articles, revision = library.articles(), library.revision()
    stored = {name: library.results.frame(name) for name in ("pairs", "mentions")}
    known = set(articles["id"])
    pairs = stored["pairs"].frame if stored["pairs"] else no_pairs()
    mentions = stored["mentions"].frame if stored["mentions"] else _NO_MENTIONS
    return Corpus(
        stamp=stamp,
        articles=articles,
        pairs=pairs[pairs["a"].isin(known) & pairs["b"].isin(known)],
        mentions=mentions[mentions["article"].isin(known)],
        fresh=frozenset(
            name for name, frame in stored.items() if frame and frame.revision == revision
        ),
    )


@st.cache_resource(show_spinner=False, max_entries=64)
def alignment(first: str, second: str) -> Alignment:
    """The alignment of two articles, by id: texts never change under an id."""
    return align(*texts(first, second))


def texts(first: str, second: str) -> tuple[str, str]:
    """The texts of two articles."""
    found = store().texts([first, second])
    return found[first], found[second]


@st.cache_data(show_spinner=False, max_entries=256)
def order(stamp: str, ids: tuple[str, ...]) -> list[str]:
    """The clustered order of some articles."""
    from components.analysis.ordering import cluster_order

    return cluster_order(ids, _corpus(stamp).pairs)
