"""The parts of the Notes page: everything that analysts wrote and decided."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.app import analyst, cached, linked, state
from components.app.articles.noting import remove_note
from components.app.cards import beside, card, note, note_cut
from components.app.changing import Done, by_batches, change
from components.app.moving import ARTICLES, COMPARE, ENTITIES, open_article, open_pair, open_place
from components.app.snapshot import Corpus
from components.views.annotations import (
    annotation_rows,
    annotation_table,
    gather,
    narrow_annotations,
)
from components.views.local import say_count

SHOWN = 200
_HELP = (
    "Tags, notes and verdicts on changes, pairs and entities, with author and time. An exported "
    "library includes them."
)


def show(corpus: Corpus) -> None:
    """All that was written, narrowed by kind, person and words; each leads to its place."""
    annotations = _gather(corpus)
    if annotations.empty:
        st.info(
            "There are no notes, tags or verdicts yet. Add tags and notes to articles where you "
            "read them, and give verdicts on changes and pairs where you compare them. All of "
            "them are listed here."
        )
        st.page_link(ARTICLES, label="Articles")
        st.page_link(COMPARE, label="Compare")
        return
    shown = _choose(annotations)
    with card("Notes, tags and verdicts", _HELP, lambda: annotation_table(shown)):
        if shown.empty:
            note("Nothing matches. Clear a filter above.")
            return
        rows = annotation_rows(shown.head(SHOWN), state.time_zone())
        places = dict(zip(shown["id"], shown["place"], strict=True))

        def take(event: dict[str, Any]) -> None:
            if event["action"] == "remove":
                change(lambda: _take_off(event["row"]))
            else:
                _go(places.get(event["row"], ""))

        linked.rows(rows, key="annotations", label="Notes, tags and verdicts", on_pick=take)
        note(f"{say_count(len(shown))} of {say_count(len(annotations))}.")
        if len(shown) > SHOWN:
            note_cut(f"The latest {SHOWN}; the export has all.")


def _gather(corpus: Corpus) -> pd.DataFrame:
    store = cached.store()
    verdicts = {kind: store.verdicts.all(kind) for kind in store.verdicts.kinds()}
    return gather(store.tags.placed(), store.notes.all(), verdicts, corpus.labels)


def _choose(annotations: pd.DataFrame) -> pd.DataFrame:
    first, second, third = beside("annotations", 1, 1, 1)
    kinds = first.multiselect(
        "Kind", sorted(set(annotations["kind"])), key="kind", bind="query-params",
        placeholder="every kind", select_all=False,
    )  # fmt: skip
    people = second.multiselect(
        "Person", sorted(set(annotations["who"])), key="person", bind="query-params",
        placeholder="everybody", select_all=False,
    )  # fmt: skip
    words = third.text_input("Words", key="words", bind="query-params")
    return narrow_annotations(annotations, kinds, people, words or "")


def _go(place: str) -> None:
    kind, _, where = place.partition(":")
    if kind == "read":
        if "." in where:
            open_place(where)
        open_article(where)
    elif kind == "pair":
        first, _, second = where.partition(".")
        open_pair(first, second)
    elif kind == "change":
        pair, _, changed = where.partition(":")
        first, _, second = pair.partition(".")
        state.put("pair", (first, second))
        state.keep("change", changed)
        state.keep("focus", None)
        state.turn_to(COMPARE)
    elif kind == "entity":
        state.put("entity", where)
        state.turn_to(ENTITIES)


def _take_off(id: str) -> Done | None:
    kind, _, which = id.partition(".")
    store, who = cached.store(), analyst.who()
    if kind == "tag":
        article, _, tag = which.partition(".")
        return by_batches(f"Removed the tag “{tag}”.", [store.tags.remove([article], [tag], who)])
    if kind == "note":
        article = next((one.article for one in store.notes.all() if one.id == int(which)), "")
        return remove_note(int(which), article)
    return _withdraw(int(which))


def _withdraw(number: int) -> Done | None:
    store, who = cached.store(), analyst.who()
    for kind in store.verdicts.kinds():
        standing = store.verdicts.all(kind)
        for row in standing[standing["number"] == number].to_dict("records"):
            made = store.verdicts.set(kind, row["key"], "", "", who, expected=row["value"])
            return Done("Withdrew a verdict.", partial(_give_back, made))
    return None


def _give_back(number: int) -> Done:
    cached.store().verdicts.undo(number, analyst.who())
    return Done("Withdrew a verdict.", taken_back=True)
