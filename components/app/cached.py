"""All caches. Keys are stamps, ids and frozen settings, never a frame or a matrix."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from components.analysis.alignment import Alignment, align
from components.analysis.direction import Direction, argue_direction
from components.analysis.lineage import Lineage, align_versions, trace
from components.analysis.pairs import no_pairs
from components.analysis.selection import Selection, narrow
from components.app import state, worker_process
from components.app.place import library_url
from components.corpus.libraries import Libraries
from components.corpus.store import Store, open_store
from components.views.articles import tick
from components.views.direction import leaning

_NO_MENTIONS = pd.DataFrame(
    {name: pd.Series(dtype=str) for name in ("article", "surface", "type", "entity")}
).assign(start=pd.Series(dtype=int), end=pd.Series(dtype=int))
_NO_REUSE = pd.DataFrame({name: [] for name in ("a", "b", "score", "a_in_b", "b_in_a")})
_NO_QUOTATIONS = pd.DataFrame(
    {
        name: []
        for name in ("article", "start", "end", "text", "speaker", "kind", "mention", "confidence")
    }
)
_NO_VARIANTS = pd.DataFrame({name: [] for name in ("quotation", "article")})
FRAMES = ("pairs", "reuse", "mentions", "quotation_ledger", "quotations")


@dataclass(frozen=True)
class Corpus:
    """What the pages read: the articles of the library and what is known of them by now.

    The tables are shared by all sessions and are never written to. `fresh` names the analyses that
    have caught up with the articles.
    """

    stamp: str
    articles: pd.DataFrame
    pairs: pd.DataFrame
    mentions: pd.DataFrame
    reuse: pd.DataFrame
    quotations: pd.DataFrame
    variants: pd.DataFrame
    fresh: frozenset[str]

    @cached_property
    def labels(self) -> dict[str, str]:
        """The title of each article, or its first words."""
        return dict(zip(self.articles["id"], self.articles["label"], strict=True))

    @cached_property
    def ticks(self) -> dict[str, str]:
        """A short name for each article: where and when, else its title."""
        return {row["id"]: tick(row) for row in self.articles.to_dict("records")}


def store() -> Store:
    """The library that this session has open. Raises a LibraryError that says what to do."""
    return _open(address())


def address() -> str:
    """Where the library that this session has open is. Raises LibraryUnknown."""
    name = state.library()
    return _find(library_url(), name) if name else library_url()


@st.cache_resource(show_spinner=False)
def _find(home: str, name: str) -> str:
    return Libraries(home).url(name)


@st.cache_resource(show_spinner=False)
def _open(address: str) -> Store:
    return open_store(address)


def corpus() -> Corpus:
    """The corpus as it stands now; a worker that has died is started again."""
    now = stamp()
    worker_process.serve(address())
    return _corpus(now)


def stamp() -> str:
    """Changes whenever articles or stored tables do, and not with every word an analyst writes."""
    return full_stamp().rpartition("-")[0]


def full_stamp() -> str:
    """Changes with every word an analyst writes, too. No two libraries of a server share one.

    The name stands in it because a copied file keeps the identity of the library it was.
    """
    return f"{state.library()}/{store().stamp()}"


def narrowed(corpus: Corpus, selection: Selection, ignoring: Collection[str] = ()) -> pd.DataFrame:
    """The articles that satisfy the selection, its search among it, but for the clauses ignored."""
    asked = selection.query if "query" not in ignoring else ""
    found = _found(full_stamp(), asked) if asked else None
    return narrow(corpus.articles, corpus.mentions, selection, ignoring=ignoring, found=found)


@st.cache_resource(show_spinner=False, max_entries=64)
def _found(stamp: str, query: str) -> frozenset[str]:
    return frozenset(store().find(query))


def verdicts(first: str, second: str) -> dict[str, tuple[str, str]]:
    """What analysts decided about the changes between two articles: verdict and note by change."""
    about = f"{first}.{second}:"
    table = store().verdicts.all("edit")
    own = table[table["key"].str.startswith(about)]
    return {
        key.removeprefix(about): (value, note)
        for key, value, note in zip(own["key"], own["value"], own["note"], strict=True)
    }


@st.cache_resource(show_spinner=False, max_entries=2)
def _corpus(stamp: str) -> Corpus:
    library = store()
    articles, revision = library.articles(), library.revision()
    stored = {name: library.results.frame(name) for name in FRAMES}
    known = set(articles["id"])

    def of_known(name: str, empty: pd.DataFrame, *columns: str) -> pd.DataFrame:
        frame = stored[name].frame if stored[name] else empty
        return frame[frame[list(columns)].isin(known).all(axis=1)]

    return Corpus(
        stamp=stamp,
        articles=articles,
        pairs=of_known("pairs", no_pairs(), "a", "b"),
        mentions=of_known("mentions", _NO_MENTIONS, "article"),
        reuse=of_known("reuse", _NO_REUSE, "a", "b"),
        quotations=of_known("quotations", _NO_QUOTATIONS, "article"),
        variants=of_known("quotation_ledger", _NO_VARIANTS, "article"),
        fresh=frozenset(
            name for name, frame in stored.items() if frame and frame.revision == revision
        ),
    )


def alignment(first: str, second: str) -> Alignment:
    """The alignment of two articles, by id: texts never change under an id."""
    return _alignment(address(), first, second)


@st.cache_resource(show_spinner=False, max_entries=64)
def _alignment(address: str, first: str, second: str) -> Alignment:
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


@st.cache_resource(show_spinner=False, max_entries=64)
def ledger(stamp: str, first: str, second: str) -> pd.DataFrame:
    """What was changed between two articles, the most telling first."""
    from components.analysis.ledger import ledger as keep_ledger

    mentions = _corpus(stamp).mentions
    names = _names(mentions, first), _names(mentions, second)
    return keep_ledger(alignment(first, second), names)


def _names(mentions: pd.DataFrame, article: str) -> list[tuple[int, int, str, str]]:
    own = mentions.loc[mentions["article"] == article, ["start", "end", "type", "entity"]]
    return [(int(s), int(e), str(t), str(n)) for s, e, t, n in own.itertuples(index=False)]


@st.cache_resource(show_spinner=False, max_entries=256)
def direction(stamp: str, first: str, second: str) -> Direction:
    """The argument about which of two articles was taken from the other."""
    rows = _corpus(stamp).articles.set_index("id").loc[[first, second]]
    days = [None if pd.isna(day) else day.date() for day in rows["published"]]
    return argue_direction(
        *texts(first, second),
        alignment(first, second),
        published=(days[0], days[1]),
        sources=(rows["source"].iloc[0], rows["source"].iloc[1]),
    )


@st.cache_resource(show_spinner=False, max_entries=16)
def descent(stamp: str, family: tuple[str, ...]) -> Lineage:
    """The lineage of a family, its articles in order of publication."""
    found = store().texts(family)
    days = _corpus(stamp).articles.set_index("id")["published"].loc[list(family)]
    alignments = align_versions([found[i] for i in family])
    leanings = {(a, b): leaning(direction(stamp, family[a], family[b])) for a, b in alignments}
    published = [None if pd.isna(day) else day.date() for day in days]
    return trace(published, alignments, leanings)


def most_telling(stamp: str, source: str, version: str) -> list[str]:
    """The three changes between two versions that tell most, in words."""
    return [str(reason) for reason in ledger(stamp, source, version)["reason"].head(3)]
