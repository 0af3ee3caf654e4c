"""Ways from one page to another."""

from __future__ import annotations

import streamlit as st

from components.app import cached, state

COMPARE = "components/app/pages/compare.py"
ARTICLES = "components/app/pages/articles.py"
ENTITIES = "components/app/pages/entities.py"
LINEAGE = "components/app/pages/lineage.py"


def open_article(article: str) -> None:
    """Go to the reading view of an article."""
    state.keep("read", article)
    state.keep("place", None)
    st.switch_page(ARTICLES)


def open_place(place: str) -> None:
    """Go to a place, `article.start.end`, in the reading view; an empty one is the beginning."""
    article, start, end = place.split(".")
    state.keep("read", article)
    state.keep("place", (int(start), int(end)) if int(start) < int(end) else None)
    st.switch_page(ARTICLES)


def pick_pair(first: str, second: str) -> None:
    """Pick two articles, the earlier first."""
    ids = cached.corpus().articles["id"].tolist()
    rank = {article: place for place, article in enumerate(ids)}
    earlier, later = sorted((first, second), key=lambda article: rank.get(article, 0))
    state.put("pair", (earlier, later))


def open_pair(first: str, second: str) -> None:
    """Pick two articles and go to Compare."""
    pick_pair(first, second)
    st.switch_page(COMPARE)
