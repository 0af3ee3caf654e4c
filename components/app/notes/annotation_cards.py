"""Notes, tags and verdicts of analysts: the list of all."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.app import change_and_undo, custom_components, state
from components.app.caches import open_library
from components.app.cards import beside, card, note, note_cut
from components.app.change_and_undo import (
    Done,
    by_batches,
    change,
)
from components.app.navigation import (
    ARTICLES,
    COMPARE,
    ENTITIES,
    open_article,
    open_pair,
    open_place,
)
from components.app.notes import note_dialog
from components.app.tables.snapshot import Corpus
from components.corpus.annotations.verdicts import COLOUR_MEANING, NOTE_COLOUR
from components.views.annotation_rows import (
    annotation_rows,
    annotation_table,
    gather_annotations,
    narrow_annotations,
)
from components.views.locale_formatting import format_count

SHOWN = 200
_HELP = (
    "Tags, notes and verdicts on changes, pairs and entities, with author and time. An exported "
    "library includes them."
)


def show_annotations(corpus: Corpus) -> None:
    """Draw all annotations, filtered by kind, person and words; a click opens what one is about."""
    annotations = _gather(corpus)
    if annotations.empty:
        st.info(
            "There are no tags or verdicts yet either. Add tags to articles where you read them, "
            "and give verdicts on changes and pairs where you compare them. All of them are listed "
            "here, with the notes."
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
                change(lambda: _remove(event["row"]))
            else:
                _go(places.get(event["row"], ""))

        custom_components.rows(
            rows, key="annotations", label="Notes, tags and verdicts", on_event=take
        )
        note(f"{format_count(len(shown))} of {format_count(len(annotations))}.")
        if len(shown) > SHOWN:
            note_cut(f"The latest {SHOWN}; the export has all.")


def _gather(corpus: Corpus) -> pd.DataFrame:
    store = open_library.store()
    kinds = [kind for kind in store.verdicts.kinds() if kind not in (NOTE_COLOUR, COLOUR_MEANING)]
    verdicts = {kind: store.verdicts.all(kind) for kind in kinds}
    return gather_annotations(store.tags.placed(), store.notes.all(), verdicts, corpus.labels)


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
        (open_place if "." in where else open_article)(where)
    elif kind == "claim":
        state.keep("card", where)
    elif kind == "pair":
        open_pair(*where.split("."))
    elif kind == "change":
        pair, _, changed = where.partition(":")
        state.put("pair", tuple(pair.split(".")))
        state.keep("change", changed)
        state.keep("focus", None)
        state.switch_page(COMPARE)
    elif kind == "entity":
        state.put("entity", where)
        state.switch_page(ENTITIES)


def _remove(id: str) -> Done | None:
    kind, _, which = id.partition(".")
    store, who = open_library.store(), change_and_undo.who()
    if kind == "tag":
        article, _, tag = which.partition(".")
        return by_batches(f"Removed the tag “{tag}”.", [store.tags.remove([article], [tag], who)])
    if kind == "note":
        article = next((one.article for one in store.notes.all() if one.id == int(which)), "")
        return note_dialog.remove_note(int(which), article)
    return _withdraw(int(which))


def _withdraw(number: int) -> Done | None:
    store, who = open_library.store(), change_and_undo.who()
    for kind in store.verdicts.kinds():
        verdicts = store.verdicts.all(kind)
        for row in verdicts[verdicts["number"] == number].to_dict("records"):
            made = store.verdicts.set(kind, row["key"], "", "", who, expected=row["value"])
            return Done("Withdrew a verdict.", partial(_restore, made))
    return None


def _restore(number: int) -> Done:
    open_library.store().verdicts.undo(number, change_and_undo.who())
    return Done("Withdrew a verdict.", taken_back=True)
