"""All caches. Keys are stamps, ids and frozen settings, never a frame or a matrix."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pandas as pd
import streamlit as st

from components.analysis.alignment import Alignment, align
from components.analysis.concordance import as_query
from components.analysis.cosine_parts import Frequencies, Likeness, explain_likeness
from components.analysis.direction import Direction, argue_direction
from components.analysis.entities import read_decisions
from components.analysis.pairs import SMALL, tfidf_settings
from components.analysis.parts import Parts, blank, counting_parts, set_aside
from components.analysis.selection import Selection, narrow
from components.analysis.settings import Settings, settings_of
from components.app import state
from components.app.fetching import decide, read_corpus, read_facts, read_frequencies, read_pairs
from components.app.opened import address as address
from components.app.opened import store as store
from components.app.snapshot import Corpus
from components.app.worker import comparing, expected, process
from components.app.written import Written
from components.text.segment import Span
from components.views.aside import Aside


def corpus() -> Corpus:
    """The corpus as it stands now; a worker that has died is started again."""
    now = stamp()
    process.serve(address())
    known = _corpus(now)
    if known.settings != Settings() and not known.fresh.issuperset({"pairs", "reuse"}):
        comparing.ask(store(), known.settings)
    return known


def stamp() -> str:
    """Changes whenever articles or stored tables do, what counts of them, or what entities are.

    It stays as it is with every other word that an analyst writes.
    """
    tables, _, annotations = full_stamp().rpartition("-")
    back = comparing.mark_of(_put_back(tables, annotations))
    decided = store().verdicts.latest("entity", expected.NAME_LIST, expected.VERB)
    return "|".join([str(decided), tables, back, state.settings().key])


def full_stamp() -> str:
    """Changes with every word an analyst writes, too. No two libraries of a server share one.

    The name stands in it because a copied file keeps the identity of the library it was.
    """
    return f"{state.library()}/{store().stamp()}"


@st.cache_data(show_spinner=False, max_entries=32)
def faults(stamp: str, kind: str) -> dict[str, str]:
    """By id the articles in which nothing of this kind could be found, and why."""
    return store().results.faults(kind)


@st.cache_data(show_spinner=False, max_entries=8)
def step_faults(stamp: str) -> dict[str, str]:
    """The steps of the analysis that failed, by name, and why."""
    return store().results.step_faults()


@st.cache_resource(show_spinner=False, max_entries=4)
def _put_back(tables: str, annotations: str) -> dict[str, list[Span]]:
    return comparing.put_back_spans(store())


def stamp_of(corpus: Corpus, selection: Selection) -> str:
    """What a cached answer about a selection depends on: a search may ask for analysts' words."""
    return full_stamp() if selection.query else corpus.stamp


def written() -> Written:
    """What analysts wrote, tagged and removed by now."""
    return _written(full_stamp())


@st.cache_resource(show_spinner=False, max_entries=4)
def _written(full_stamp: str) -> Written:
    return Written(store())


def narrowed(corpus: Corpus, selection: Selection, ignoring: Collection[str] = ()) -> pd.DataFrame:
    """The articles that satisfy the selection, its search and its term among it, but for the
    clauses ignored.
    """
    asked = selection.without("speaker", *ignoring)
    return _narrowed(corpus.stamp, full_stamp() if asked.query else "", asked)


@st.cache_resource(show_spinner=False, max_entries=16)
def _narrowed(stamp: str, searched: str, asked: Selection) -> pd.DataFrame:
    corpus = _corpus(stamp)
    found = [_found(searched, asked.query, asked.all_words)] if asked.query else []
    if asked.term:
        found.append(_found(stamp, as_query(asked.term), False))
    both = frozenset.intersection(*found) if found else None
    return narrow(corpus.articles, corpus.mentions, asked, found=both)


@st.cache_resource(show_spinner=False, max_entries=64)
def _found(stamp: str, query: str, all_words: bool) -> frozenset[str]:
    return frozenset(store().find(query, every=all_words)) if query else frozenset()


@st.cache_resource(show_spinner=False, max_entries=4)
def _corpus(stamp: str) -> Corpus:
    decisions = read_decisions(store().verdicts.all("entity")["value"])
    found = _undecided(stamp.partition("|")[2])
    fresh = found.fresh - expected.find_outdated(store())
    return decide(replace(found, fresh=fresh), stamp, decisions)


@st.cache_resource(show_spinner=False, max_entries=4)
def _undecided(stamp: str) -> Corpus:
    """The corpus as the analyses found it; a decision alone never reads it anew."""
    key = stamp.split("|")[-1]
    back = comparing.put_back_spans(store())
    return read_corpus(store(), stamp, settings_of(key), back)


def facts(corpus: Corpus, name: str) -> pd.DataFrame:
    """One of the tables `FACTS` about the articles that are there; empty before it was made."""
    return _facts(corpus.stamp.partition("|")[2], name)


@st.cache_resource(show_spinner=False, max_entries=6)
def _facts(stamp: str, name: str) -> pd.DataFrame:
    return read_facts(store(), name, _undecided(stamp).rows)


def usual_pairs() -> pd.DataFrame:
    """The pairs by the usual settings, to say what other settings changed."""
    return _corpus(stamp().rpartition("|")[0] + "|").pairs


def parts(*ids: str) -> dict[str, Parts]:
    """These articles by their parts."""
    return corpus().parts(store().texts(ids))


def aside(article: str) -> Aside:
    """What of an article does not count, and its lines of boilerplate."""
    known = corpus()
    spans = set_aside(parts(article)[article], known.settings)
    lines = known.lines_of(article) if "boilerplate" in known.settings.without else ()
    return Aside(article, spans, lines)


def alignment(first: str, second: str) -> Alignment:
    """The alignment of two articles in what counts of them; its offsets are those of the texts."""
    settings = state.settings()
    aside = [set_aside(one, settings) for one in parts(first, second).values()]
    return _alignment(address(), first, second, *aside)


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
    found = store().texts(ids)
    return tuple(found[i] for i in ids)


@st.cache_resource(show_spinner=False, max_entries=128)
def likeness(stamp: str, first: str, second: str) -> Likeness:
    """Why two articles are alike: by which terms, and from which of their parts."""
    known = _corpus(stamp)
    both = known.telling(known.parts(store().texts([first, second])))
    return explain_likeness(
        both[first],
        both[second],
        _frequencies(stamp),
        tfidf_settings(known.settings),
        counting_parts(known.settings),
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _frequencies(stamp: str) -> Frequencies:
    return read_frequencies(store(), _corpus(stamp))


def pairs_among(corpus: Corpus, shown: pd.DataFrame) -> pd.DataFrame:
    """The pairs of some articles, the best first; of at most `SMALL` every one, once compared."""
    if len(shown) > SMALL:
        return corpus.among("pairs", shown)
    return _pairs_among(corpus.stamp, tuple(shown["id"]), corpus, shown)


@st.cache_resource(show_spinner=False, max_entries=64)
def _pairs_among(
    stamp: str, ids: tuple[str, ...], _corpus: Corpus, _shown: pd.DataFrame
) -> pd.DataFrame:
    return read_pairs(store(), _corpus, _shown, lambda: _frequencies(stamp))


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

    mentions = _corpus(stamp).names
    names = _names(mentions, first), _names(mentions, second)
    apart = None if direction(stamp, first, second).is_told else (letters[0], letters[1])
    return keep_ledger(alignment(first, second), names, apart=apart)


def _names(mentions: pd.DataFrame, article: str) -> list[tuple[int, int, str, str]]:
    own = mentions.loc[mentions["article"] == article, ["start", "end", "type", "entity"]]
    return [(int(s), int(e), str(t), str(n)) for s, e, t, n in own.itertuples(index=False)]


@st.cache_resource(show_spinner=False, max_entries=256)
def direction(stamp: str, first: str, second: str) -> Direction:
    """The argument about which of two articles was taken from the other."""
    rows = _corpus(stamp).articles.set_index("id").loc[[first, second]]
    days = [None if pd.isna(day) else day.date() for day in rows["published"]]
    one, other = texts(first, second)
    return argue_direction(
        one,
        other,
        alignment(first, second),
        published=(days[0], days[1]),
        sources=(rows["source"].iloc[0], rows["source"].iloc[1]),
    )
