"""What a page says when there is nothing to show."""

from __future__ import annotations

import streamlit as st

from components.app import cached
from components.app.snapshot import Corpus


def invite_when_empty(corpus: Corpus) -> None:
    """Stop the page with an invitation while the library holds no article."""
    if not corpus.articles.empty:
        return
    if cached.store().uploads.waiting():
        st.info(
            "The first articles are being read. They appear here as soon as they are in the "
            "library."
        )
        st.skeleton(height=240)
    else:
        st.info(
            "This library is empty. Add two or more articles and Parallax shows which share "
            "text, what was changed on the way, and who is named."
        )
        st.page_link("components/app/pages/add.py", label="Add articles")
    st.stop()
