"""Mentions of the selected entity: every one in context, and the surface forms by who uses them."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.entities.mention_counts import PLACES, select_cell, tabulate_names
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import open_library
from components.app.caches.counting_cache import counted
from components.app.caches.selection_cache import find_named
from components.app.cards import beside, card, note, note_cut
from components.app.fragments import section
from components.app.navigation import open_article, open_place
from components.app.tables.snapshot import Corpus
from components.app.widgets import counted_pills
from components.text.segment import sentences
from components.views.article_details import describe_article
from components.views.entities.entity_charts import surface_form_grid
from components.views.entities.entity_rows import headline_rows, mention_rows
from components.views.locale_formatting import format_count
from components.views.measures.measure_explanations import explain
from components.views.panes import reading_pane, sentence_at

MENTIONS_AT_ONCE = 25
FORMS_SHOWN = 10
GROUPS_SHOWN = 30
PLACES_READ = 25
# In pixels.
PANE_HEIGHT = 640
_MENTION, _CELL = "mention", "cell"
_BY = {"source": "Source", "article": "Article", "place": "Place in the article"}
_MENTIONS = explain(
    "mentions",
    lead="Every place where the selected entity is named. Use the buttons, or the keys j (next) "
    "and k (previous).",
)
_NAMING = explain("naming", lead="Select a number to read the places.")


@section
def show_mentions(corpus: Corpus, selection: Selection) -> None:
    """Draw the mentions as a list, and beside it the article that has the current one."""
    named = _find_mentions(corpus, selection)
    table = partial(_make_table, corpus, named)
    among = selection.without("entity")
    with card("Mentions in context", _MENTIONS, table, counts=among):
        if named.empty:
            note("It is not named in the selected articles.")
            return
        number = min(state.kept_number(_MENTION), len(named) - 1)
        _show_steps(number, len(named))
        left, right = beside("context", 2, 3)
        with left:
            _show_list(corpus, named, number)
        with right, st.container(height=PANE_HEIGHT, border=False):
            _show_article(corpus, named, number)


def _find_mentions(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    """The mentions of the selected entity in the selected articles, in the order of those."""
    shown = counted(corpus, selection.without("entity"))
    own = corpus.mentions[corpus.mentions["entity"] == selection.entity]
    own = own[own["article"].isin(shown["id"])]
    rank = {article: number for number, article in enumerate(shown["id"])}
    order = own["article"].astype(str).map(rank)
    return own.assign(rank=order).sort_values(["rank", "start"], kind="stable")


def _show_steps(number: int, total: int) -> None:
    def step(by: int) -> None:
        now = min(state.kept_number(_MENTION), total - 1)
        state.keep(_MENTION, str((now + by) % total))

    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Previous", on_click=step, args=(-1,), key="previous-mention", shortcut="k")
        st.button("Next", on_click=step, args=(1,), key="next-mention", shortcut="j")
        st.text(f"Mention {format_count(number + 1)} of {format_count(total)}")


def _show_list(corpus: Corpus, named: pd.DataFrame, number: int) -> None:
    first = number // MENTIONS_AT_ONCE * MENTIONS_AT_ONCE
    some = named.iloc[first : first + MENTIONS_AT_ONCE]
    texts = open_library.store().texts(list(dict.fromkeys(some["article"].astype(str))))
    current = _place(named.iloc[number])

    def take(event: dict[str, Any]) -> None:
        places = [_place(row) for _, row in some.iterrows()]
        state.keep(_MENTION, str(first + places.index(event["row"])))

    custom_components.rows(
        mention_rows(some, texts, corpus.labels, selected=current),
        key="mentions",
        label="Mentions in context",
        on_event=take,
        height=620,
    )
    if len(named) > MENTIONS_AT_ONCE:
        note_cut(
            f"{format_count(first + 1)} to {format_count(first + len(some))} of "
            f"{format_count(len(named))}; press Next for more."
        )


def _place(row: pd.Series) -> str:
    return f"{row['article']}.{row['start']}.{row['end']}"


def _show_article(corpus: Corpus, named: pd.DataFrame, number: int) -> None:
    current = named.iloc[number]
    article = str(current["article"])
    row = dict(corpus.articles.loc[corpus.articles["id"] == article].iloc[0])
    text = open_library.store().text(article)
    own = named[named["article"] == article]
    marks = [(int(s), int(e), "hit") for s, e in zip(own["start"], own["end"], strict=True)]
    sentence = sentence_at(sentences(text, row["language"]), int(current["start"]))
    custom_components.panes(
        [reading_pane(text, [[row["label"], ""]], describe_article(row), row["language"], marks)],
        key="mention-pane",
        version=f"{article}.{state.read().entity}.{corpus.stamp}{custom_components.mode()}",
        on_event=lambda event: None,
        # A page that is only opened must not run down to the first mention.
        focus=f"a{sentence}@{number}" if sentence is not None and state.kept(_MENTION) else None,
    )
    st.button("Read this article", on_click=open_article, args=(article,), type="tertiary")


def _make_table(corpus: Corpus, named: pd.DataFrame) -> pd.DataFrame:
    columns = ["surface", "entity", "type", "why", "start", "end"]
    titles = named["article"].astype(str).map(corpus.labels)
    return named[columns].assign(article=titles)[["article", *columns]]


@section
def show_naming(corpus: Corpus, selection: Selection) -> None:
    """Draw the surface forms of the entity by source, article or place; a cell lists mentions."""
    named = find_named(corpus, selection)
    numbers, among = lambda: _make_naming_table(table, labels, by), selection.without("entity")
    with card("By what name", _NAMING, numbers, counts=among):
        by, places = _choose_groups(named)
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
            _show_places(corpus, select_cell(some, groups, *cell, forms))


def _show_grid(table: pd.DataFrame, by: str, labels: dict[str, str]) -> tuple[str, str] | None:
    """Draw the table; gives the selected cell, as the names of its row and column."""
    shown = table.head(GROUPS_SHOWN)
    cell = _find_cell(shown)

    def take(event: dict[str, Any]) -> None:
        row, column = map(int, event["place"].split("."))
        state.keep(_CELL, (str(shown.index[row]), str(shown.columns[column])))

    grid = surface_form_grid(shown, _BY[by], labels, cell)
    custom_components.grid(grid, key="naming", label="Names by who uses them", on_event=take)
    if len(table) > GROUPS_SHOWN:
        note_cut(f"The first {GROUPS_SHOWN} of {format_count(len(table))} rows; the table has all.")
    return cell


def _choose_groups(named: pd.DataFrame) -> tuple[str, list[str]]:
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
        places = counted_pills("Where", present, counts, words=words, key="naming-places")
    return str(by), places


def _groups(corpus: Corpus, named: pd.DataFrame, by: str) -> pd.Series:
    if by == "place":
        return named["place"]
    articles = named["article"].astype(str)
    if by == "article":
        return articles
    return articles.map(dict(zip(corpus.articles["id"], corpus.articles["source"], strict=True)))


def _find_cell(table: pd.DataFrame) -> tuple[str, str] | None:
    """The selected cell, while the table has it."""
    match state.kept(_CELL):
        case (row, form) if row in table.index and form in table.columns:
            return row, form
    return None


def _show_places(corpus: Corpus, places: pd.DataFrame) -> None:
    some = places.head(PLACES_READ)
    in_text = some[some["place"] != "headline"]
    texts = open_library.store().texts(list(dict.fromkeys(in_text["article"].astype(str))))
    titles = dict(zip(corpus.articles["id"], corpus.articles["title"], strict=True))
    heads = some[some["place"] == "headline"]
    rows = headline_rows(heads, titles, corpus.labels)
    rows += mention_rows(in_text, texts, corpus.labels)
    custom_components.rows(
        rows,
        key="named-places",
        label="Places of this name",
        on_event=lambda event: open_place(event["row"]),
        height=360,
    )
    if len(places) > PLACES_READ:
        note_cut(f"The first {PLACES_READ} of {format_count(len(places))} places.")


def _make_naming_table(table: pd.DataFrame, labels: dict[str, str], by: str) -> pd.DataFrame:
    named = table.rename(index=labels, columns={"": "other forms"})
    return named.rename_axis(index=by, columns=None).reset_index()
