"""Files, folders and pasted text on their way into the queue."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

import streamlit as st

from components.app import cached, state
from components.app.adding.uploaded import forget
from components.app.cards import beside, card, note

FILES_AT_ONCE = 5_000
BYTES_AT_ONCE = 600_000_000
# Chosen by how the uploader is told to take one or the other.
_WAYS: dict[str, Any] = {"Files": True, "A folder": "directory"}
_LITTER = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
_HELP = (
    "Files are read on this machine, in a separate process with limits on time and memory and "
    "without network. A document may have 50 MB; a table, JSON, mail or web archive, which is read "
    "piece by piece, 512 MB here and 2,000 MB in the corpus folder. The browser takes 5,000 files "
    "or 600 MB at once, which the server holds in memory until they are in the queue."
)


def show_intake() -> None:
    """Where files are dropped and text is pasted."""
    with card("Add articles", _HELP):
        left, right = beside("intake", 1, 1)
        with left:
            _take_files()
        with right:
            _take_text()


def _take_files() -> None:
    way = st.segmented_control(
        "Take", list(_WAYS), default="Files", key="take", label_visibility="collapsed",
        bind="query-params", required=True,
    )  # fmt: skip
    generation = state.kept("intake", 0)
    folder = way == "A folder"
    files = st.file_uploader(
        "Drop a folder, with all that is in it"
        if folder
        else "Drop files: documents, web pages, mails, tables of articles, or archives of them",
        accept_multiple_files=_WAYS[str(way)],
        key=f"{'folder' if folder else 'files'}-{generation}",
    )
    if not files:
        note(
            "Text, Markdown, HTML, PDF, Word, OpenDocument, RTF, mails, spreadsheets, CSV, JSON, "
            "Parquet, feeds, web archives, ZIP and TAR. What is read from which column of a table "
            "is asked where its name does not say it. Up to 512 MB a file; a document, which is "
            "read as a whole, up to 50 MB. More than some hundred files come faster as one ZIP or "
            "through the corpus folder: browsers are slow to hand over so many."
        )
        return
    problem = find_excess([file.size for file in files])
    if problem:
        st.error(problem)
        return
    _enqueue(files, generation)
    st.rerun()


def _enqueue(files: Sequence[Any], generation: int) -> None:
    wanted = [file for file in files if not is_litter(file.name)]
    with st.spinner(f"Putting {len(wanted):,} files into the queue…"):
        # Between here and the last line nothing may talk to the page: a click elsewhere would end
        # this run there, with some of the files in the queue and others lost.
        batch = uuid4().hex
        named = ((file.name, file) for file in wanted)
        cached.store().uploads.enqueue_many(batch, named, state.who())
        forget([file.file_id for file in files])
        state.keep("intake", generation + 1)
        state.keep("batch", batch)
        state.keep("litter", len(files) - len(wanted))


def find_excess(sizes: Sequence[int]) -> str:
    """Why so many files, of these sizes in bytes, are not taken; "" when they are."""
    if len(sizes) > FILES_AT_ONCE:
        return (
            f"These are {len(sizes):,} files; {FILES_AT_ONCE:,} can be added at once. None was "
            "added: add them in parts, as one archive, or through the corpus folder."
        )
    if sum(sizes) > BYTES_AT_ONCE:
        return (
            f"These files have {sum(sizes) / 1e6:,.0f} MB together; {BYTES_AT_ONCE / 1e6:,.0f} MB "
            "can be added at once. None was added: add them in parts, or through the corpus folder."
        )
    return ""


def is_litter(name: str) -> bool:
    """Whether a file is one that systems leave in folders: hidden, or known by its name."""
    parts = PurePosixPath(name).parts
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or bool(
        _LITTER & {*parts}
    )


def _take_text() -> None:
    with st.form("paste", clear_on_submit=True, border=False):
        title = st.text_input("Title")
        text = st.text_area("Or paste the text of an article", height=120)
        source, day = st.columns(2)
        outlet = source.text_input("Source")
        published = day.date_input("Published", None)
        if not st.form_submit_button("Add this text"):
            return
    if not text.strip():
        st.error("There is no text to add: paste the article's words first.")
        return
    batch = uuid4().hex
    name, data = pasted_file(title, text, outlet, published)
    cached.store().uploads.enqueue(batch, name, data, state.who())
    state.keep("batch", batch)
    st.rerun()


def pasted_file(title: str, text: str, source: str, published: Any) -> tuple[str, bytes]:
    """Pasted words as the file they would have come in, so that there is one way in."""
    told = {"title": title, "source": source, "date": str(published or ""), "text": text}
    return "pasted.json", json.dumps({k: v for k, v in told.items() if v}).encode()
