"""Cards, the titled blocks of a page, with pin, table and export; and captions and placeholders."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.analysis.pipeline.step_table import TABLE_STEPS
from components.analysis.selection import Selection
from components.app import state
from components.app.caches import fault_cache, open_library
from components.app.caches.counting_cache import describe_left_out
from components.app.export import card_tables, downloads
from components.app.export.card_tables import Sheet, Table
from components.app.tables.snapshot import Corpus
from components.app.widgets import localise
from components.views.faults import describe_unread
from components.views.locale_formatting import format_count
from components.views.selection_text import describe_filters

ROWS_SHOWN = 1_000
LOOKING_FOR_COPIES = (
    "Copied passages are being searched for. The families will appear here when this is finished."
)
_FAILED = (
    "This is not available because part of the analysis failed; the top of the page says which."
)


@contextmanager
def card(
    title: str,
    help_text: str,
    table: Table | None = None,
    *,
    pin: str = "",
    key: str = "",
    counts: Selection | None = None,
) -> Iterator[None]:
    """Draw what is inside the block as a card. `title` and `help_text` never quote an article.

    `table` has the numbers behind the card, at once or as a function that is called when somebody
    opens or exports the table. `pin` is the name of a chart that shows `state.selection_of(pin)`;
    the card offers to pin it. `key` identifies the card when its title changes between runs.
    `counts` is the selection that the card counts in; the card says which copies it left out.
    """
    own = Sheet(title, table, pin, key)
    with st.container(key=f"card-{own.name}"):
        head = st.container(
            horizontal=True,
            vertical_alignment="center",
            horizontal_alignment="distribute",
            key=f"card-head-{own.name}",
        )
        head.subheader(title, help=help_text, anchor=False, width="content")
        token = card_tables.current.set(own)
        if pin:
            _show_pin(head, pin)
        try:
            yield
            if counts is not None and (left := describe_left_out(open_library.corpus(), counts)):
                note_cut(left)
        finally:
            card_tables.current.reset(token)
        # Last, for only now it is known whether there is a chart and what is cut off.
        if own.has_export:
            with head:
                _show_menus(own)


def _show_pin(head: DeltaGenerator, chart: str) -> None:
    held = state.pins().get(chart)
    head.button(
        "Pin" if held is None else "Unpin",
        type="tertiary",
        help="Keep this chart as it is while the other charts follow the selection",
        on_click=state.pin,
        args=(chart,),
        key=f"pin-{chart}",
    )
    if held is not None:
        clauses = describe_filters(held, open_library.corpus().labels, longest=40).values()
        words = "; ".join(f"{name} {value}" for name, value in clauses)
        st.text(f"Pinned at {words or 'all articles'}")


@st.fragment
def _show_menus(own: Sheet) -> None:
    """The menus with the table and the exports, made when they are opened."""
    with st.container(horizontal=True, width="content", key=f"menus-{own.name}"):
        shown = st.popover(
            "Table", type="tertiary", help="The numbers behind this", on_change="rerun",
            key=f"open-table-{own.name}",
        )  # fmt: skip
        taken = st.popover(
            "Export", type="tertiary", help="Save this as an image or a table",
            on_change="rerun", key=f"open-export-{own.name}",
        )  # fmt: skip
    if shown.open:
        with shown:
            _show_table(own)
    if taken.open:
        with taken:
            downloads.offer_sheet(own)


def _show_table(own: Sheet) -> None:
    table = own.read()
    if len(table) > ROWS_SHOWN:
        first, every = format_count(ROWS_SHOWN), format_count(len(table))
        st.caption(f"The first {first} of {every} rows; the export has all.")
    shown = table.head(ROWS_SHOWN)
    config = localise(shown)
    st.dataframe(
        shown, hide_index=True, placeholder="", column_config=config, key=f"table-{own.name}"
    )


def beside(key: str, *shares: int) -> list[DeltaGenerator]:
    """Columns of these relative widths; one below the other on a narrow screen."""
    with st.container(key=f"beside-{key}"):
        return st.columns(list(shares), gap="large")


@contextmanager
def busy(key: str, words: str, *, needed: bool = True) -> Iterator[None]:
    """Show a spinner with these words over the page, if needed; the page does not move by it."""
    with st.container(key=f"busy-{key}"), st.spinner(words) if needed else nullcontext():
        yield


@contextmanager
def in_one_line(words: str) -> Iterator[None]:
    """Draw a choice whose own label is hidden behind these words, in one line with them."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(words, width="content")
        yield


def note(text: str) -> None:
    """A caption: what is missing, or can be done. Never an article's words."""
    st.caption(text)


def note_whole(selection: Selection, words: str, *heeded: str) -> None:
    """Say why this does not follow the selection, if there is a filter beside those `heeded`."""
    if selection.without(*heeded).active():
        note(words)


def note_cut(text: str) -> None:
    """A caption that says which part of the whole is shown; exports of this card repeat it."""
    own = card_tables.current.get()
    if own is not None:
        own.cut_offs.append(text)
    st.caption(text)


def show_unread(corpus: Corpus, **kinds: str) -> None:
    """Name the articles that could not be analysed; `kinds` has words for each kind of result."""
    for kind, words in kinds.items():
        told = describe_unread(fault_cache.faults(corpus.stamp, kind), corpus.labels, words)
        if told:
            st.text(told)


def waiting(corpus: Corpus, step: str, words: str) -> str:
    """`words` for a table that is not ready yet; other words when its step failed."""
    return _FAILED if step in fault_cache.step_faults(corpus.stamp) else words


def note_none(corpus: Corpus, table: str, none: str, unfinished: str) -> None:
    """Say `none` of a list that is empty, or `unfinished` while its `table` is behind."""
    step = TABLE_STEPS[table].name
    note(none if table in corpus.fresh else waiting(corpus, step, unfinished))


def stand_in(corpus: Corpus, step: str, height: int) -> None:
    """Draw a placeholder of `height` pixels for a table that is not ready, or say it failed."""
    if step in fault_cache.step_faults(corpus.stamp):
        note(_FAILED)
    else:
        st.skeleton(height=height)
