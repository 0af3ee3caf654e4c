"""What an analysis failed on: articles where its results are counted, whole steps above them."""

from __future__ import annotations

import streamlit as st

from components.app import cached
from components.app.cards import note
from components.app.snapshot import Corpus
from components.app.worker.comparing import ASKED
from components.views.unread import say_failed, say_unread

LOOKING_FOR_COPIES = (
    "Copied passages are being searched for. The families will appear here when this is finished."
)
_FAILED = (
    "This is not available because part of the analysis failed; the top of the page says which."
)


def tell_unread(corpus: Corpus, **kinds: str) -> None:
    """Name them; `kinds` has the words for each kind of result that is counted here."""
    for kind, words in kinds.items():
        told = say_unread(cached.faults(corpus.stamp, kind), corpus.labels, words)
        if told:
            st.text(told)


def tell_failed(corpus: Corpus) -> None:
    """Say which steps of the analysis failed, if any did."""
    # What failed by other settings than those that count now is nobody's concern any more.
    asked = ASKED + corpus.settings.key
    faults = cached.step_faults(corpus.stamp).items()
    told = say_failed({n: why for n, why in faults if not n.startswith(ASKED) or n == asked})
    if told:
        with st.container(key="failed"):
            # A reason may hold an article's words, which are no Markdown.
            st.text(told)


def waiting(corpus: Corpus, step: str, words: str) -> str:
    """`words`, which say that a table is being made; or that it is not, when its step failed."""
    return _FAILED if step in cached.step_faults(corpus.stamp) else words


def stand_in(corpus: Corpus, step: str, height: int) -> None:
    """Draw a grey place for what is being made; or why it is not, when its step failed."""
    if step in cached.step_faults(corpus.stamp):
        note(_FAILED)
    else:
        st.skeleton(height=height)
