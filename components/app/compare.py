"""The parts of the Compare page."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.selection import Selection
from components.app import cached, linked, state
from components.app.cached import Corpus
from components.app.cards import card, note, note_cut
from components.views.articles import describe
from components.views.direction import evidence_rows, say_direction
from components.views.inline import inline_side
from components.views.ledger import KIND_NAMES, ledger_rows, ledger_table, sentence_of
from components.views.pairs import only_in_one
from components.views.panes import aligned_sides, count_line, sentence_at

Pair = tuple[str, str]

LEDGER_SHOWN = 100
VERDICTS = ["telling", "trivial", "wrong"]
_LEDGER = (
    "Every edit and every dropped, added or moved sentence with its kind and its weight, 0 to 1: "
    "how much such a change tells, by rules and not by this text. Pick one to see it in its place."
)
_DIRECTION = (
    "What speaks for either having been taken from the other: dates, credits, what is contained in "
    "what, typography, lines of a page left in. An argument with its evidence, not a proof. Pick a "
    "piece of evidence to see what it rests on."
)


def choose_pair(corpus: Corpus, selection: Selection) -> Pair | None:
    """The picked pair, in reading order: the earlier article first; else the most similar one."""
    known = set(corpus.articles["id"])
    pair = selection.pair
    if pair is None or not known.issuperset(pair):
        if len(corpus.articles) < 2:
            return None
        best = corpus.pairs[["a", "b"]].head(1).to_numpy().tolist() or [
            list(corpus.articles["id"][:2])
        ]
        pair = (best[0][0], best[0][1])
    return pair


def show_pickers(corpus: Corpus, pair: Pair) -> None:
    """Which article stands on either side."""
    first, swap, second = st.columns([10, 2, 10], vertical_alignment="bottom")
    with first:
        _picker(corpus, pair, 0, "First")
    with swap:
        st.button("Swap", on_click=state.put, args=("pair", pair[::-1]), width="stretch")
    with second:
        _picker(corpus, pair, 1, "Second")
    if state.read().pair != pair:
        note("No pair was picked, so these are the two most similar articles.")


def _picker(corpus: Corpus, pair: Pair, side: int, name: str) -> None:
    labels, scores = corpus.labels, _scores(corpus.pairs, pair[1 - side])
    others = [i for i in corpus.articles["id"] if i != pair[1 - side]]
    others.sort(key=lambda i: -scores.get(i, 0.0))
    # A selectbox keeps the words of an option it was drawn with, so new scores make a new one.
    key = f"pick-{side}-{pair[side]}-{pair[1 - side]}-{corpus.stamp}"

    def take() -> None:
        chosen = state.widget(key)
        state.put("pair", (chosen, pair[1]) if side == 0 else (pair[0], chosen))

    st.selectbox(
        name,
        others,
        index=others.index(pair[side]),
        format_func=lambda i: f"{labels[i]}  ({scores.get(i, 0.0):.2f})",
        help="Ordered by how alike they are to the article on the other side (cosine in brackets).",
        key=key,
        on_change=take,
    )


def show_panes(corpus: Corpus, pair: Pair) -> None:
    """Both texts, their sentences linked."""
    alignment, texts = cached.alignment(*pair), cached.texts(*pair)
    st.text(count_line(alignment))
    _warn_languages(corpus, pair)
    heads = tuple(_head(corpus.articles, article) for article in pair)
    linked.panes(
        aligned_sides(texts, heads, alignment),
        key="panes",
        version=".".join(pair) + linked.mode(),
        on_pick=lambda event: None,
        focus=state.kept("focus"),
        inline=inline_side(alignment, heads[1]),
    )


def _warn_languages(corpus: Corpus, pair: Pair) -> None:
    languages = corpus.articles.set_index("id")["language"].loc[list(pair)]
    if languages.nunique() > 1 and "und" not in set(languages):
        st.warning("These articles are in two languages: they cannot be compared word by word.")


def show_ledger(corpus: Corpus, pair: Pair) -> None:
    """Every change, the most telling first; each leads to its sentence."""
    ledger = cached.ledger(corpus.stamp, *pair)
    judged = cached.verdicts(*pair)
    verdicts = {change: value for change, (value, _) in judged.items()}
    with card("What was changed", _LEDGER, ledger_table(ledger, verdicts)):
        if ledger.empty:
            note("Nothing but case, spaces and typography differs.")
            return
        shown = _choose_kinds(ledger)
        rows = ledger_rows(shown.head(LEDGER_SHOWN), verdicts, state.kept("change"))
        linked.rows(rows, key="ledger", label="Changes", on_pick=_go_to_change, height=460)
        if len(shown) > LEDGER_SHOWN:
            note_cut(f"The first {LEDGER_SHOWN} of {len(shown):,}; the table has all.")
        _show_judging(pair, state.kept("change"), judged)


def _show_judging(pair: Pair, change: str | None, judged: dict[str, tuple[str, str]]) -> None:
    """Where the analyst says what the picked change is worth."""
    if not change:
        note("Pick a change to see it in its place and to judge it.")
        return
    value, words = judged.get(change, ("", ""))
    about = f"{pair[0]}.{pair[1]}:{change}"
    keys = f"judge-{about}", f"note-{about}"

    def keep() -> None:
        chosen, written = state.widget(keys[0]) or "", state.widget(keys[1]) or ""
        cached.store().verdicts.set("edit", about, chosen, written)

    st.segmented_control(
        "Your verdict on the picked change", VERDICTS, default=value or None, key=keys[0],
        on_change=keep,
    )  # fmt: skip
    st.text_input("Note", words, key=keys[1], on_change=keep, disabled=not value)


def _choose_kinds(ledger: pd.DataFrame) -> pd.DataFrame:
    counts = ledger["kind"].value_counts()
    if len(counts) < 2:
        return ledger
    chosen = st.pills(
        "Kinds of change",
        list(counts.index),
        format_func=lambda kind: f"{KIND_NAMES[kind]} {counts[kind]}",
        selection_mode="multi",
        key="kinds",
        persist_state="session",
    )
    return ledger[ledger["kind"].isin(chosen)] if chosen else ledger


def _go_to_change(event: dict[str, Any]) -> None:
    pair = choose_pair(cached.corpus(), state.read())
    if pair is None:
        return
    ledger = cached.ledger(cached.corpus().stamp, *pair)
    found = ledger[ledger["id"] == event["row"]]
    if len(found):
        state.keep("change", event["row"])
        state.keep("focus", f"{sentence_of(dict(found.iloc[0]))}@{event['n']}")


def show_direction(corpus: Corpus, pair: Pair) -> None:
    """Who took it from whom, argued."""
    argued = cached.direction(corpus.stamp, *pair)
    with card("Who took it from whom", _DIRECTION):
        st.text(say_direction(argued))
        linked.rows(
            evidence_rows(argued), key="evidence", label="Evidence", on_pick=_go_to_evidence,
            height=300,
        )  # fmt: skip


def _go_to_evidence(event: dict[str, Any]) -> None:
    pair = choose_pair(cached.corpus(), state.read())
    if pair is None:
        return
    found = cached.direction(cached.corpus().stamp, *pair).evidence[int(event["row"])]
    aligned = cached.alignment(*pair)
    for name, spans, sentences in (
        ("a", found.first, aligned.first),
        ("b", found.second, aligned.second),
    ):
        place = sentence_at(sentences, spans[0][0]) if spans else None
        if place is not None:
            state.keep("focus", f"{name}{place}@{event['n']}")
            return


def show_only_in_one(corpus: Corpus, pair: Pair) -> None:
    """Who is named in one of the two only."""
    with card("Named in only one", "Entities that one of the two names and the other does not."):
        if "mentions" not in corpus.fresh:
            st.skeleton(height=120)
            return
        first, second = (only_in_one(corpus.mentions, a, b) for a, b in (pair, pair[::-1]))
        for heading, names in (("First", first), ("Second", second)):
            st.text(f"{heading}: " + (", ".join(names) if names else "nobody that the other lacks"))


def _scores(pairs: pd.DataFrame, article: str) -> dict[str, float]:
    as_a, as_b = pairs[pairs["a"] == article], pairs[pairs["b"] == article]
    return dict(zip(as_a["b"], as_a["score"], strict=True)) | dict(
        zip(as_b["a"], as_b["score"], strict=True)
    )


def _head(articles: pd.DataFrame, article: str) -> dict[str, str]:
    row = dict(articles.loc[articles["id"] == article].iloc[0])
    return {"title": row["label"], "meta": describe(row), "language": row["language"]}
