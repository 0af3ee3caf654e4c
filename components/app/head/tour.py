"""The tour of the first visit: four steps, each with a way to the page it speaks of."""

from __future__ import annotations

import streamlit as st

from components.app import linked, state
from components.app.snapshot import Corpus
from components.app.worker.surveys import MAP_ABOVE

_COOKIE = "parallax_tour"
_PAGES = "components/app/pages"
_WHAT = (
    "Parallax shows how one news story changes from one desk to the next: which articles share "
    "text, who took it from whom, and which words were changed on the way."
)
_SAMPLE = "These articles are an invented sample. The page Add articles takes your own."
_FEW = (
    "On the Overview each cell of the matrix is two articles, darker the more alike they are. "
    "Pick a cell, a name or some days."
)
_MANY = (
    "On the Overview each point of the map is an article, and alike ones stand near each other. "
    "Draw around some, or pick a source, a name or some days; a matrix compares up to "
    f"{MAP_ABOVE} of them, each with each."
)
_STEPS = (
    (
        "What is alike",
        "Every other chart follows, and a chip above says what is picked. Back takes the last "
        "choice back, Escape clears them all.",
        "overview",
    ),
    (
        "What was changed",
        "Compare lays two to four versions side by side, sentence by sentence. Each change has a "
        "kind and a weight, the most telling first; pick one to see it in its place, and say what "
        "it is worth. Lineage shows who took from whom.",
        "compare",
    ),
    (
        "Who is named and quoted, and how",
        "Entities, Quotations and Words count names, speakers and telling words. Every number "
        "leads by a click to the sentences behind it; what is wrong you can put right.",
        "entities",
    ),
    (
        "Your own articles",
        "Add articles takes files, folders, archives and pasted text. The address of the page "
        "holds all you picked, so a link restores the view; Export makes an evidence pack.",
        "add",
    ),
)


def show(corpus: Corpus, open_page: str) -> None:
    """The tour, until this browser has seen or dismissed it; `open_page` is the path of the page.

    It is there again when it was asked for under You.
    """
    if state.kept("tour") == "over":
        linked.remember(_COOKIE, "over", key="remember-tour")
        return
    asked = state.kept("tour")
    if corpus.articles.empty or (asked is None and st.context.cookies.get(_COOKIE)):
        return
    step = int(asked or 0)
    title, words, page = _STEPS[step]
    with st.container(key="tour"):
        st.subheader(f"A short tour, {step + 1} of {len(_STEPS)}: {title}", anchor=False)
        st.text(words if step else _introduce(corpus, words))
        with st.container(horizontal=True, vertical_alignment="center"):
            last = step == len(_STEPS) - 1
            if page != (open_page or "overview"):
                st.page_link(f"{_PAGES}/{page}.py", label="Show me")
            if step:
                st.button("Previous step", on_click=state.keep, args=("tour", step - 1))
            if not last:
                st.button("Next step", on_click=state.keep, args=("tour", step + 1))
            label = "Done" if last else "No tour, thanks"
            st.button(label, on_click=state.keep, args=("tour", "over"))


def _introduce(corpus: Corpus, words: str) -> str:
    """What a stranger wants to know first: what this is, whose articles these are, what is seen."""
    opens = _MANY if len(corpus.articles) > MAP_ABOVE else _FEW
    return "\n\n".join(
        [f"{_WHAT} {_SAMPLE}" if corpus.sample == corpus.known else _WHAT, f"{opens} {words}"]
    )
