"""Text reuse by source: a matrix of takers and givers, and the pairs of articles behind it."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from components.analysis.collection.lineage import count_taken
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import open_library
from components.app.caches.drawn_cache import DrawnChart, drawn, finish
from components.app.cards import card, note, note_cut, stand_in
from components.app.overview.similar_articles import list_pairs
from components.app.tables.snapshot import Corpus
from components.views.locale_formatting import count_of, format_count
from components.views.measures.measure_explanations import explain
from components.views.pairs import MOST_SOURCES, source_matrix, taken_rows, taken_table

ROWS_SHOWN = 30

_HELP = explain("taken", "overlap", "direction")


def show_sources(corpus: Corpus, selection: Selection) -> None:
    """Draw how many articles of each source take text from each other; a cell selects sources."""
    directed, undirected, counts = drawn(
        "taken by source", corpus, selection, make=lambda: _count_sources(corpus, selection)
    )
    with card("Who takes text from whom", _HELP, counts, pin="sources"):
        if counts.empty and "relations" not in corpus.fresh:
            stand_in(corpus, "relations", 200)
            return
        if counts.empty:
            note(
                "No article of a known source has a fifth of its words in common with an "
                "earlier one."
            )
            _note_undirected(directed, undirected)
            return
        sources = drawn("ranked", corpus, selection, make=lambda: _rank_sources(counts))
        if len(sources) > MOST_SOURCES:
            note_cut(f"The {MOST_SOURCES} most active of {format_count(len(sources))} sources.")
        chart = drawn(
            "sources", corpus, selection,
            make=lambda: _draw_sources(counts, sources[:MOST_SOURCES], selection),
        )  # fmt: skip
        custom_components.chart_json(
            chart.figure, key="reuse-sources", alt=chart.alt, on_event=_pick_sources
        )
        _note_undirected(directed, undirected)


def _count_sources(corpus: Corpus, selection: Selection) -> tuple[pd.DataFrame, int, pd.DataFrame]:
    """Pairs of known sources and direction, how many others share text, and counts by source."""
    shown = open_library.narrowed(corpus, selection, ignoring=["sources", "pair"])
    directed, undirected = _find_taken(corpus, shown)
    known = (directed["taker_source"] != "") & (directed["giver_source"] != "")
    directed, undirected = directed[known], undirected + int((~known).sum())
    return directed, undirected, count_taken(directed)


def _draw_sources(counts: pd.DataFrame, sources: list[str], selection: Selection) -> DrawnChart:
    mode = custom_components.mode()
    chart = source_matrix(counts, sorted(sources), mode, selected=selection.sources)
    most = counts.iloc[0]
    return finish(
        chart,
        f"Who takes text from whom. Most: {most['taker_source']} from "
        f"{most['giver_source']}, {count_of(most['articles'], 'article', 'articles')}.",
    )


def show_taken(corpus: Corpus, selection: Selection) -> None:
    """Draw the pairs in which one article took text from the other; a row selects the pair."""
    directed = drawn("taken", corpus, selection, make=lambda: _rank_taken(corpus, selection))
    table = partial(taken_table, directed, corpus.labels)
    with card("Which articles took from which", _HELP, table, pin="taken"):
        if directed.empty and "relations" not in corpus.fresh:
            stand_in(corpus, "relations", 200)
            return
        if directed.empty:
            note(_describe_none(selection))
            return
        rows = drawn(
            "taken rows", corpus, selection,
            make=lambda: taken_rows(directed.head(ROWS_SHOWN), corpus.labels, selection.pair),
        )  # fmt: skip
        label = "Which articles took from which"
        list_pairs(rows, len(directed), key="taken", label=label, height=420)


def _rank_taken(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    shown = open_library.narrowed(corpus, selection, ignoring=["pair"])
    directed, _ = _find_taken(corpus, shown)
    if len(selection.sources) in (1, 2):
        taker, giver = selection.sources[0], selection.sources[-1]
        directed = directed[
            (directed["taker_source"] == taker) & (directed["giver_source"] == giver)
        ]
    return directed.sort_values("share", ascending=False, kind="stable")


def _find_taken(corpus: Corpus, shown: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The pairs whose direction is known, and how many more share text."""
    own = corpus.among("taken", shown)
    return own, len(corpus.among("relations", shown)) - len(own)


def _rank_sources(counts: pd.DataFrame) -> list[str]:
    both = pd.concat(
        [counts.groupby(end)["articles"].sum() for end in ("taker_source", "giver_source")]
    )
    active = both.groupby(level=0).sum().sort_values(ascending=False, kind="stable")
    return [str(source) for source in active.index]


def _describe_none(selection: Selection) -> str:
    if selection.sources:
        return (
            "In these articles, neither of the selected sources is known to take text from "
            "the other."
        )
    return "For none of these articles is it clear that it takes text from another one."


def _note_undirected(directed: pd.DataFrame, undirected: int) -> None:
    if len(directed):
        argued = int((directed["how"] == "argued").sum())
        pairs = count_of(len(directed), "pair", "pairs")
        note(
            f"Of {pairs} the direction is argued from the evidence "
            f"for {format_count(argued)} and assumed from the dates for "
            f"{format_count(len(directed) - argued)}."
        )
    if undirected:
        more = "more " if len(directed) else ""
        note_cut(
            f"{count_of(undirected, f'{more}pair is', f'{more}pairs are')} left out: a source is "
            "unknown, it is not clear who took from whom, both are from a common source, or less "
            "than a fifth is shared."
        )


def _pick_sources(event: dict[str, Any]) -> None:
    taker, giver = event["selected"]
    state.pick("sources", (taker,) if taker == giver else (taker, giver))
