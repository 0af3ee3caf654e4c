"""The parts of the Add articles page."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.app import cached, linked, state
from components.app.cached import Corpus
from components.app.cards import beside, card, note
from components.views.outcome import belonging_rows, outcome_rows

TYPES = ["txt", "md", "html", "htm", "csv", "tsv", "jsonl", "ndjson", "json"]
FILES_AT_ONCE = 200
BYTES_AT_ONCE = 300_000_000


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
        "Drop files: text, Markdown, web pages, or tables with an article a row",
        type=TYPES,
        accept_multiple_files=True,
        key=key,
    )
    if not files:
        note("50 MB a file. A table needs a column named text, body or content.")
        return
    problem = _too_much(files)
    if problem:
        st.error(problem)
        return
    batch = uuid4().hex
    for file in files:
        cached.store().uploads.enqueue(batch, file.name, file.getvalue())
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
        return "These files are larger than 300 MB together. None was added; add them in parts."
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
    cached.store().uploads.enqueue(batch, name, data)
    state.keep("batch", batch)
    st.rerun()


def pasted_file(title: str, text: str, source: str, published: Any) -> tuple[str, bytes]:
    """Pasted words as the file they would have come in, so that there is one way in."""
    import json

    told = {"title": title, "source": source, "date": str(published or ""), "text": text}
    return "pasted.json", json.dumps({k: v for k, v in told.items() if v}).encode()


def show_outcome() -> None:
    """What became of the files of this session's last batch, and where the articles belong."""
    batch = state.kept("batch")
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
    corpus = cached.corpus()
    with card("What became of them", "Each file with its outcome."):
        done = len(uploads) - int(open_files)
        st.progress(done / max(len(uploads), 1), text=f"{done} of {len(uploads)} files read")
        linked.rows(outcome_rows(uploads), key="outcome", label="Files", on_pick=_ignore)
    ids = [i for row in uploads.itertuples() for i in row.articles[: row.new]]
    if ids:
        _show_belonging(corpus, ids)


def _show_belonging(corpus: Corpus, ids: list[str]) -> None:
    with card("Where they belong", "The most similar article already in the library."):
        if "pairs" not in corpus.fresh:
            note("Comparing them with the library…")
            return
        linked.rows(
            belonging_rows(ids, corpus.pairs, corpus.labels),
            key="belonging",
            label="Where the new articles belong",
            on_pick=_open,
        )


def _ignore(event: dict[str, Any]) -> None:
    """An outcome leads nowhere: its articles are listed below it."""


def _open(event: dict[str, Any]) -> None:
    article, _, relative = event["row"].partition(".")
    if not relative:
        state.keep("read", article)
        st.switch_page("components/app/pages/articles.py")
    state.put("pair", (relative, article))
    st.switch_page("components/app/pages/compare.py")
