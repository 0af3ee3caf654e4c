"""Pasted text: fields for it, and the file that it becomes."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import uuid4

import streamlit as st

from components.app import change_and_undo, state
from components.app.caches import open_library
from components.views.locale_formatting import day_order, shorten

# Characters of a title in the name of the file.
LONGEST_TITLE = 60


def take() -> None:
    """Draw the fields; what is stored leaves them, and its batch is the one that is shown."""
    # A form of another name is an empty one: what could not be stored stays in its fields.
    number = state.kept("pasted", 0)
    with st.form(f"paste-{number}", border=False):
        text = st.text_area("Or paste the text of an article", height=120)
        title = st.text_input("Title")
        source, day = st.columns(2)
        outlet = source.text_input("Source")
        published = day.date_input("Published", None, format=day_order())
        if not st.form_submit_button("Add this text"):
            return
    if not text.strip():
        st.error("There is no text to add: paste the text of the article first.")
        return
    batch = uuid4().hex
    name, data = make_file(title, text, outlet, published)

    def enqueue() -> None:
        open_library.store().uploads.enqueue(batch, name, data, change_and_undo.who())

    if change_and_undo.attempt(enqueue):
        state.keep("pasted", number + 1)
        state.keep("batch", batch)
    state.rerun()


def make_file(title: str, text: str, source: str, published: Any) -> tuple[str, bytes]:
    """Name and bytes of a JSON file that holds pasted text, so that it is read like any other file.

    `published` is a day or None; a field without a value is left out of the file.
    """
    fields = {"title": title, "source": source, "date": str(published or ""), "text": text}
    told = shorten(" ".join(re.findall(r"\w+", title)), LONGEST_TITLE)
    name = f"pasted, {told}.json" if told else "pasted.json"
    return name, json.dumps({k: v for k, v in fields.items() if v}).encode()
