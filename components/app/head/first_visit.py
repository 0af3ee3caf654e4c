"""First visit: the empty library and the notice about the sample."""

from __future__ import annotations

import streamlit as st

from components.app.caches import open_library
from components.app.change_and_undo import change, remove_articles
from components.app.page_style import end_page
from components.app.tables.snapshot import Corpus
from components.views.locale_formatting import count_of

# Pages that show the notice about the sample also when there are no other articles.
_ALWAYS = frozenset({"add", "library"})


def show_empty_state(corpus: Corpus) -> None:
    """While the library has no article: invite to add some, and stop the page here."""
    if not corpus.articles.empty:
        return
    if open_library.store().uploads.waiting():
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
    end_page()


def show_sample_notice(corpus: Corpus, open_page: str) -> None:
    """Say that the sample is in the library, and offer to remove it; `open_page` is a page's path.

    Add articles and Library show it always, other pages only beside the analyst's own articles.
    """
    count, own = len(corpus.sample), len(corpus.articles) - len(corpus.sample)
    if not count or not (own or open_page in _ALWAYS):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="sample"):
        st.text(_say(count, own))
        if not open_library.store().read_only:
            st.button("Remove the sample", on_click=_remove_sample, key="take-sample-out")


def _say(count: int, own: int) -> str:
    articles = count_of(count, "invented article", "invented articles")
    if not own:
        return f"This library contains only the sample: {articles}, marked “Sample”."
    return (
        f"The sample is still among your articles: {articles}, marked “Sample” and counted "
        "in every chart."
    )


def _remove_sample() -> None:
    ids = sorted(open_library.corpus().sample)
    words = "the sample" if len(ids) > 1 else "the last article of the sample"
    change(lambda: remove_articles(ids, words))
