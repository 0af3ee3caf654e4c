"""First visit: the empty library, the notice about the sample, and a tour of four steps."""

from __future__ import annotations

import streamlit as st

from components.analysis.pipeline.collection_steps import MAP_ABOVE
from components.app import custom_components, state
from components.app.caches import open_library
from components.app.change_and_undo import change, remove_articles
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
    st.stop()


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


_COOKIE = "parallax_tour"
_PAGES = "components/app/pages"
_WHAT = (
    "Parallax shows how one news story changes from one desk to the next: which articles share "
    "text, who took it from whom, and which words were changed on the way."
)
_SAMPLE = "These articles are an invented sample. Add your own on the Add articles page."
_FEW = (
    "On the Overview, each cell of the matrix stands for two articles: the darker, the more "
    "similar. Select a cell, a name or some days."
)
_MANY = (
    "On the Overview, each point of the map is an article, and similar articles are near each "
    "other. Draw around some, or select a source, a name or some days; a matrix then compares up "
    f"to {MAP_ABOVE} of them with each other."
)
_STEPS = (
    (
        "Which articles are similar",
        "Every other chart follows your selection, and a chip above shows it. Back undoes the "
        "last selection; Escape clears all of them.",
        "overview",
    ),
    (
        "What was changed",
        "Compare shows two to four versions side by side, sentence by sentence. Each change has "
        "a kind and a weight; the most important are first. Select one to see it in context and "
        "to give your verdict. Lineage shows who took from whom.",
        "compare",
    ),
    (
        "Who is named and quoted, and how",
        "Entities, Quotations and Words count names, speakers and distinctive words. Click a "
        "number to see the sentences behind it; you can correct what is wrong.",
        "entities",
    ),
    (
        "Your own articles",
        "On Add articles you can add files, folders, archives and pasted text. The address of "
        "the page contains your whole selection, so a link restores the view; Export makes an "
        "evidence pack.",
        "add",
    ),
)


def show_tour(corpus: Corpus, open_page: str) -> None:
    """The tour, until this browser has seen or dismissed it, and again on request under You.

    `open_page` is the path of the open page, to which no link is offered.
    """
    if state.kept("tour") == "over":
        custom_components.set_cookie(_COOKIE, "over", key="remember-tour")
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
            label = "Done" if last else "Skip the tour"
            st.button(label, on_click=state.keep, args=("tour", "over"))


def _introduce(corpus: Corpus, words: str) -> str:
    """The first step: what Parallax is, whose articles these are, what the Overview shows."""
    opens = _MANY if len(corpus.articles) > MAP_ABOVE else _FEW
    return "\n\n".join(
        [f"{_WHAT} {_SAMPLE}" if corpus.sample == corpus.known else _WHAT, f"{opens} {words}"]
    )
