"""Upload form and progress list: files and pasted text go into the queue, each with its outcome."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.app import change_and_undo, custom_components, state
from components.app.add import column_questions, pasted_text, read_otherwise, receiving
from components.app.caches import open_library
from components.app.cards import beside, card, note, note_cut
from components.corpus.database.roles import Role, may
from components.views.add.file_outcomes import (
    count_unread,
    describe_batches,
    describe_reading,
    group_by_outcome,
    outcome_rows,
    outcome_table,
)
from components.views.export.table_files import write_csv
from components.views.locale_formatting import (
    count_of,
    format_count,
    in_british_english,
)

FILES_SHOWN = 200
# Pixels of a list of more files than these.
LIST_HEIGHT, FILES_WITHOUT_SCROLLING = 640, 8
# Seconds between two looks at the queue while files are being read.
INTERVAL = 1.0
# Batches of which the browser is told that the page knows them.
HEARD = 9
_LITTER = ["__MACOSX", "Thumbs.db", "desktop.ini"]
_READ = (
    "Text, Markdown, HTML, PDF, Word, OpenDocument, RTF, EPUB; saved pages, web archives (WARC, "
    "WACZ), feeds; mails, mailboxes; spreadsheets, CSV, Parquet, JSON; wire files (NewsML, NITF, "
    "ninjs, IPTC 7901, ANPA); exports of press databases; editions and scans (TEI, METS with "
    "ALTO, PAGE, hOCR); lists of references (RIS, EndNote, BibTeX); ZIP and TAR of all these. Old "
    "Word documents and pictures of pages, where a program for them is installed."
)
_HELP = (
    "Files are read on the computer that runs Parallax, in a separate process with limits on "
    "time and memory and without network access. A document may have up to 50 MB; a table, JSON, "
    "mail or web archive, which is read piece by piece, up to 512 MB here and 2,000 MB in the "
    "corpus folder. The text of one article may have up to 2,000,000 characters. The browser sends "
    "one file after another while this tab is open, and reading begins with the first."
)


def show_intake() -> None:
    """Draw the form: a place to drop files, and fields for pasted text."""
    with card("Add articles", _HELP):
        if not may(Role.ANALYST):
            note("You may read this library. To add articles to it takes an analyst.")
            return
        left, right = beside("intake", 1, 1)
        with left:
            _take_files()
        with right:
            pasted_text.take()


def _take_files() -> None:
    about = {
        "address": receiving.make_address(state.library(), change_and_undo.who()),
        "library": state.library(),
        "limit": receiving.LIMIT,
        "litter": _LITTER,
        "sending": state.kept("sending", ""),
        "heard": state.kept("heard", []),
    }
    custom_components.file_drop(about, key="drop", on_event=_keep_batch)
    note(
        f"{_READ} Where the column names of a table, or the lists of a JSON file, do not show "
        "what they contain, you are asked. Up to 512 MB a file; a document, which is read as a "
        "whole, up to 50 MB; the text of an article up to 2,000,000 characters."
    )


def _keep_batch(event: dict[str, Any]) -> None:
    # What a browser tells while a page is turned may never come: it tells again what is not here.
    state.keep("heard", [*state.kept("heard", [])[-HEARD:], str(event["batch"])])
    # With few files the end comes so soon that the page hears of nothing else.
    state.keep("batch", str(event["batch"]))
    state.keep("sending", str(event["batch"]) if event["kind"] == "begun" else "")


def show_batch(asked: list[int]) -> str:
    """Draw the files of one batch with their outcomes, and follow them while they are being read.

    Gives the batch once all its files were read, "" before that and when nothing was ever added.
    `asked` are the numbers of the files that the page asks a question about: when others need one,
    the page runs again.
    """
    batch = _choose_batch()
    if not batch:
        return ""
    files = open_library.store().uploads.batch(batch)
    done = _is_read(batch, files)
    is_settled = done and not count_unread(files)
    explained = read_otherwise.choose_file(files)
    # A file is told of beside the list, where it was selected, however long the list is.
    listed, told = beside("files", 2, 3)
    with listed:
        follow = st.fragment(_follow, run_every=None if is_settled else INTERVAL)
        follow(batch, done, asked, explained)
    with told:
        read_otherwise.show_file(files)
    return batch if done else ""


def _choose_batch() -> str:
    """The batch to show: the last one of this session, of this analyst, or of all."""
    box = st.container()
    batches = open_library.store().uploads.batches()
    if batches.empty:
        return ""
    known = batches["batch"].tolist()
    own = batches.loc[batches["who"] == change_and_undo.who(), "batch"].tolist()
    first = next((b for b in (state.kept("batch"), *own) if b in known), known[0])
    if len(known) == 1:
        return str(first)
    words = describe_batches(batches, state.time_zone())
    # A key of its own shows what was just added, whichever batch was chosen before.
    chosen = box.selectbox(
        "Files added",
        known,
        index=known.index(first),
        format_func=words.__getitem__,
        key=f"batch-{first}",
    )
    return str(chosen)


def _is_read(batch: str, files: pd.DataFrame) -> bool:
    if state.kept("sending") == batch:
        # All that came may be read while more is on its way.
        return False
    return not files["state"].isin(["waiting", "reading"]).any()


def _follow(batch: str, done: bool, asked: list[int], explained: tuple[int, str] | None) -> None:
    files = open_library.store().uploads.batch(batch)
    is_other = read_otherwise.choose_file(files) != explained
    if is_other or _is_read(batch, files) != done or column_questions.find_waiting() != asked:
        state.rerun()
    _show_files(batch, files, explained)


def _show_files(batch: str, files: pd.DataFrame, explained: tuple[int, str] | None) -> None:
    still = int(files["state"].isin(["waiting", "reading"]).sum())
    table = None if still else partial(_make_table, files)
    with card("Results", "Each file with its outcome.", table):
        read = len(files) - count_unread(files)
        st.progress(read / max(len(files), 1), text=describe_reading(files))
        if still > 1 and st.button(
            f"Cancel the remaining {count_of(still, 'file', 'files')}", type="tertiary"
        ):
            open_library.store().uploads.cancel_batch(batch)
            state.rerun()
        shown = _choose_outcome(files)
        first = shown.head(FILES_SHOWN)
        uploads = open_library.store().uploads
        lines = outcome_rows(first, uploads.kinds(first["id"]), explained and explained[0])
        height = LIST_HEIGHT if len(lines) > FILES_WITHOUT_SCROLLING else None
        custom_components.rows(lines, key="outcome", label="Files", on_event=_act, height=height)
        if len(shown) > FILES_SHOWN:
            total = format_count(len(shown))
            note_cut(f"The first {FILES_SHOWN} of {total}; the downloaded list has all.")
        st.download_button(
            "Download this list",
            data=in_british_english()(lambda: write_csv(_make_table(shown))),
            file_name="parallax-added-files.csv",
            mime="text/csv",
        )


def _make_table(files: pd.DataFrame) -> pd.DataFrame:
    return outcome_table(files, open_library.store().uploads.kinds(files["id"]))


def _choose_outcome(files: pd.DataFrame) -> pd.DataFrame:
    """The files of the chosen outcome; all of them where there are no two outcomes."""
    kinds = group_by_outcome(files)
    if len(kinds) < 3 or len(files) < 2:
        return kinds["all"]
    chosen = st.segmented_control(
        "Show",
        list(kinds),
        format_func=lambda name: f"{name} {format_count(len(kinds[name]))}",
        default="all",
        key="outcome-kind",
        required=True,
    )
    return kinds.get(str(chosen), kinds["all"])


def _act(event: dict[str, Any]) -> None:
    uploads, number = open_library.store().uploads, int(event["row"])
    state.keep("explained", number)
    if event["action"] == "cancel":
        uploads.cancel(number)
    elif event["action"] == "retry":
        read_otherwise.try_again(number)
    elif event["action"] in ("whole", "parts"):
        read_otherwise.read_parts(number, is_whole=event["action"] == "whole")
