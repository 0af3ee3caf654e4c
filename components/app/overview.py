"""The charts of the overview. Each ignores the clause that it sets itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.selection import Selection
from components.app import cached, linked, state
from components.app.cached import Corpus
from components.app.cards import card, note, note_cut
from components.app.entities.cached import count_selected
from components.app.moving import COMPARE, open_article, open_pair, pick_pair
from components.app.named_bars import NAMED_MOST, NamedBars, show_named_bars
from components.views.articles import article_rows
from components.views.figures import figures_line
from components.views.ledger import ledger_rows, sentence_of
from components.views.matrix import similarity_matrix
from components.views.pairs import pair_rows, pair_table
from components.views.panes import count_line
from components.views.timeline import timeline

MATRIX_UP_TO = 60
PAIRS_SHOWN = 30
ENTITIES_SHOWN = 20
PREVIEWED = 8

_COSINE = (
    "Cosine of the two articles' TF-IDF vectors, 0 to 1: how much of their vocabulary is the same, "
    "rare words counting most, common words of the language left out. It tells a common subject; "
    "copying is told by the sentences in common."
)


def show_figures(corpus: Corpus, selection: Selection) -> None:
    """The counts of what is selected."""
    shown = cached.narrowed(corpus, selection)
    named = corpus.mentions[corpus.mentions["article"].isin(shown["id"])]
    dated = shown["published"].dropna()
    alike = _between(corpus.pairs, shown["id"])
    st.html(
        figures_line(
            [
                ("articles", len(shown)),
                ("sources", shown.loc[shown["source"] != "", "source"].nunique()),
                ("days with an article", dated.nunique()),
                ("people named", named.loc[named["type"] == "PERSON", "entity"].nunique()),
                ("pairs that share sentences", int((alike["shared"] > 0).sum())),
            ]
        )
    )


def show_matrix(corpus: Corpus, selection: Selection) -> None:
    """The similarity matrix of what is selected; it sets the pair."""
    shown = cached.narrowed(corpus, selection, ignoring=["pair"])
    ids, cut = _most_alike(corpus.pairs, shown["id"].tolist())
    pairs = _between(corpus.pairs, ids)
    with card("How alike the articles are", _COSINE, lambda: pair_table(pairs, corpus.labels)):
        if "pairs" not in corpus.fresh and pairs.empty:
            st.skeleton(height=300)
            return
        if len(ids) < 2:
            note("Two articles are needed to compare. Clear a filter or add an article.")
            return
        if cut:
            note_cut(f"The {MATRIX_UP_TO} of {len(shown):,} articles with the closest relatives.")
        figure = similarity_matrix(
            pairs,
            cached.order(corpus.stamp, tuple(ids)),
            corpus.labels,
            linked.mode(),
            ticks=corpus.ticks,
            picked=selection.pair,
        )
        best = pairs.iloc[0] if len(pairs) else None
        linked.chart(figure, key="matrix", alt=_say_matrix(ids, best), on_pick=_pick_cell)


def show_pairs(corpus: Corpus, selection: Selection) -> None:
    """The most similar pairs, with the reason; they set the pair."""
    shown = cached.narrowed(corpus, selection, ignoring=["pair"])
    pairs = _between(corpus.pairs, shown["id"])
    pairs = pairs[pairs["score"] > 0]
    with card("Most similar pairs", _COSINE, lambda: pair_table(pairs, corpus.labels)):
        if pairs.empty:
            note("No two of these articles have been found alike.")
            return
        if len(pairs) > PAIRS_SHOWN:
            note_cut(f"The first {PAIRS_SHOWN} of {len(pairs):,}; the table has all.")
        linked.rows(
            pair_rows(pairs.head(PAIRS_SHOWN), corpus.labels, selection.pair),
            key="pairs",
            label="Most similar pairs",
            on_pick=_pick_row,
            height=640,
        )


def show_picked_pair(corpus: Corpus, pair: tuple[str, str]) -> None:
    """What was changed between the two picked articles, and the way to read them."""
    if not set(corpus.articles["id"]).issuperset(pair):
        return
    help_text = "The pair that is picked in every chart, and what was changed between the two."
    with card("The picked pair", help_text):
        alignment = cached.alignment(*pair)
        for name, article in zip("AB", pair, strict=True):
            st.text(f"{name}  {corpus.labels[article]}")
        st.text(count_line(alignment))
        with st.container(horizontal=True):
            if st.button("Compare side by side", type="primary"):
                st.switch_page(COMPARE)
            st.button("Clear", on_click=state.clear, args=("pair",))
        changes = cached.ledger(corpus.stamp, *pair).head(PREVIEWED)
        if len(changes):
            note("The most telling changes; pick one to see it in its place.")
            rows = ledger_rows(changes, {})
            linked.rows(rows, key="preview", label="Changes", on_pick=_open_change, height=260)


def show_entities(corpus: Corpus, selection: Selection) -> None:
    """Who is named most in what is selected; it sets the entity."""
    bars = NamedBars(
        title="Who and what is named",
        help_text=NAMED_MOST,
        key="entities",
        clause="entity",
        lead="Most named",
        unit="mentions",
        most=ENTITIES_SHOWN,
    )
    counts = count_selected(corpus, selection)
    show_named_bars(bars, counts, table=counts, when_empty=lambda: _say_why_nobody(corpus))


def _say_why_nobody(corpus: Corpus) -> None:
    if "mentions" in corpus.fresh:
        note("No names were found. Names are found in English articles so far.")
    else:
        st.skeleton(height=300)


def show_timeline(corpus: Corpus, selection: Selection) -> None:
    """When the selected articles were published; it sets the days."""
    shown = cached.narrowed(corpus, selection, ignoring=["days", "articles"])
    dated = shown[shown["published"].notna()]
    help_text = "Days of publication. Draw a box to pick days, click a mark to pick an article."
    with card("When they were published", help_text, _article_table(dated)):
        if dated.empty:
            note("None of these articles has a date. Dates can be set on the Articles page.")
            return
        if len(dated) < len(shown):
            note_cut(f"{len(shown) - len(dated):,} of {len(shown):,} articles have no date.")
        lit = frozenset(cached.narrowed(corpus, selection)["id"])
        figure = timeline(dated, linked.mode(), lit=lit)
        first, last = dated["published"].min(), dated["published"].max()
        alt = f"{len(dated)} articles from {first:%d %B %Y} to {last:%d %B %Y}."
        linked.chart(figure, key="timeline", alt=alt, on_pick=_pick_days)


def show_articles(corpus: Corpus, selection: Selection) -> None:
    """The selected articles; each can be read, or compared with its closest relative."""
    shown = cached.narrowed(corpus, selection)
    help_text = "Pick one to read it, or compare it with its closest relative."
    with card("The articles", help_text, _article_table(shown)):
        linked.rows(
            article_rows(shown.head(PAIRS_SHOWN), corpus.pairs),
            key="articles",
            label="Articles",
            on_pick=_pick_article,
            height=420,
        )
        if len(shown) > PAIRS_SHOWN:
            note_cut(f"The first {PAIRS_SHOWN} of {len(shown):,}; the Articles page has all.")


def _article_table(articles: pd.DataFrame) -> pd.DataFrame:
    columns = ["label", "source", "author", "published", "language", "words"]
    return articles[columns].rename(columns={"label": "title"})


def _say_matrix(ids: list[str], best: pd.Series | None) -> str:
    words = f"Similarity of {len(ids)} articles, each with each."
    if best is None:
        return words
    return f"{words} The closest two have a cosine of {best['score']:.2f}."


def _pick_cell(event: dict[str, Any]) -> None:
    """The first click picks the pair in every chart; a second one on the same pair opens it."""
    first, second = event["picked"]
    if first == second:
        return
    if set(state.read().pair or ()) == {first, second}:
        st.switch_page(COMPARE)
    pick_pair(first, second)


def _pick_row(event: dict[str, Any]) -> None:
    first, _, second = event["row"].partition(".")
    pick_pair(first, second)
    if event["action"] == "compare":
        st.switch_page(COMPARE)


def _pick_days(event: dict[str, Any]) -> None:
    picked = event["picked"]
    if event["kind"] == "box" and event["range"]:
        first, last = sorted(str(edge)[:10] for edge in event["range"])
        state.put("days", (date.fromisoformat(first), date.fromisoformat(last)))
    elif isinstance(picked, list):
        state.pick("days", (date.fromisoformat(picked[0]), date.fromisoformat(picked[1])))
    else:
        state.pick("articles", (picked,))


def _pick_article(event: dict[str, Any]) -> None:
    article, _, relative = event["row"].partition(".")
    if event["action"] == "compare":
        open_pair(article, relative)
    open_article(article)


def _open_change(event: dict[str, Any]) -> None:
    pair = state.read().pair
    if pair:
        ledger = cached.ledger(cached.corpus().stamp, *pair).set_index("id", drop=False)
        state.keep("change", event["row"])
        state.keep("focus", f"{sentence_of(dict(ledger.loc[event['row']]))}@{event['n']}")
        st.switch_page(COMPARE)


def _between(pairs: pd.DataFrame, ids: Any) -> pd.DataFrame:
    inside = set(ids)
    return pairs[pairs["a"].isin(inside) & pairs["b"].isin(inside)]


def _most_alike(pairs: pd.DataFrame, ids: list[str]) -> tuple[list[str], bool]:
    if len(ids) <= MATRIX_UP_TO:
        return ids, False
    ends = _between(pairs, ids)[["a", "b"]].to_numpy().ravel()
    return list(dict.fromkeys(ends))[:MATRIX_UP_TO], True
