"""Caches of what is worked out between articles: alignments, direction, edits, families.

As in `cached.py`; `stamp` is the key that says which articles and settings an answer is for.
"""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import streamlit as st

from components.analysis.alignment import Alignment, align
from components.analysis.cosine_parts import Frequencies, Likeness, explain_likeness
from components.analysis.direction import Direction, argue_direction
from components.analysis.families import describe_families
from components.analysis.families import families as find_families
from components.analysis.lineage import Lineage, align_versions, trace
from components.analysis.omissions import left_out as find_left_out
from components.analysis.pairs import SMALL, tfidf_settings
from components.analysis.parts import Parts, blank, counted_text, counting_parts, set_aside
from components.app import cached, state
from components.app.fetching import read_frequencies, read_pairs
from components.app.snapshot import Corpus
from components.text.segment import Span
from components.views.aside import Aside
from components.views.direction import leaning


def parts(*ids: str) -> dict[str, Parts]:
    """These articles by their parts."""
    return cached.corpus().parts(cached.store().texts(ids))


def aside(article: str) -> Aside:
    """What of an article does not count, and its lines of boilerplate."""
    known = cached.corpus()
    spans = set_aside(parts(article)[article], known.settings)
    lines = known.lines_of(article) if "boilerplate" in known.settings.without else ()
    return Aside(article, spans, lines)


def alignment(first: str, second: str) -> Alignment:
    """The alignment of two articles in what counts of them; its offsets are those of the texts."""
    settings = state.settings()
    aside = [set_aside(one, settings) for one in parts(first, second).values()]
    return _alignment(cached.address(), first, second, *aside)


@st.cache_resource(show_spinner=False, max_entries=256)
def _alignment(
    address: str,
    first: str,
    second: str,
    aside: tuple[Span, ...],
    other_aside: tuple[Span, ...],
) -> Alignment:
    one, other = texts(first, second)
    return align(blank(one, aside), blank(other, other_aside))


def texts(*ids: str) -> tuple[str, ...]:
    """The texts of these articles."""
    found = cached.store().texts(ids)
    return tuple(found[i] for i in ids)


@st.cache_resource(show_spinner=False, max_entries=128)
def likeness(stamp: str, first: str, second: str) -> Likeness:
    """Why two articles are alike: by which terms, and from which of their parts."""
    known = cached.corpus_at(stamp)
    both = known.telling(known.parts(cached.store().texts([first, second])))
    return explain_likeness(
        both[first],
        both[second],
        _frequencies(stamp),
        tfidf_settings(known.settings),
        counting_parts(known.settings),
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _frequencies(stamp: str) -> Frequencies:
    return read_frequencies(cached.store(), cached.corpus_at(stamp))


def pairs_among(corpus: Corpus, shown: pd.DataFrame) -> pd.DataFrame:
    """The pairs of some articles, the best first; of at most `SMALL` every one, once compared."""
    if len(shown) > SMALL:
        return corpus.among("pairs", shown)
    return _pairs_among(corpus.stamp, tuple(shown["id"]), corpus, shown)


@st.cache_resource(show_spinner=False, max_entries=64)
def _pairs_among(
    stamp: str, ids: tuple[str, ...], _corpus: Corpus, _shown: pd.DataFrame
) -> pd.DataFrame:
    return read_pairs(cached.store(), _corpus, _shown, lambda: _frequencies(stamp))


def order(corpus: Corpus, shown: pd.DataFrame) -> list[str]:
    """The clustered order of some articles."""
    return _order(corpus.stamp, tuple(shown["id"]), pairs_among(corpus, shown))


@st.cache_data(show_spinner=False, max_entries=256)
def _order(stamp: str, ids: tuple[str, ...], _pairs: pd.DataFrame) -> list[str]:
    from components.analysis.ordering import cluster_order

    return cluster_order(ids, _pairs)


@st.cache_resource(show_spinner=False, max_entries=64)
def ledger(stamp: str, first: str, second: str, letters: str = "AB") -> pd.DataFrame:
    """What was changed between two articles, the most telling first.

    Where it is not known that the second was taken from the first, what either has, by `letters`.
    """
    from components.analysis.ledger import ledger as keep_ledger

    mentions = cached.corpus_at(stamp).names
    names = _names(mentions, first), _names(mentions, second)
    apart = None if direction(stamp, first, second).is_told else (letters[0], letters[1])
    return keep_ledger(alignment(first, second), names, apart=apart)


def _names(mentions: pd.DataFrame, article: str) -> list[tuple[int, int, str, str]]:
    own = mentions.loc[mentions["article"] == article, ["start", "end", "type", "entity"]]
    return [(int(s), int(e), str(t), str(n)) for s, e, t, n in own.itertuples(index=False)]


@st.cache_resource(show_spinner=False, max_entries=256)
def direction(stamp: str, first: str, second: str) -> Direction:
    """The argument about which of two articles was taken from the other."""
    rows = cached.corpus_at(stamp).articles.set_index("id").loc[[first, second]]
    days = [None if pd.isna(day) else day.date() for day in rows["published"]]
    one, other = texts(first, second)
    return argue_direction(
        one,
        other,
        alignment(first, second),
        published=(days[0], days[1]),
        sources=(rows["source"].iloc[0], rows["source"].iloc[1]),
    )


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
    found = {id: counted_text(one, settings) for id, one in parts(*family).items()}
    days = cached.corpus().articles.set_index("id")["published"].loc[list(family)]
    alignments = align_versions([found[i] for i in family])
    leanings = {(a, b): leaning(direction(stamp, family[a], family[b])) for a, b in alignments}
    published = [None if pd.isna(day) else day.date() for day in days]
    return trace(published, alignments, leanings)


@st.cache_resource(show_spinner=False, max_entries=32)
def left_out(stamp: str, article: str, sisters: tuple[str, ...]) -> pd.DataFrame:
    """What an article leaves out beside its sisters, and what it alone has."""
    pairs = combinations((article, *sisters), 2)
    return find_left_out(article, {pair: alignment(*pair) for pair in pairs})
