"""What leaves a card of a claim: a citation for the clipboard, and all occurrences as files."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.claims.judgements import make_place, read_place
from components.app import custom_components, state
from components.app.caches import open_library
from components.app.environment import library_name
from components.app.export import downloads
from components.app.tables.snapshot import Corpus
from components.views.claims.claim import Claim
from components.views.claims.occurrence_rows import (
    Library,
    cite,
    occurrence_table,
    write_occurrences,
)
from components.views.export import table_files
from components.views.selection_text import about_rows, file_name, provenance_line


def read_library(corpus: Corpus, claim: Claim) -> Library:
    """Texts, rows and labels of the articles in which a claim occurs."""
    places = claim.places or (claim.place,)
    ids = {*claim.occurrences["article"], *(place.partition(".")[0] for place in places)}
    known = corpus.articles[corpus.articles["id"].isin(ids)]
    rows = {str(row["id"]): row for row in known.to_dict("records")}
    return Library(open_library.store().texts(list(rows)), rows, corpus.labels)


def offer_exports(corpus: Corpus, claim: Claim, library: Library) -> None:
    """Draw the buttons: copy with citation, and the occurrences as CSV, XLSX and JSON."""
    name = state.library() or library_name()
    cited = [cite(place, library, name) for place in claim.places or (claim.place,)]
    with st.container(key="claim-exports"):
        custom_components.export_buttons(
            ["citation"], key="claim-citation", about={"text": "\n\n".join(filter(None, cited))}
        )
        _offer_files(corpus, claim, library)
        st.caption(
            "The files have every occurrence with address, hashes, offsets, words and verdict."
        )


def _offer_files(corpus: Corpus, claim: Claim, library: Library) -> None:
    told, shows = downloads.about(corpus), f"Occurrences of a {claim.kind}"
    verdicts = open_library.written().verdicts(claim.kind, "")

    def table() -> pd.DataFrame:
        by_place = _verdicts_by_place(claim, verdicts)
        return occurrence_table(claim.occurrences, library, by_place)

    def csv() -> bytes:
        return table_files.write_csv(table(), provenance_line(told, shows))

    def workbook() -> bytes:
        sheets = [table_files.Sheet("Occurrences", table())]
        return table_files.write_workbook(sheets, about_rows(told, shows))

    def json() -> bytes:
        return write_occurrences(table(), dict(about_rows(told, shows)))

    with st.container(horizontal=True, gap="small"):
        for label, make, ending, mime in (
            ("CSV table", csv, "csv", "text/csv"),
            ("XLSX workbook", workbook, "xlsx", downloads.XLSX),
            ("JSON", json, "json", "application/json"),
        ):
            downloads.offer_file(
                label, make, file_name(told, shows, ending), mime, f"claim-{ending}"
            )


def _verdicts_by_place(claim: Claim, verdicts: pd.DataFrame) -> dict[str, dict[Any, Any]]:
    """The verdicts on the occurrences; one on a pair of places is that on what is within them."""
    rows = {make_place(row): row for row in claim.occurrences.to_dict("records")}
    own = verdicts[verdicts["key"].isin({claim.key, *rows})]
    by_place: dict[str, dict[Any, Any]] = {str(row["key"]): row for row in own.to_dict("records")}
    both = [span for one in claim.places if (span := read_place(one))]
    if claim.key in by_place:
        for place, row in rows.items():
            if any(row["article"] == id and a <= row["start"] < b for id, a, b in both):
                by_place[place] = by_place[claim.key]
    return by_place
