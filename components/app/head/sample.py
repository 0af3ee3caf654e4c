"""The invented sample beside an analyst's own articles: what it is, and the way to take it out."""

from __future__ import annotations

import streamlit as st

from components.app import cached
from components.app.changing import change, remove_articles
from components.app.snapshot import Corpus
from components.views.local import count_of

# Where it is offered as long as the sample is there, with or without other articles.
_ALWAYS = frozenset({"add", "library"})


def show(corpus: Corpus, open_page: str) -> None:
    """Say that the sample is there, and offer to take it out; `open_page` is the path of the page.

    On the pages where a library is filled and kept always, on the others beside articles of one's
    own.
    """
    count, own = len(corpus.sample), len(corpus.articles) - len(corpus.sample)
    if not count or not (own or open_page in _ALWAYS):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="sample"):
        st.text(_say(count, own))
        if not cached.store().read_only:
            st.button("Remove the sample", on_click=_take_out, key="take-sample-out")


def _say(count: int, own: int) -> str:
    articles = count_of(count, "invented article", "invented articles")
    if not own:
        return f"This library contains only the sample: {articles}, marked “Sample”."
    return (
        f"The sample is still among your articles: {articles}, marked “Sample” and counted "
        "in every chart."
    )


def _take_out() -> None:
    ids = sorted(cached.corpus().sample)
    words = "the sample" if len(ids) > 1 else "the last article of the sample"
    change(lambda: remove_articles(ids, words))
