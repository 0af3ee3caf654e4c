"""Base text on Lineage: one version in full, and what all others did to each of its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from components.analysis.collection.collation import count_forms
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import collation_cache, comparison_cache, open_library
from components.app.caches.collation_cache import Collation
from components.app.cards import beside, card, note, note_cut
from components.app.fragments import section
from components.app.navigation import COMPARE, open_place
from components.app.tables.snapshot import Corpus
from components.app.url_state import read_number
from components.app.widgets import keyed_callback
from components.views.articles import distinct_names
from components.views.lineage.base_text import (
    COMPARED,
    HEADLINE,
    NO_TEXT,
    OTHER_LANGUAGE,
    base_sheet,
    base_table,
    count_headlines,
    describe_missing,
    index_table,
    list_forms,
    list_headlines,
)
from components.views.locale_formatting import count_of, format_count
from components.views.measures.measure_explanations import explain

Family = tuple[str, ...]

_BASE = explain(
    "base text",
    lead="Select a sentence, or press Enter on it, to see all its forms. Arrow keys go from one "
    "changed sentence to the next, Escape closes the forms.",
)
_INDEX = explain("change index", lead="The versions, compared with the base text on the left.")
# In pixels, for all numbers to be on screen.
_WIDTHS = {"version": 250, "index": 56, "changed": 68, "dropped": 68, "added": 58, "moved": 60,
           "compared": 190}  # fmt: skip
_BASE_HELP = "Any version can be the base. The likely original comes first."


@section
def show_base_text(corpus: Corpus, selection: Selection, family: Family) -> None:
    """Draw one version in full, shaded by what the others did, and the change index of each.

    The others are those of the family that the filters leave; the base is the one that the link
    names, else the likely original.
    """
    descent = comparison_cache.trace_lineage(corpus.stamp, family)
    offered = [family[version] for version in descent.order]
    base = state.kept("base") if state.kept("base") in offered else offered[0]
    left = set(open_library.narrowed(corpus, selection, ignoring=["pair"])["id"])
    versions = [one for one in offered if one != base and one in left]
    names = distinct_names(family, corpus.ticks, corpus.labels)
    others = _sort_out(corpus, base, versions)
    comparable = tuple(one for one, why in others.items() if why != OTHER_LANGUAGE)
    found = collation_cache.collation(corpus.stamp, base, comparable)
    others = {
        one: NO_TEXT if why == COMPARED and one not in found.indexes else why
        for one, why in others.items()
    }
    text, index = beside("base-text", 4, 3)
    with text:
        _show_text(corpus, base, found, names, offered)
        _note_left_out(others, len(family) - 1 - len(versions), len(descent.left_out))
    with index:
        _show_index(found, others, names)


def _sort_out(corpus: Corpus, base: str, versions: list[str]) -> dict[str, str]:
    """By version whether it can be compared with the base, or is in another language."""
    languages = corpus.languages
    return {
        one: COMPARED if len({languages[base], languages[one]} - {"und"}) < 2 else OTHER_LANGUAGE
        for one in versions
    }


def _note_left_out(others: Mapping[str, str], filtered: int, beyond: int) -> None:
    if missing := describe_missing(others):
        note(missing)
    if (out := filtered - beyond) > 0:
        note(f"{count_of(out, 'version is', 'versions are')} left out by the filters.")
    if beyond:
        note_cut(f"{count_of(beyond, 'version is', 'versions are')} left out: at most sixty.")


def _show_text(
    corpus: Corpus, base: str, found: Collation, names: Mapping[str, str], offered: list[str]
) -> None:
    counts = count_forms(found.collated)
    row = corpus.articles.iloc[corpus.rows.get_loc(base)]
    # The label says of an invented article that it is one.
    headline = str(row["label"]) if row["title"] else "", count_headlines(found.headlines)
    (text,) = comparison_cache.texts(base)
    aligned = next((one for one in found.alignments.values() if one.links), None)
    spans = aligned.first if aligned else []
    table = partial(base_table, text, spans, counts, headline)
    with card("One text against all its versions", _BASE, table):
        _choose_base(base, offered, names)
        if aligned is None:
            note("No other version that is left shares text with this one. Choose another base.")
            return
        aside = comparison_cache.aside(corpus, base, text)
        opened = _find_opened(base, len(spans))
        custom_components.base_text(
            base_sheet(text, spans, counts, aside, headline),
            key="base-text",
            label=f"Base text: {names[base]}",
            language=str(row["language"]),
            opened=opened,
            forms=_list_forms(opened, base, found, names),
            arrival=state.kept("to_base", 0),
            on_event=partial(_take_event, base, list(found.indexes)),
        )


def _choose_base(base: str, offered: list[str], names: Mapping[str, str]) -> None:
    # Without the stamp, so that an open list stays open when a table is made anew. A selectbox
    # keeps the label of the option it was drawn with, so another label makes another one.
    key = f"base-{base}-{hash(names[base])}"

    def take() -> None:
        state.keep("sentence", "")
        state.keep("base", state.widget(key))

    st.selectbox(
        "Base text", offered, index=offered.index(base), format_func=names.__getitem__,
        help=_BASE_HELP, key=key, on_change=keyed_callback("base-text", key, take),
    )  # fmt: skip


def _find_opened(base: str, sentences: int) -> str:
    """The sentence whose forms are shown, counted from 1, or the headline; "" for none."""
    asked = str(state.kept("sentence") or "")
    if state.kept("base") != base:
        return ""
    return asked if asked == HEADLINE or 0 < read_number(asked) <= sentences else ""


def _list_forms(
    opened: str, base: str, found: Collation, names: Mapping[str, str]
) -> list[dict[str, Any]]:
    if not opened:
        return []
    if opened == HEADLINE:
        return list_headlines(found.headlines, names)
    ids = (base, *found.indexes)
    texts = dict(zip(ids, comparison_cache.texts(*ids), strict=True))
    place = read_number(opened) - 1
    return list_forms(place, found.collated, found.alignments, texts, base, names)


def _show_index(found: Collation, others: Mapping[str, str], names: Mapping[str, str]) -> None:
    table = index_table(found.alignments, found.indexes, others, names)
    with card("How much each version differs", _INDEX, table):
        order = [name for name in _WIDTHS if name != "compared" or len(found.indexes) < len(others)]
        st.dataframe(
            table, hide_index=True, placeholder="", column_order=order, key="change-index",
            column_config={name: _column(name) for name in order},
        )  # fmt: skip
        many = max(found.indexes.values(), default=0.0)
        if many > 1:
            note("An index above 1: that version adds more than the base text is long.")
        compared = format_count(len(found.indexes))
        note(f"{compared} of {count_of(len(others), 'version', 'versions')} compared.")


def _column(name: str) -> Any:
    if name in ("version", "compared"):
        return st.column_config.TextColumn(name, width=_WIDTHS[name])
    step = 0.01 if name == "index" else 1
    return st.column_config.NumberColumn(name, width=_WIDTHS[name], format="localized", step=step)


def _take_event(base: str, versions: list[str], event: dict[str, Any]) -> None:
    if event["kind"] == "open":
        state.keep("base", base)
        state.keep("sentence", event["sentence"])
    elif event["kind"] == "read":
        open_place(event["place"])
    elif event["version"] in versions:
        _open_pair(base, event["version"], event["sentence"])


def _open_pair(base: str, version: str, sentence: str) -> None:
    """Open Compare on the base and a version, at the heaviest change of a sentence or headline."""
    state.put("pair", (base, version))
    stamp, place = open_library.stamp(), read_number(sentence) - 1
    if sentence == HEADLINE:
        own = comparison_cache.headline_ledger(stamp, base, version)
    else:
        ledger = comparison_cache.ledger(stamp, base, version)
        own = ledger[ledger["first_sentence"] == place]
    if len(own):
        state.keep("change", own["id"].iloc[0])
    elif place >= 0:
        state.keep("focus", f"a{place}@base")
    state.switch_page(COMPARE)
