"""Every mention of the picked entity in its context, one after the other."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.selection import Selection
from components.app import cached, linked, state
from components.app.cards import beside, card, note, note_cut
from components.app.moving import open_article
from components.app.section import section
from components.app.snapshot import Corpus
from components.text.segment import sentences
from components.views.articles import describe
from components.views.local import say_count
from components.views.measures import explain
from components.views.mentions import mention_rows
from components.views.panes import reading_side, sentence_at

AT_ONCE = 25
PANE_HEIGHT = 640
_KEPT = "mention"


@section
def show_mentions(corpus: Corpus, selection: Selection) -> None:
    """A list of the mentions, and the article that the current one stands in."""
    named = of_entity(corpus, selection)
    help_text = explain(
        "mentions",
        lead="Every place where the selected entity is named. Use the buttons, or the keys j "
        "(next) and k (previous).",
    )
    with card("Mentions in context", help_text, lambda: _readable(corpus, named)):
        if named.empty:
            note("It is not named in the selected articles.")
            return
        number = min(state.kept_number(_KEPT), len(named) - 1)
        _show_steps(number, len(named))
        left, right = beside("context", 2, 3)
        with left:
            _show_list(corpus, named, number)
        with right, st.container(height=PANE_HEIGHT, border=False):
            _show_article(corpus, named, number)


def of_entity(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    """The mentions of the picked entity in what is selected, in the order of the articles."""
    shown = cached.narrowed(corpus, selection)
    own = corpus.mentions[corpus.mentions["entity"] == selection.entity]
    own = own[own["article"].isin(shown["id"])]
    rank = {article: place for place, article in enumerate(shown["id"])}
    order = own["article"].astype(str).map(rank)
    return own.assign(rank=order).sort_values(["rank", "start"], kind="stable")


def _show_steps(number: int, total: int) -> None:
    def step(by: int) -> None:
        state.keep(_KEPT, str((number + by) % total))

    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Previous", on_click=step, args=(-1,), key="previous-mention", shortcut="k")
        st.button("Next", on_click=step, args=(1,), key="next-mention", shortcut="j")
        st.text(f"Mention {say_count(number + 1)} of {say_count(total)}")


def _show_list(corpus: Corpus, named: pd.DataFrame, number: int) -> None:
    first = number // AT_ONCE * AT_ONCE
    some = named.iloc[first : first + AT_ONCE]
    texts = cached.store().texts(list(dict.fromkeys(some["article"].astype(str))))
    current = _place(named.iloc[number])

    def take(event: dict[str, Any]) -> None:
        places = [_place(row) for _, row in some.iterrows()]
        state.keep(_KEPT, str(first + places.index(event["row"])))

    linked.rows(
        mention_rows(some, texts, corpus.labels, picked=current),
        key="mentions",
        label="Mentions in context",
        on_pick=take,
        height=620,
    )
    if len(named) > AT_ONCE:
        note_cut(
            f"{say_count(first + 1)} to {say_count(first + len(some))} of "
            f"{say_count(len(named))}; press Next for more."
        )


def _place(row: pd.Series) -> str:
    return f"{row['article']}.{row['start']}.{row['end']}"


def _show_article(corpus: Corpus, named: pd.DataFrame, number: int) -> None:
    current = named.iloc[number]
    article = str(current["article"])
    row = dict(corpus.articles.loc[corpus.articles["id"] == article].iloc[0])
    text = cached.store().text(article)
    own = named[named["article"] == article]
    marks = [(int(s), int(e), "hit") for s, e in zip(own["start"], own["end"], strict=True)]
    sentence = sentence_at(sentences(text, row["language"]), int(current["start"]))
    linked.panes(
        [reading_side(text, [[row["label"], ""]], describe(row), row["language"], marks)],
        key="mention-pane",
        version=f"{article}.{state.read().entity}.{corpus.stamp}{linked.mode()}",
        on_pick=lambda event: None,
        # A page that is only opened must not run down to the first mention.
        focus=f"a{sentence}@{number}" if sentence is not None and state.kept(_KEPT) else None,
    )
    st.button("Read this article", on_click=open_article, args=(article,), type="tertiary")


def _readable(corpus: Corpus, named: pd.DataFrame) -> pd.DataFrame:
    columns = ["surface", "entity", "type", "why", "start", "end"]
    titles = named["article"].astype(str).map(corpus.labels)
    return named[columns].assign(article=titles)[["article", *columns]]
