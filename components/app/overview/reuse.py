"""Who takes text from whom: by source, and the pairs of articles behind each figure."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.analysis.collection.lineage import count_taken
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import library_cache
from components.app.caches.snapshot import Corpus
from components.app.cards import card, note, note_cut, stand_in
from components.app.overview.similar_articles import list_pairs
from components.views.formatting import count_of, format_count
from components.views.measures import explain
from components.views.pairs import MOST_SOURCES, source_matrix, taken_rows, taken_table

ROWS_SHOWN = 30

_HELP = explain("taken", "overlap", "direction")


def show_sources(corpus: Corpus, selection: Selection) -> None:
    """How many articles of each source take text from each other; it sets the sources."""
    shown = library_cache.narrowed(corpus, selection, ignoring=["sources", "pair"])
    told, untold = _taken(corpus, shown)
    known = (told["taker_source"] != "") & (told["giver_source"] != "")
    told, untold = told[known], untold + int((~known).sum())
    counts = count_taken(told)
    with card("Who takes text from whom", _HELP, counts, pin="sources"):
        if "reuse" not in corpus.fresh and counts.empty:
            stand_in(corpus, "reuse", 200)
            return
        if counts.empty:
            note(
                "No article of a known source has a fifth of its words in common with an "
                "earlier one."
            )
            _say_untold(told, untold)
            return
        sources = _most_active(counts)
        if len(sources) > MOST_SOURCES:
            note_cut(f"The {MOST_SOURCES} most active of {format_count(len(sources))} sources.")
        figure = source_matrix(
            counts,
            sorted(sources[:MOST_SOURCES]),
            custom_components.mode(),
            selected=selection.sources,
        )
        most = counts.iloc[0]
        alt = (
            f"Who takes text from whom. Most: {most['taker_source']} from "
            f"{most['giver_source']}, {count_of(most['articles'], 'article', 'articles')}."
        )
        custom_components.chart(figure, key="reuse-sources", alt=alt, on_pick=_pick_sources)
        _say_untold(told, untold)


def show_taken(corpus: Corpus, selection: Selection) -> None:
    """The pairs behind the figures; they set the pair."""
    shown = library_cache.narrowed(corpus, selection, ignoring=["pair"])
    told, _ = _taken(corpus, shown)
    if len(selection.sources) in (1, 2):
        taker, giver = selection.sources[0], selection.sources[-1]
        told = told[(told["taker_source"] == taker) & (told["giver_source"] == giver)]
    told = told.sort_values("share", ascending=False, kind="stable")
    with card(
        "Which articles took from which",
        _HELP,
        lambda: taken_table(told, corpus.labels),
        pin="taken",
    ):
        if told.empty:
            note(_say_none(selection))
            return
        rows = taken_rows(told.head(ROWS_SHOWN), corpus.labels, selection.pair)
        label = "Which articles took from which"
        list_pairs(rows, len(told), key="taken", label=label, height=420)


def _taken(corpus: Corpus, shown: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    own = corpus.among("taken", shown)
    return own, len(corpus.among("reuse", shown)) - len(own)


def _most_active(counts: pd.DataFrame) -> list[str]:
    both = pd.concat(
        [counts.groupby(end)["articles"].sum() for end in ("taker_source", "giver_source")]
    )
    active = both.groupby(level=0).sum().sort_values(ascending=False, kind="stable")
    return [str(source) for source in active.index]


def _say_none(selection: Selection) -> str:
    if selection.sources:
        return (
            "In these articles, neither of the selected sources is known to take text from "
            "the other."
        )
    return "For none of these articles is it clear that it takes text from another one."


def _say_untold(told: pd.DataFrame, untold: int) -> None:
    if len(told):
        argued = int((told["how"] == "argued").sum())
        note(
            f"Of {count_of(len(told), 'pair', 'pairs')} the direction is argued from the evidence "
            f"for {format_count(argued)} and assumed from the dates for "
            f"{format_count(len(told) - argued)}."
        )
    if untold:
        more = "more " if len(told) else ""
        note_cut(
            f"{count_of(untold, f'{more}pair is', f'{more}pairs are')} left out: a source is "
            "unknown, it is not clear who took from whom, both are from a common source, or less "
            "than a fifth is shared."
        )


def _pick_sources(event: dict[str, Any]) -> None:
    taker, giver = event["picked"]
    state.pick("sources", (taker,) if taker == giver else (taker, giver))
