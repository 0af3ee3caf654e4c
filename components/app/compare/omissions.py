"""Omissions: what one article lacks that other versions have, and what only one of two has."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.app import custom_components, state
from components.app.caches import comparison_cache, open_library
from components.app.cards import card, note, note_cut, stand_in
from components.app.compare.edit_ledger import Pair
from components.app.compare.side_by_side import Versions
from components.app.navigation import open_pair, open_place
from components.app.tables.snapshot import Corpus
from components.views.compare.ledger_rows import omission_rows, omission_table
from components.views.compare.only_in_one import Side, only_rows, only_table
from components.views.locale_formatting import count_of, format_count
from components.views.measures.measure_explanations import explain
from components.views.panes import LETTERS, sentence_at

OMISSIONS_SHOWN = 60
DIFFERENCES_SHOWN = 100
MOST_COMPARED = 8
# Cosine from which two articles that share no text are taken for one story.
STORY = 0.5
_OMISSIONS = explain("omissions", lead="The most important first. Select one to see it in context.")
_ONLY = explain("only in one", lead="The most frequent first. Select one to see it in context.")
_WHAT = {"left out": "what it leaves out", "only here": "what only it has"}


def show_omissions(corpus: Corpus, versions: Versions) -> None:
    """Draw what the chosen version lacks, or what only it has, compared with related articles.

    Related are the other versions of its family or, with fewer than two, articles of its story.
    """
    with card("What this article leaves out", _OMISSIONS, partial(_make_table, corpus, versions)):
        with st.container(horizontal=True, gap="medium"):
            article = _choose_article(versions)
            what = st.segmented_control(
                "Show", list(_WHAT), format_func=_WHAT.__getitem__, default="left out",
                required=True, key="omitted", bind="query-params",
            )  # fmt: skip
        related = _find_related(corpus, article)
        if not related:
            note("No other article in the library belongs to its family or story.")
            return
        _note_related(corpus, related, article)
        found = comparison_cache.find_omissions(corpus.stamp, article, related)
        own = found[found["what"] == what]
        if own.empty:
            note(_describe_none(what, related))
            return
        go = partial(_go_to_omission, versions, article, related)
        rows = omission_rows(own.head(OMISSIONS_SHOWN), corpus.ticks)
        custom_components.rows(rows, key="left-out", label="Left out", on_event=go, height=460)
        if len(own) > OMISSIONS_SHOWN:
            note_cut(f"The first {OMISSIONS_SHOWN} of {format_count(len(own))}; the table has all.")


def _choose_article(versions: Versions) -> str:
    letters = [letter.upper() for letter in LETTERS[: len(versions)]]
    chosen = st.segmented_control(
        "Version", letters, default=letters[-1], required=True, key="of", bind="query-params"
    )
    return versions[letters.index(chosen or letters[-1])]


def _make_table(corpus: Corpus, versions: Versions) -> pd.DataFrame:
    letter = str(state.widget("of") or LETTERS[len(versions) - 1]).lower()
    article = versions[min(LETTERS.index(letter), len(versions) - 1)]
    found = comparison_cache.find_omissions(corpus.stamp, article, _find_related(corpus, article))
    return omission_table(found, corpus.labels)


def _find_related(corpus: Corpus, article: str) -> Versions:
    """The most similar of its family, else of its story, in order of publication."""
    family = set(corpus.family_of(article)) - {article}
    is_family = len(family) >= 2
    if is_family:
        near = corpus.rows_about("sharing", article, "a", "b")
    else:
        near = corpus.rows_about("pairs", article, "a", "b", "score")
        near = near[near["score"] >= STORY]
    ends = zip(near["a"].tolist(), near["b"].tolist(), strict=True)
    others = [b if a == article else a for a, b in ends]
    best = [other for other in others if other in family] if is_family else others
    wanted = dict.fromkeys([*best, *(i for i in corpus.family_of(article) if i in family)])
    chosen = [*wanted][:MOST_COMPARED]
    return tuple(sorted(chosen, key=corpus.rows.get_loc))


def _note_related(corpus: Corpus, related: Versions, article: str) -> None:
    family = len(corpus.family_of(article)) - 1
    if len(related) < family:
        note_cut(
            f"Compared with {len(related)} of {family} related articles, the most similar ones."
        )
    else:
        note(f"Compared with {count_of(len(related), 'related article', 'related articles')}.")


def _describe_none(what: str | None, related: Versions) -> str:
    if what == "only here":
        return "Everything in it is also in a related article."
    if len(related) < 2:
        return (
            "There is only one related article, and an omission needs two that agree. What "
            "differs between the two is listed under “What was changed”."
        )
    return "Nothing that two or more related articles contain is missing here."


def _go_to_omission(
    versions: Versions, article: str, related: Versions, event: dict[str, Any]
) -> None:
    row = comparison_cache.find_omissions(open_library.stamp(), article, related).loc[
        int(event["row"])
    ]
    if event["action"] == "beside":
        open_pair(article, row["article"])
    start, end = row["spans"][row["article"]]
    if row["article"] not in versions:
        open_place(f"{row['article']}.{start}.{end}")
    letter = LETTERS[versions.index(row["article"])]
    state.keep("focus", f"{letter}{row['sentence']}@left{event['n']}")


def show_only_in_one(corpus: Corpus, pair: Pair, letters: str) -> None:
    """Draw the names and quotations that only one of the two has; a click goes to the sentence."""
    table = only_table(_side(corpus, pair[0]), _side(corpus, pair[1]), letters)
    with card("Only in one of them", _ONLY, table):
        if not {"mentions", "quotations"} <= corpus.fresh:
            step = "mentions" if "mentions" not in corpus.fresh else "speakers"
            stand_in(corpus, step, 120)
            return
        if table.empty:
            note("Both articles have the same names and the same quotations.")
            return
        go = partial(_go_to_difference, pair, letters)
        rows = only_rows(table.head(DIFFERENCES_SHOWN))
        custom_components.rows(
            rows, key="only", label="Only in one of them", on_event=go, height=300
        )
        if len(table) > DIFFERENCES_SHOWN:
            note_cut(
                f"The first {DIFFERENCES_SHOWN} of {format_count(len(table))}; the table has all."
            )


def _side(corpus: Corpus, article: str) -> Side:
    return Side(
        corpus.names_in(article),
        corpus.rows_about("quotations", article, *Side.QUOTATIONS),
        corpus.rows_about("variants", article, *Side.VARIANTS),
        *comparison_cache.texts(article),
    )


def _go_to_difference(pair: Pair, letters: str, event: dict[str, Any]) -> None:
    letter, start, _ = event["row"].split(".")
    aligned = comparison_cache.alignment(*pair)
    sentences = aligned.first if letter == letters[0] else aligned.second
    number = sentence_at(sentences, int(start))
    if number is not None:
        state.keep("focus", f"{letter}{number}@only{event['n']}")
