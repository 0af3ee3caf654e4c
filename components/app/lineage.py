"""The parts of the Lineage page."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.families import describe_families, families
from components.app import cached, linked, state
from components.app.cached import Corpus
from components.app.cards import beside, card, note_cut
from components.app.moving import open_article, open_pair, open_place
from components.views.descent import descent_graph
from components.views.direction import say_direction
from components.views.layout import shorten
from components.views.measures import explain
from components.views.sentence_grid import grid_table, sentence_grid

_SHARE = explain("family", "overlap")


def choose_family(corpus: Corpus) -> tuple[str, ...]:
    """Which family to look at; articles in order of publication. Empty when there is none."""
    if "reuse" not in corpus.fresh:
        st.info("Copied passages are being looked for. The families appear here when that is done.")
        return ()
    left, right = beside("family", 1, 3)
    with left:
        share = st.slider(
            "Shared text needed",
            *(5, 90, 30, 5),
            format="%d %%",
            help=_SHARE,
            key="share",
            persist_state="session",
        )
    members = families(corpus.reuse, share / 100)
    if members.empty:
        st.info(
            "No two articles share that much text. Move the slider to the left, or add versions of "
            "the same story."
        )
        return ()
    described = describe_families(members, corpus.reuse, _days(corpus))
    with right:
        return _pick_family(corpus, members, described)


def _pick_family(corpus: Corpus, members: pd.DataFrame, described: pd.DataFrame) -> tuple[str, ...]:
    of_family = members.groupby("family")["article"].apply(list)
    asked = state.read().pair or state.read().articles
    start = next((f for f, articles in of_family.items() if set(asked) & set(articles)), 0)
    rows = described.set_index("family").to_dict("index")
    chosen = st.selectbox(
        f"Family ({len(of_family)} found)",
        list(of_family.index),
        index=list(of_family.index).index(start),
        format_func=lambda f: _say_family(corpus, of_family[f], rows[f]),
        help="Articles that hang together by shared text, the largest family first.",
    )
    ids = set(of_family[chosen])
    return tuple(i for i in corpus.articles["id"] if i in ids)


def _say_family(corpus: Corpus, articles: list[str], row: dict[str, Any]) -> str:
    first = next(i for i in corpus.articles["id"] if i in set(articles))
    span = "" if pd.isna(row["days"]) else f", over {int(row['days']) + 1} days"
    title = shorten(corpus.labels[first], 60)
    return f"{row['size']} versions{span}, overlap {row['overlap']:.0%}: {title}"


def show_descent(corpus: Corpus, family: tuple[str, ...]) -> None:
    """Who likely took from whom."""
    descent = cached.descent(corpus.stamp, family)
    steps = _named_steps(descent.steps, family)
    help_text = explain(
        "shares",
        "direction",
        lead="Versions from left to right, likely sources first. The figure on a line is the share "
        "of the right one's words that stand in the left one; a dotted line means that the "
        "direction cannot be told. Pick a diamond to compare the two, a circle to read one.",
    )
    with card("Who took it from whom", help_text, _readable(steps, corpus.labels)):
        if descent.left_out:
            note_cut(f"{len(descent.left_out)} more versions are left out: sixty are looked at.")
        order = [family[version] for version in descent.order]
        telling = {
            (source, version): _most_telling(corpus.stamp, source, version)
            for source, version in zip(steps["source"], steps["version"], strict=True)
        }
        figure = descent_graph(
            order, steps, corpus.ticks, telling, linked.mode(), picked=state.read().pair,
        )  # fmt: skip
        alt = f"Lineage of {len(family)} versions with {len(steps)} steps."
        linked.chart(figure, key="descent", alt=alt, on_pick=_pick)
        for source, version in telling:
            st.text(_say_step(corpus, source, version))


def _most_telling(stamp: str, source: str, version: str) -> list[str]:
    """The three changes between two versions that tell most, in words."""
    return [str(reason) for reason in cached.ledger(stamp, source, version)["reason"].head(3)]


def _say_step(corpus: Corpus, source: str, version: str) -> str:
    argued = cached.direction(corpus.stamp, source, version)
    return say_direction(argued, corpus.ticks[source], corpus.ticks[version])


def show_sentences(corpus: Corpus, family: tuple[str, ...]) -> None:
    """Every sentence of the family, and what each version made of it."""
    descent = cached.descent(corpus.stamp, family)
    texts = cached.store().texts(family)
    grid = sentence_grid(descent.sentences, descent.order, family, texts, corpus.ticks)
    help_text = explain("sentence table", lead="Pick a cell to read it there.")
    with card("Every sentence through its versions", help_text, partial(grid_table, grid)):
        linked.grid(grid, key="sentences", label="Sentences by version", on_pick=_open_place)


def _pick(event: dict[str, Any]) -> None:
    picked = event["picked"]
    if isinstance(picked, list):
        open_pair(picked[0], picked[1])
    open_article(picked)


def _open_place(event: dict[str, Any]) -> None:
    open_place(event["place"])


def _named_steps(steps: pd.DataFrame, family: tuple[str, ...]) -> pd.DataFrame:
    return steps.assign(
        source=[family[int(version)] for version in steps["source"]],
        version=[family[int(version)] for version in steps["version"]],
    )


def _readable(steps: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    return steps.assign(source=steps["source"].map(labels), version=steps["version"].map(labels))


def _days(corpus: Corpus) -> dict[str, Any]:
    days = corpus.articles["published"]
    return {
        i: None if pd.isna(day) else day.date()
        for i, day in zip(corpus.articles["id"], days, strict=True)
    }
