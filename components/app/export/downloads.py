"""Download buttons: the images and tables of a card, and any file made on request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from components.analysis.collection.pairs import LEAST_SCORE, PARTNERS, SMALL
from components.analysis.selection import Selection, write_settings
from components.app import change_and_undo, custom_components, state
from components.app.articles.left_out_lines import describe_lines
from components.app.caches import open_library
from components.app.caches.counting_cache import describe_left_out, find_left_out
from components.app.environment import library_name, software
from components.app.export.card_tables import Sheet
from components.app.tables.snapshot import Corpus
from components.app.url_state import write_query
from components.text.plural import agree
from components.views.export import table_files
from components.views.locale_formatting import (
    BRITISH,
    format_count,
    format_decimal,
    in_british_english,
    reader_language,
)
from components.views.selection_text import (
    About,
    about_rows,
    describe_filters,
    describe_own_stop_words,
    describe_settings,
    distinct_values,
    file_name,
    list_names,
    provenance_line,
)


@in_british_english()
def about(corpus: Corpus, chart: str = "") -> About:
    """The origin stated in an export made now; `chart` is the name of one that may be pinned."""
    from urllib.parse import urlencode

    selection = state.selection_of(chart)
    shown = open_library.narrowed(corpus, selection)
    return About(
        library=state.library() or library_name(),
        revision=open_library.store().revision(),
        clauses=tuple(describe_filters(selection, corpus.labels).values()),
        query=urlencode({**write_query(selection), **write_settings(state.settings())}, doseq=True),
        shown=len(shown),
        total=len(corpus.articles),
        sources=distinct_values(shown["source"]),
        languages=distinct_values(shown["language"]),
        settings=(
            *_settings_rows(corpus, len(shown)),
            *_copies_rows(corpus, selection),
            *_sample_row(int(shown["sample"].sum())),
        ),
        software=software(),
        made=datetime.now(UTC),
        who=change_and_undo.who(),
    )


def _settings_rows(corpus: Corpus, shown: int) -> tuple[tuple[str, str], ...]:
    every = len(corpus.articles) <= SMALL or shown <= SMALL
    kept = (
        "every pair"
        if every
        else (f"cosine of {format_decimal(LEAST_SCORE, 2)} or more, up to {PARTNERS} per article")
    )
    return (
        ("similarity", "cosine of TF-IDF"),
        *describe_settings(state.settings()).items(),
        *describe_own_stop_words(corpus.decided.stop_words).items(),
        *_left_out_row(corpus),
        ("pairs kept", kept),
    )


def _left_out_row(corpus: Corpus) -> tuple[tuple[str, str], ...]:
    told = describe_lines(corpus) if "boilerplate" in state.settings().without else ""
    return (("left out by analysts as boilerplate", told),) if told else ()


def _copies_rows(corpus: Corpus, selection: Selection) -> tuple[tuple[str, str], ...]:
    """What counting copies once left out of counts, and which articles stand for copies."""
    told = describe_left_out(corpus, selection)
    stand = {*find_left_out(corpus, selection).values()}
    labels = [label for id, label in corpus.labels.items() if id in stand]
    named = (("counted for their copies", list_names(labels)),) if stand else ()
    return (("copies in counts", told), *named) if told else ()


def _sample_row(count: int) -> tuple[tuple[str, str], ...]:
    """A reader of the export may not know that some of the articles are invented."""
    invented = f"{format_count(count)} of these articles {agree(count, 'is', 'are')}"
    return (("sample", f"{invented} invented"),) if count else ()


def offer_sheet(own: Sheet) -> None:
    """Offer the images of a card's chart and the table behind it, as files."""
    told = about(open_library.corpus(), own.pin)
    shows = own.title
    if own.has_chart:
        lines = [*_describe_cut_offs(own), provenance_line(told, "")]
        custom_components.export_buttons(
            ["png", "svg"],
            key=f"images-{own.name}",
            about={"card": own.name, "title": shows, "lines": lines,
                   "file": file_name(told, shows, "")},
        )  # fmt: skip
    with st.container(horizontal=True, gap="small", key=f"tables-{own.name}"):
        _offer_table(own, told)
    st.caption("Each file names the library, the selection, the settings and the date.")


def _describe_cut_offs(own: Sheet) -> list[str]:
    """What is cut off, as on screen; with its locale when that is not British English."""
    if not own.cut_offs or reader_language() == BRITISH:
        return list(own.cut_offs)
    return [*own.cut_offs, f"numbers in these sentences are written as in {reader_language()}"]


def _offer_table(own: Sheet, told: About) -> None:
    # The menu lives longer than this run, so the files are made from what is on screen now.
    cut_offs, table, shows = _describe_cut_offs(own), own.read, own.title

    def csv() -> bytes:
        return table_files.write_csv(table(), provenance_line(told, shows, cut_offs))

    def workbook() -> bytes:
        rows = about_rows(told, shows, cut_offs)
        return table_files.write_workbook([table_files.Sheet("Table", table())], rows)

    offer_file("CSV table", csv, file_name(told, shows, "csv"), "text/csv", f"csv-{own.name}")
    offer_file("XLSX workbook", workbook, file_name(told, shows, "xlsx"), XLSX, f"xlsx-{own.name}")


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_file(label: str, make: Callable[[], bytes], name: str, mime: str, key: str) -> None:
    """Offer a file that is made on the click, its numbers written the same in every locale."""
    st.download_button(label, in_british_english()(make), name, mime, key=key, on_click="ignore")
