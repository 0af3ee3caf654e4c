"""The charts of the overview. Each ignores the clause that it sets itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.counting import share_shared
from components.analysis.selection import Selection
from components.app import cached, linked, state
from components.app.cards import card, note, note_cut
from components.app.entities.cached import count_selected
from components.app.moving import open_article, open_pair
from components.app.named_bars import NAMED_MOST, NamedBars, show_named_bars
from components.app.snapshot import Corpus
from components.text.plural import agree
from components.views.articles import article_rows
from components.views.bars import SECOND_CLASS
from components.views.figures import figures_line
from components.views.local import count_of, say_count, say_day, say_share
from components.views.measures import explain
from components.views.timeline import steps_of, timeline

ROWS_SHOWN = 30
ENTITIES_SHOWN = 20

_UNKNOWN = "–"
_SOURCES = "Different sources, where the source is known"
_DAYS = "Different days of publication, where the date is known"
_PEOPLE = "Different people; all forms of a name count as one person"
_FAMILIES = (
    "Groups of two or more of these articles connected by shared text: at least 30 % of the "
    "shorter one"
)
_SHARED = (
    "Words in passages of twelve words or more that are also in another of these articles. It is "
    "a minimum: for each article only the most similar other one is counted"
)


def show_figures(corpus: Corpus, selection: Selection) -> None:
    """The counts of what is selected."""
    shown = cached.narrowed(corpus, selection)
    mentions = corpus.among("mentions", shown)
    people = mentions.loc[mentions["type"] == "PERSON", "entity"].nunique()
    members = corpus.among("families", shown)
    several = int((members["family"].value_counts() > 1).sum())
    shared = share_shared(corpus.among("reuse", shown), shown.set_index("id")["words"])
    sources = shown.loc[shown["source"] != "", "source"].nunique()
    days = shown["published"].nunique()
    is_known = "reuse" in corpus.fresh
    share = say_share(shared) if is_known else "…"
    st.html(
        figures_line(
            [
                ("article", "articles", len(shown), "Articles that match the whole selection"),
                ("source", "sources", sources or _UNKNOWN, _SOURCES),
                ("day with an article", "days with an article", days or _UNKNOWN, _DAYS),
                ("family", "families", several if is_known else "…", _FAMILIES),
                ("of all words shared", "of all words shared", share, _SHARED),
                ("person named", "people named", people, _PEOPLE),
            ]
        )
    )


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
    counts = counts[~counts["type"].isin(SECOND_CLASS)].reset_index(drop=True)
    show_named_bars(bars, counts, table=counts, when_empty=lambda: _say_why_nobody(corpus))


def _say_why_nobody(corpus: Corpus) -> None:
    if "mentions" in corpus.fresh:
        note("No names were found in these articles.")
    else:
        st.skeleton(height=300)


def show_timeline(corpus: Corpus, selection: Selection) -> None:
    """When the selected articles were published; it sets the days."""
    shown = cached.narrowed(corpus, selection, ignoring=["days", "articles"])
    dated = shown[shown["published"].notna()]
    help_text = explain(
        "published", lead="Draw a box to select days, or click a mark to select an article."
    )
    with card("When they were published", help_text, _article_table(dated), pin="timeline"):
        if dated.empty:
            note("None of these articles has a date. Dates can be set on the Articles page.")
            return
        if len(dated) < len(shown):
            note_cut(
                f"{say_count(len(shown) - len(dated))} of "
                f"{count_of(len(shown), 'article', 'articles')} "
                f"{agree(len(shown) - len(dated), 'has', 'have')} no date."
            )
        steps, usual = steps_of(dated["published"])
        step = st.segmented_control(
            "Counted by", steps, default=usual, key="timeline-by", bind="query-params",
            required=True, label_visibility="collapsed",
        )  # fmt: skip
        lit = dated.index.isin(cached.narrowed(corpus, selection).index)
        figure = timeline(dated, linked.mode(), step or usual, lit=lit)
        first, last = dated["published"].min(), dated["published"].max()
        alt = (
            f"{count_of(len(dated), 'article', 'articles')} from {say_day(first)} to "
            f"{say_day(last)}."
        )
        linked.chart(figure, key="timeline", alt=alt, on_pick=_pick_days)


def show_articles(corpus: Corpus, selection: Selection) -> None:
    """The selected articles; each can be read, or compared with its closest relative."""
    shown = cached.narrowed(corpus, selection)
    help_text = "Select one to read it, or compare it with the most similar article."
    with card("The articles", help_text, _article_table(shown), pin="articles"):
        linked.rows(
            article_rows(shown.head(ROWS_SHOWN), corpus.closest),
            key="articles",
            label="Articles",
            on_pick=_pick_article,
            height=420,
        )
        if len(shown) > ROWS_SHOWN:
            note_cut(
                f"The first {ROWS_SHOWN} of {say_count(len(shown))}; the Articles page has all."
            )


def _article_table(articles: pd.DataFrame) -> pd.DataFrame:
    columns = ["label", "source", "author", "published", "language", "words"]
    return articles[columns].rename(columns={"label": "title"})


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
