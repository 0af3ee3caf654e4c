"""The articles that an analysis failed on, said where its results are counted."""

from __future__ import annotations

import streamlit as st

from components.app import cached
from components.app.snapshot import Corpus
from components.views.unread import say_unread


def tell_unread(corpus: Corpus, **kinds: str) -> None:
    """Name them; `kinds` has the words for each kind of result that is counted here."""
    for kind, words in kinds.items():
        told = say_unread(cached.faults(corpus.stamp, kind), corpus.labels, words)
        if told:
            st.text(told)
