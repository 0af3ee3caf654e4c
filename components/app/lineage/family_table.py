"""The table of families, filtered and sorted, in which a row chooses the lineage that is shown."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.collection.families import USUAL_SHARE, count_families
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import comparison_cache, open_library
from components.app.caches.family_cache import find_strongest_change, list_families, list_steps
from components.app.cards import LOOKING_FOR_COPIES, beside, busy, card, note, note_cut, waiting
from components.app.navigation import COMPARE, open_article
from components.app.tables.snapshot import Corpus
from components.views.lineage.family_grid import (
    Change,
    FamilyFilter,
    family_grid,
    family_table,
    filter_families,
    read_order,
    sort_families,
    turn_order,
)
from components.views.lineage.lineage_graph import describe_threshold
from components.views.locale_formatting import count_of, format_count, shorten
from components.views.measures.measure_explanations import explain

FAMILIES_AT_ONCE = 20
# Of so many families the strongest change is looked for when the table is sorted by it or exported.
CHANGES_READ = 100
_ORDER = "families-by"
_SHARE = explain("family", "overlap")
_FAMILIES = explain(
    "family table",
    "family",
    "weight",
    lead="Select a family to see its lineage below, a heading to sort by it, a change to read it "
    "on Compare.",
)


def choose_family(corpus: Corpus) -> tuple[str, ...]:
    """Draw the threshold and the table of families; gives the articles of the chosen one by day.

    Empty while families are being found, and when there is none at the threshold.
    """
    if "reuse" not in corpus.fresh:
        st.info(waiting(corpus, "reuse", LOOKING_FOR_COPIES))
        return ()
    left, right = beside("family", 1, 3)
    with left:
        share = st.slider(
            "Shared text needed, %", 5, 90, USUAL_SHARE, 5, help=_SHARE, key="share",
            bind="query-params",
        )  # fmt: skip
    members = comparison_cache.families(corpus.stamp, share)
    with right:
        _note_threshold(corpus, share)
        if members.empty:
            st.info(
                "No two articles share that much text. Move the slider to the left, or add "
                "versions of the same story."
            )
            return ()
    return _show_table(corpus, state.selection_of("families"), share)


def _note_threshold(corpus: Corpus, share: int) -> None:
    """How many families there are at this threshold, and at the one before it."""
    if state.kept("share_now", share) != share:
        state.keep("share_before", state.kept("share_now"))
    state.keep("share_now", share)
    before = state.kept("share_before", USUAL_SHARE)
    now, was = (
        count_families(comparison_cache.families(corpus.stamp, one)) for one in (share, before)
    )
    note(describe_threshold(share, now, before, was if before != share else None))


def _show_table(corpus: Corpus, selection: Selection, share: int) -> tuple[str, ...]:
    families = list_families(corpus.stamp, share)
    order = str(state.kept(_ORDER) or "")

    def table() -> pd.DataFrame:
        return family_table(listed, _find_changes(corpus.stamp, share, listed.head(CHANGES_READ)))

    with card("Families", _FAMILIES, table, pin="families"):
        selected = _keep_selected(corpus, selection, families)
        listed = filter_families(selected, _ask_filter(families))
        listed, changes = _sort(corpus.stamp, share, listed, order)
        chosen = _find_chosen(families, listed)
        _note_listed(len(families), len(selected), len(listed))
        if listed.empty:
            note("No family matches. Clear a filter above, or what is selected.")
        else:
            some = listed.iloc[_choose_page(len(listed), order)]
            with busy("families", "Looking for the strongest change of each family"):
                changes = changes | _find_changes(corpus.stamp, share, some)
            number = None if chosen is None else chosen["family"]
            custom_components.grid(
                family_grid(some, changes, order, number), key="families", label="Families",
                on_event=partial(_take, order),
            )  # fmt: skip
        if chosen is None:
            return ()
        _name_chosen(chosen, listed)
    found: tuple[str, ...] = chosen["articles"]
    return found


def _keep_selected(corpus: Corpus, selection: Selection, families: pd.DataFrame) -> pd.DataFrame:
    """The families with an article of the selection; a pair to compare does not narrow."""
    shown = open_library.narrowed(corpus, selection, ignoring=["pair"])
    if len(shown) == len(corpus.articles):
        return families
    inside = frozenset(shown["id"])
    return families[[not inside.isdisjoint(own) for own in families["articles"]]]


def _ask_filter(families: pd.DataFrame) -> FamilyFilter:
    outlets = sorted({source for own in families["sources"] for source in own})
    with st.container(horizontal=True, vertical_alignment="bottom", key="family-filter"):
        words = st.text_input(
            "Words in titles", type="search", key="family-words", bind="query-params", width=200,
            placeholder="ferry minister",
        )  # fmt: skip
        chosen = st.multiselect(
            "Outlets, each with a version", outlets, key="family-outlets", bind="query-params",
            select_all=False, placeholder="any", width=260,
        )  # fmt: skip
        least = [
            st.number_input(
                label, low, most, low, key=f"family-{name}", bind="query-params", width=150
            )
            for label, name, low, most in (
                ("Least versions", "versions", 2, 100_000),
                ("Least days apart", "days", 0, 100_000),
                ("Mean overlap from, %", "overlap", 0, 100),
            )
        ]  # fmt: skip
    return FamilyFilter(words or "", tuple(chosen), *least)


def _sort(
    stamp: str, share: int, listed: pd.DataFrame, order: str
) -> tuple[pd.DataFrame, dict[int, Change | None]]:
    """The rows in the order asked for, and the changes that were needed for it."""
    if read_order(order)[0] != "change":
        return sort_families(listed, order, {}), {}
    with busy("families-sorted", "Looking for the strongest change of each family"):
        known = _find_changes(stamp, share, listed.head(CHANGES_READ))
    if len(listed) > CHANGES_READ:
        note_cut(
            f"Sorted by the strongest change are the {CHANGES_READ} largest of these families; "
            "narrow the list to sort the others."
        )
    return sort_families(listed, order, known), known


def _find_changes(stamp: str, share: int, some: pd.DataFrame) -> dict[int, Change | None]:
    steps = list_steps(stamp, share)
    return {
        family: find_strongest_change(stamp, steps.get(family, ()))
        for family in some["family"].tolist()
    }


def _find_chosen(families: pd.DataFrame, listed: pd.DataFrame) -> dict[str, Any] | None:
    """The family chosen last or selected elsewhere, else the first listed; None without any."""
    selection, kept = state.read(), state.kept("family")
    asked = {kept} if kept else {*selection.versions, *selection.articles}
    has = [not asked.isdisjoint(own) for own in families["articles"]]
    found = families[has] if any(has) else listed
    return next(iter(found.head(1).to_dict("records")), None)


def _note_listed(every: int, selected: int, listed: int) -> None:
    parts = [f"{format_count(listed)} of {count_of(every, 'family', 'families')} listed"]
    if selected < every:
        parts.append(f"{format_count(selected)} have a selected article")
    if listed > FAMILIES_AT_ONCE:
        parts.append(f"{FAMILIES_AT_ONCE} on a page, all in the table and its export")
    if listed > CHANGES_READ:
        parts.append(f"there with the strongest change of the first {CHANGES_READ}")
    note_cut("; ".join(parts) + ".")


def _choose_page(total: int, order: str) -> slice:
    pages = -(-total // FAMILIES_AT_ONCE)
    page = 1
    if pages > 1:
        key = f"families-page-{order}-{pages}"
        page = st.pagination(pages, key=key)
    return slice((page - 1) * FAMILIES_AT_ONCE, page * FAMILIES_AT_ONCE)


def _name_chosen(chosen: dict[str, Any], listed: pd.DataFrame) -> None:
    """Name the family below; a title is no Markdown."""
    there = "" if chosen["family"] in set(listed["family"]) else " (not in this list)"
    versions = count_of(chosen["size"], "version", "versions")
    st.text(f"Below{there}: {versions} of {shorten(chosen['title'], 90)}")


def _take(order: str, event: dict[str, Any]) -> None:
    if "sort" in event:
        state.keep(_ORDER, turn_order(order, event["sort"]))
        return
    what, *place = event["place"].split(".")
    if what == "read":
        open_article(place[0])
    elif what == "change":
        state.put("pair", (place[0], place[1]))
        state.keep("change", place[2])
        state.switch_page(COMPARE)
    else:
        state.keep("family", place[0])
