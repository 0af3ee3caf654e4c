"""The parts of the Add articles page."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.app import cached, linked, state
from components.app.cached import Corpus
from components.app.cards import beside, card, note
from components.app.moving import open_article, open_pair
from components.corpus.readers.formats import FORMATS
from components.views.export import write_csv
from components.views.outcome import belonging_rows, outcome_rows, outcome_table

TYPES = sorted({ending for known in FORMATS for ending in known.endings})
FILES_AT_ONCE = 5_000
BYTES_AT_ONCE = 600_000_000
ROWS_SHOWN = 200
# Whose files these are; there is no sign-in yet, so all analysts of a library share one queue.
WHO = "analyst"


def show_intake() -> None:
    """Where files are dropped and text is pasted."""
    with card("Add articles", "Files are read in a separate, limited process on this machine."):
        left, right = beside("intake", 1, 1)
        with left:
            _take_files()
        with right:
            _take_text()


def _take_files() -> None:
    generation = state.kept("intake", 0)
    key = f"files-{generation}"
    files = st.file_uploader(
        "Drop files: documents, web pages, mails, tables of articles, or archives of them",
        type=TYPES,
        accept_multiple_files=True,
        key=key,
    )
    if not files:
        note(
            "Text, Markdown, HTML, PDF, Word, OpenDocument, RTF, mails, spreadsheets, CSV, JSON, "
            "Parquet, feeds, web archives, ZIP and TAR. A table needs a column named text or body."
        )
        return
    problem = _too_much(files)
    if problem:
        st.error(problem)
        return
    batch = uuid4().hex
    cached.store().uploads.enqueue_many(batch, ((file.name, file) for file in files), WHO)
    _forget([file.file_id for file in files])
    state.keep("intake", generation + 1)
    state.keep("batch", batch)
    st.rerun()


def _too_much(files: list[Any]) -> str:
    if len(files) > FILES_AT_ONCE:
        return (
            f"These are {len(files)} files; {FILES_AT_ONCE} can be added at once. None was added."
        )
    if sum(file.size for file in files) > BYTES_AT_ONCE:
        return "These files are larger than 600 MB together. None was added; add them in parts."
    return ""


def _forget(file_ids: list[str]) -> None:
    """Free the uploaded bytes: Streamlit would keep them as long as the session lives."""
    context = get_script_run_ctx()
    if context is None:
        return
    for file_id in file_ids:
        context.uploaded_file_mgr.remove_file(context.session_id, file_id)


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
    cached.store().uploads.enqueue(batch, name, data, WHO)
    state.keep("batch", batch)
    st.rerun()


def pasted_file(title: str, text: str, source: str, published: Any) -> tuple[str, bytes]:
    """Pasted words as the file they would have come in, so that there is one way in."""
    import json

    told = {"title": title, "source": source, "date": str(published or ""), "text": text}
    return "pasted.json", json.dumps({k: v for k, v in told.items() if v}).encode()


def show_outcome() -> None:
    """What became of the files that were added last, and where the articles belong."""
    batch = state.kept("batch") or cached.store().uploads.latest_batch(WHO)
    if not batch:
        return
    if _is_settled(batch):
        _show_batch(batch)
    else:
        st.fragment(_follow_batch, run_every=0.5)(batch)


def _is_settled(batch: str) -> bool:
    uploads = cached.store().uploads.batch(batch)
    added = uploads["new"].sum()
    read = not uploads["state"].isin(["waiting", "reading"]).any()
    return bool(read and (not added or "pairs" in cached.corpus().fresh))


def _follow_batch(batch: str) -> None:
    if _is_settled(batch):
        st.rerun()
    _show_batch(batch)


def _show_batch(batch: str) -> None:
    uploads = cached.store().uploads.batch(batch)
    open_files = uploads["state"].isin(["waiting", "reading"]).sum()
    with card("What became of them", "Each file with its outcome.", outcome_table(uploads)):
        done = len(uploads) - int(open_files)
        st.progress(done / max(len(uploads), 1), text=f"{done:,} of {len(uploads):,} files read")
        shown = _choose_outcome(uploads)
        linked.rows(
            outcome_rows(shown.head(ROWS_SHOWN)), key="outcome", label="Files", on_pick=_act
        )
        if len(shown) > ROWS_SHOWN:
            note(f"The first {ROWS_SHOWN} of {len(shown):,}; the table has all.")
        st.download_button(
            "Download this list",
            data=lambda: write_csv(outcome_table(shown)),
            file_name="parallax-added-files.csv",
            mime="text/csv",
        )
    given = cached.store().uploads.articles(batch)
    ids = given.loc[given["new"], "article"].tolist()
    if ids:
        _show_belonging(cached.corpus(), ids)


def _choose_outcome(uploads: pd.DataFrame) -> pd.DataFrame:
    """The files of one outcome, once there is more than one to choose from."""
    kinds = {
        "all": uploads,
        "not read": uploads[uploads["state"] == "rejected"],
        "already there": uploads[uploads["duplicates"] > 0],
        "waiting": uploads[uploads["state"].isin(["waiting", "reading"])],
    }
    present = [name for name, files in kinds.items() if len(files)]
    if len(present) < 2 or len(uploads) < 2:
        return uploads
    chosen = st.segmented_control(
        "Show",
        present,
        format_func=lambda name: f"{name} {len(kinds[name]):,}",
        default="all",
        key="outcome-kind",
    )
    return kinds.get(str(chosen), uploads)


def _show_belonging(corpus: Corpus, ids: list[str]) -> None:
    with card("Where they belong", "The most similar article already in the library."):
        if "pairs" not in corpus.fresh:
            note("Comparing them with the library…")
            return
        linked.rows(
            belonging_rows(ids[:ROWS_SHOWN], corpus.pairs, corpus.labels),
            key="belonging",
            label="Where the new articles belong",
            on_pick=_open,
        )


def _act(event: dict[str, Any]) -> None:
    uploads, number = cached.store().uploads, int(event["row"])
    if event["action"] == "cancel":
        uploads.cancel(number)
    elif event["action"] == "retry":
        uploads.retry(number)


def _open(event: dict[str, Any]) -> None:
    article, _, relative = event["row"].partition(".")
    if relative:
        open_pair(article, relative)
    open_article(article)
