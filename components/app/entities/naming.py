"""Who calls the picked entity by which name, and where in the article."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.naming import PLACES, in_cell, tabulate_names
from components.analysis.selection import Selection
from components.app import cached, linked, state
from components.app.cards import card, note, note_cut
from components.app.choosing import choose_some
from components.app.entities.cached import find_named
from components.app.moving import open_place
from components.app.section import section
from components.app.snapshot import Corpus
from components.views.local import say_count
from components.views.measures import explain
from components.views.mentions import headline_rows, mention_rows
from components.views.naming import naming_grid

FORMS_SHOWN = 10
GROUPS_SHOWN = 30
PLACES_READ = 25
_BY = {"source": "Source", "article": "Article", "place": "Place in the article"}
_CELL = "cell"
_HELP = explain("naming", lead="Select a number to read the places.")


@section
def show_naming(corpus: Corpus, selection: Selection) -> None:
    """The naming table of the picked entity, and the places behind the picked cell."""
    named = find_named(corpus, selection)
    with card("By what name", _HELP, lambda: _readable(table, labels, by)):
        by, places = _choose(named)
        some = named[named["place"].isin(places)] if places else named
        groups = _groups(corpus, some, by)
        table = tabulate_names(some, groups, FORMS_SHOWN)
        labels = corpus.labels if by == "article" else {"": "source not known"}
        if table.empty:
            note("It is not named in these places of the selected articles.")
            return
        cell = _show_grid(table, by, labels)
        if cell:
            forms = [str(form) for form in table.columns]
            _show_places(corpus, in_cell(some, groups, *cell, forms))


def _show_grid(table: pd.DataFrame, by: str, labels: dict[str, str]) -> tuple[str, str] | None:
    """Draw the table; gives the cell that is picked."""
    shown = table.head(GROUPS_SHOWN)
    cell = _picked_cell(shown)

    def take(event: dict[str, Any]) -> None:
        row, column = map(int, event["place"].split("."))
        state.keep(_CELL, (str(shown.index[row]), str(shown.columns[column])))

    grid = naming_grid(shown, _BY[by], labels, cell)
    linked.grid(grid, key="naming", label="Names by who uses them", on_pick=take)
    if len(table) > GROUPS_SHOWN:
        note_cut(f"The first {GROUPS_SHOWN} of {say_count(len(table))} rows; the table has all.")
    return cell


def _choose(named: pd.DataFrame) -> tuple[str, list[str]]:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        by = st.segmented_control(
            "Rows",
            list(_BY),
            default="source",
            required=True,
            format_func=lambda name: _BY[name],
            key="naming-by",
            bind="query-params",
        )
        counts = named["place"].value_counts()
        present = [place for place in PLACES if counts.get(place, 0)]
        words = {place: place for place in PLACES}
        places = choose_some("Where", present, counts, words=words, key="naming-places")
    return str(by), places


def _groups(corpus: Corpus, named: pd.DataFrame, by: str) -> pd.Series:
    if by == "place":
        return named["place"]
    articles = named["article"].astype(str)
    if by == "article":
        return articles
    return articles.map(dict(zip(corpus.articles["id"], corpus.articles["source"], strict=True)))


def _picked_cell(table: pd.DataFrame) -> tuple[str, str] | None:
    """The cell that was picked, while it is there."""
    match state.kept(_CELL):
        case (row, form) if row in table.index and form in table.columns:
            return row, form
    return None


def _show_places(corpus: Corpus, places: pd.DataFrame) -> None:
    some = places.head(PLACES_READ)
    in_text = some[some["place"] != "headline"]
    texts = cached.store().texts(list(dict.fromkeys(in_text["article"].astype(str))))
    titles = dict(zip(corpus.articles["id"], corpus.articles["title"], strict=True))
    heads = some[some["place"] == "headline"]
    rows = headline_rows(heads, titles, corpus.labels)
    rows += mention_rows(in_text, texts, corpus.labels)
    linked.rows(rows, key="named-places", label="Places of this name", on_pick=_open, height=360)
    if len(places) > PLACES_READ:
        note_cut(f"The first {PLACES_READ} of {say_count(len(places))} places.")


def _readable(table: pd.DataFrame, labels: dict[str, str], by: str) -> pd.DataFrame:
    named = table.rename(index=labels, columns={"": "other forms"})
    return named.rename_axis(index=by, columns=None).reset_index()


def _open(event: dict[str, Any]) -> None:
    open_place(event["row"])
