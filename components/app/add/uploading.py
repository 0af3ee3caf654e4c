"""Files, folders and pasted text on their way into the queue."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import streamlit as st

from components.app import analyst, custom_components, state
from components.app.add import receiving
from components.app.caches import library_cache
from components.app.cards import beside, card, note
from components.views.formatting import day_order

_LITTER = ["__MACOSX", "Thumbs.db", "desktop.ini"]
_HELP = (
    "Files are read on the computer that runs Parallax, in a separate process with limits on "
    "time and memory and without network access. A document may have up to 50 MB; a table, JSON, "
    "mail or web archive, which is read piece by piece, up to 512 MB here and 2,000 MB in the "
    "corpus folder. The browser sends one file after another while this tab is open, and reading "
    "begins with the first."
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
    about = {
        "address": receiving.address(state.library(), analyst.who()),
        "library": state.library(),
        "limit": receiving.LIMIT,
        "litter": _LITTER,
        "sending": state.kept("sending", ""),
    }
    custom_components.file_drop(about, key="drop", on_pick=_follow)
    note(
        "Text, Markdown, HTML, PDF, Word, OpenDocument, RTF, mails, spreadsheets, CSV, JSON, "
        "Parquet, feeds, web archives, ZIP and TAR. Where the column names of a table, or the "
        "lists of a JSON file, do not show what they contain, you are asked. Up to 512 MB a "
        "file; a document, which is read as a whole, up to 50 MB."
    )


def _follow(event: dict[str, Any]) -> None:
    # With few files the end comes so soon that the page hears of nothing else.
    state.keep("batch", str(event["batch"]))
    state.keep("sending", str(event["batch"]) if event["kind"] == "begun" else "")


def _take_text() -> None:
    with st.form("paste", clear_on_submit=True, border=False):
        title = st.text_input("Title")
        text = st.text_area("Or paste the text of an article", height=120)
        source, day = st.columns(2)
        outlet = source.text_input("Source")
        published = day.date_input("Published", None, format=day_order())
        if not st.form_submit_button("Add this text"):
            return
    if not text.strip():
        st.error("There is no text to add: paste the text of the article first.")
        return
    batch = uuid4().hex
    name, data = pasted_file(title, text, outlet, published)
    library_cache.store().uploads.enqueue(batch, name, data, analyst.who())
    state.keep("batch", batch)
    state.rerun()


def pasted_file(title: str, text: str, source: str, published: Any) -> tuple[str, bytes]:
    """Pasted words as the file they would have come in, so that there is one way in."""
    told = {"title": title, "source": source, "date": str(published or ""), "text": text}
    return "pasted.json", json.dumps({k: v for k, v in told.items() if v}).encode()
