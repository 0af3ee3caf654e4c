"""What one of the versions on screen leaves out that its sister articles carry."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.app import custom_components, state
from components.app.caches import comparison_cache, library_cache
from components.app.caches.snapshot import Corpus
from components.app.cards import card, note, note_cut
from components.app.navigation import open_pair, open_place
from components.views.compare.ledger_rows import omission_rows, omission_table
from components.views.formatting import count_of, format_count
from components.views.measures import explain
from components.views.panes import LETTERS

Versions = tuple[str, ...]

ROWS_SHOWN = 60
MOST_SISTERS = 8
# Articles of one story that share no text are alike by their words at least so much.
STORY = 0.5
_HELP = explain("omissions", lead="The most important first. Select one to see it in context.")
_WHAT = {"left out": "what it leaves out", "only here": "what only it has"}


def show_left_out(corpus: Corpus, versions: Versions) -> None:
    """What the chosen version leaves out, or alone has, beside its sisters."""
    with card("What this article leaves out", _HELP, partial(_read_table, corpus, versions)):
        with st.container(horizontal=True, gap="medium"):
            article = _choose_article(versions)
            what = st.segmented_control(
                "Show", list(_WHAT), format_func=_WHAT.__getitem__, default="left out",
                required=True, key="omitted", bind="query-params",
            )  # fmt: skip
        sisters = _find_sisters(corpus, article)
        if not sisters:
            note("No other article in the library belongs to its family or story.")
            return
        _say_sisters(corpus, sisters, article)
        found = comparison_cache.find_omissions(corpus.stamp, article, sisters)
        own = found[found["what"] == what]
        if own.empty:
            note(_say_nothing(what, sisters))
            return
        go = partial(_go, versions, article, sisters)
        rows = omission_rows(own.head(ROWS_SHOWN), corpus.ticks)
        custom_components.rows(rows, key="left-out", label="Left out", on_pick=go, height=460)
        if len(own) > ROWS_SHOWN:
            note_cut(f"The first {ROWS_SHOWN} of {format_count(len(own))}; the table has all.")


def _choose_article(versions: Versions) -> str:
    letters = [letter.upper() for letter in LETTERS[: len(versions)]]
    chosen = st.segmented_control(
        "Version", letters, default=letters[-1], required=True, key="of", bind="query-params"
    )
    return versions[letters.index(chosen or letters[-1])]


def _read_table(corpus: Corpus, versions: Versions) -> pd.DataFrame:
    letter = str(state.widget("of") or LETTERS[len(versions) - 1]).lower()
    article = versions[min(LETTERS.index(letter), len(versions) - 1)]
    found = comparison_cache.find_omissions(corpus.stamp, article, _find_sisters(corpus, article))
    return omission_table(found, corpus.labels)


def _find_sisters(corpus: Corpus, article: str) -> Versions:
    """The family of an article, else what is of its story; those nearest to it, by date."""
    family = set(comparison_cache.family(corpus.stamp, article)) - {article}
    near, floor = (corpus.reuse, 0.0) if len(family) >= 2 else (corpus.pairs, STORY)
    own = near[((near["a"] == article) | (near["b"] == article)) & (near["score"] >= floor)]
    others = own["a"].where(own["a"] != article, own["b"])
    best = others[others.isin(family)] if len(family) >= 2 else others
    wanted = dict.fromkeys([*best, *(i for i in corpus.articles["id"] if i in family)])
    chosen = set(list(wanted)[:MOST_SISTERS])
    return tuple(i for i in corpus.articles["id"] if i in chosen)


def _say_sisters(corpus: Corpus, sisters: Versions, article: str) -> None:
    family = len(comparison_cache.family(corpus.stamp, article)) - 1
    if len(sisters) < family:
        note_cut(
            f"Compared with {len(sisters)} of {family} related articles, the most similar ones."
        )
    else:
        note(f"Compared with {count_of(len(sisters), 'related article', 'related articles')}.")


def _say_nothing(what: str | None, sisters: Versions) -> str:
    if what == "only here":
        return "Everything in it is also in a related article."
    if len(sisters) < 2:
        return (
            "There is only one related article, and an omission needs two that agree. What "
            "differs between the two is listed under “What was changed”."
        )
    return "Nothing that two or more related articles contain is missing here."


def _go(versions: Versions, article: str, sisters: Versions, event: dict[str, Any]) -> None:
    row = comparison_cache.find_omissions(library_cache.stamp(), article, sisters).loc[
        int(event["row"])
    ]
    if event["action"] == "beside":
        open_pair(article, row["article"])
    start, end = row["spans"][row["article"]]
    if row["article"] not in versions:
        open_place(f"{row['article']}.{start}.{end}")
    letter = LETTERS[versions.index(row["article"])]
    state.keep("focus", f"{letter}{row['sentence']}@left{event['n']}")
