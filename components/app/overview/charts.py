"""Charts of the selected articles: key figures, named entities, timeline, map and list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.pipeline.collection_steps import MAP_ABOVE
from components.analysis.selection import Selection, is_among
from components.app import custom_components, state
from components.app.caches import open_library
from components.app.caches.counting_cache import counted
from components.app.caches.drawn_cache import DrawnChart, drawn, finish
from components.app.caches.selection_cache import count_selected, draw_articles_map
from components.app.cards import card, in_one_line, note, note_cut, waiting
from components.app.entities.entity_counts import NAMED_MOST, NamedBars, show_named_bars
from components.app.navigation import open_article, open_pair
from components.app.tables.snapshot import Corpus
from components.text.plural import agree
from components.views.articles import article_rows
from components.views.entities.entity_charts import OPTIONAL_TYPES
from components.views.locale_formatting import count_of, format_count, format_day
from components.views.measures.measure_explanations import explain
from components.views.overview.similarity import COLOURS, render_map
from components.views.overview.timeline import CALENDAR, choose_steps, timeline

ROWS_SHOWN = 30
ENTITIES_SHOWN = 20
# The years of a calendar that are seen at once, and their height in pixels.
YEARS_SHOWN, TALLEST = 4, 620
# A link that names more articles would be too long for some servers.
LASSO_UP_TO = 2_000
_TIMELINE = explain(
    "published",
    lead="Draw a box to select days, or click a mark to select an article. In the calendar, click "
    "a day, and another one with Shift for all between them.",
)
_MAP = explain("map", lead="Draw around points to select them, or click one.")
_ARTICLES = "Select one to read it, or compare it with the most similar article."


def show_map(corpus: Corpus, selection: Selection) -> None:
    """Draw all articles as points, where a library has too many for a matrix; a click selects."""
    if len(corpus.articles) <= MAP_ABOVE:
        return
    with card("The map of the articles", _MAP, lambda: _make_map_table(corpus), pin="map"):
        if corpus.map.empty:
            words = "The map is being computed; it will appear here when this is finished."
            note(waiting(corpus, "map", words))
            return
        with in_one_line("Coloured by"):
            colour = st.segmented_control(
                "Coloured by", COLOURS, default=COLOURS[0], key="map-colour", bind="query-params",
                required=True, label_visibility="collapsed",
            )  # fmt: skip
        points = corpus.points
        lit = is_among(points["article"], open_library.narrowed(corpus, selection)["id"]).to_numpy()
        chart = render_map(
            draw_articles_map(corpus, colour or COLOURS[0], custom_components.mode()), lit
        )
        alt = f"{count_of(len(points), 'article as a point', 'articles as points')}, "
        alt += f"{format_count(int(lit.sum()))} of them selected."
        custom_components.chart_json(chart, key="map", alt=alt, on_event=_pick_points)
        _note_projection(points, len(corpus.articles))


def _note_projection(points: pd.DataFrame, articles: int) -> None:
    note("Near points are similar articles. How far apart two points are says little.")
    placed = int((points["placed"] != "projected").sum())
    if placed:
        note_cut(
            f"{count_of(len(points) - placed, 'article has', 'articles have')} a computed place; "
            f"{count_of(placed, 'other is', 'others are')} placed next to the most similar of "
            "those."
        )
    if len(points) < articles:
        note_cut(
            f"{count_of(articles - len(points), 'new article is', 'new articles are')} not "
            "on the map yet."
        )
    if drawn_around := state.kept("lasso"):
        note(
            f"{format_count(drawn_around)} points are too many to select: draw around "
            f"{format_count(LASSO_UP_TO)} or fewer."
        )


def _make_map_table(corpus: Corpus) -> pd.DataFrame:
    columns = {"label": "title", "source": "source", "published": "published", "family": "family"}
    table = corpus.points[[*columns, "language", "x", "y", "placed"]]
    return table.rename(columns=columns).round({"x": 3, "y": 3})


def _pick_points(event: dict[str, Any]) -> None:
    state.keep("lasso", 0)
    if event["kind"] == "click":
        state.pick("articles", (event["selected"],))
    elif len(event["selected"]) > LASSO_UP_TO:
        state.keep("lasso", len(event["selected"]))
    elif event["selected"]:
        state.put("articles", tuple(event["selected"]))


def show_entities(corpus: Corpus, selection: Selection) -> None:
    """Draw the entities mentioned most in the selected articles; a bar selects one."""
    bars = NamedBars(
        title="Who and what is named",
        help_text=NAMED_MOST,
        key="entities",
        clause="entity",
        lead="Most named",
        unit="mentions",
        most=ENTITIES_SHOWN,
    )
    counts = drawn("named", corpus, selection, make=lambda: _count_named(corpus, selection))
    show_named_bars(
        corpus, selection, bars, counts, table=counts, when_empty=lambda: _explain_no_names(corpus)
    )


def _count_named(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    counts = count_selected(corpus, selection)
    return counts[~counts["type"].isin(OPTIONAL_TYPES)].reset_index(drop=True)


def _explain_no_names(corpus: Corpus) -> None:
    if "mentions" in corpus.fresh:
        note("No names were found in these articles.")
    else:
        st.skeleton(height=300)


def show_timeline(corpus: Corpus, selection: Selection) -> None:
    """Draw when the selected articles were published; a box selects days, a mark an article."""
    among = selection.without("days", "articles")
    shown = counted(corpus, among)
    dated = drawn("dated", corpus, selection, make=lambda: shown[shown["published"].notna()].copy())
    table = drawn("dated table", corpus, selection, make=lambda: _make_article_table(dated))
    with card("When they were published", _TIMELINE, table, pin="timeline", counts=among):
        if dated.empty:
            note("None of these articles has a date. Dates can be set on the Articles page.")
            return
        if len(dated) < len(shown):
            undated, total = len(shown) - len(dated), count_of(len(shown), "article", "articles")
            has = agree(undated, "has", "have")
            note_cut(f"{format_count(undated)} of {total} {has} no date.")
        steps, usual = choose_steps(dated["published"])
        step = st.segmented_control(
            "Counted by", [*steps, CALENDAR], default=usual, key="timeline-by", bind="query-params",
            required=True, label_visibility="collapsed",
        )  # fmt: skip
        chart = drawn(
            "timeline", corpus, selection, step or usual,
            make=lambda: _draw_timeline(corpus, selection, dated, step or usual),
        )  # fmt: skip
        # A calendar of more years is scrolled.
        tall = step == CALENDAR and dated["published"].dt.year.nunique() > YEARS_SHOWN
        with st.container(
            height=TALLEST if tall else "content", border=False, key="timeline-frame"
        ):
            custom_components.chart_json(
                chart.figure, key="timeline", alt=chart.alt, on_event=_pick_days
            )


def _draw_timeline(
    corpus: Corpus, selection: Selection, dated: pd.DataFrame, step: str
) -> DrawnChart:
    lit = dated.index.isin(open_library.narrowed(corpus, selection).index)
    chart = timeline(
        dated, custom_components.mode(), step, lit=lit, sources=corpus.articles["source"]
    )
    first, last = dated["published"].min(), dated["published"].max()
    articles = count_of(len(dated), "article", "articles")
    return finish(chart, f"{articles} from {format_day(first)} to {format_day(last)}.")


def show_articles(corpus: Corpus, selection: Selection) -> None:
    """Draw the selected articles as a list; each can be read or compared with the closest one."""
    shown = open_library.narrowed(corpus, selection)
    table = drawn("article table", corpus, selection, make=lambda: _make_article_table(shown))
    with card("The articles", _ARTICLES, table, pin="articles"):
        custom_components.rows(
            drawn(
                "articles",
                corpus,
                selection,
                make=lambda: article_rows(shown.head(ROWS_SHOWN), corpus.closest),
            ),
            key="articles",
            label="Articles",
            on_event=_pick_article,
            height=420,
        )
        if len(shown) > ROWS_SHOWN:
            note_cut(
                f"The first {ROWS_SHOWN} of {format_count(len(shown))}; the Articles page has all."
            )


def _make_article_table(articles: pd.DataFrame) -> pd.DataFrame:
    columns = ["label", "source", "author", "published", "language", "words"]
    return articles[columns].rename(columns={"label": "title"})


def _pick_days(event: dict[str, Any]) -> None:
    mark = event["selected"]
    if event["kind"] == "box" and event["range"]:
        first, last = sorted(str(edge)[:10] for edge in event["range"])
        state.put("days", (date.fromisoformat(first), date.fromisoformat(last)))
    elif isinstance(mark, list):
        days = (date.fromisoformat(mark[0]), date.fromisoformat(mark[1]))
        held = state.read().days
        if event["extend"] and held:
            state.put("days", (min(held[0], days[0]), max(held[1], days[1])))
        else:
            state.pick("days", days)
    else:
        state.pick("articles", (mark,))


def _pick_article(event: dict[str, Any]) -> None:
    article, _, relative = event["row"].partition(".")
    if event["action"] == "compare":
        open_pair(article, relative)
    open_article(article)
