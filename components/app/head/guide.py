"""The guide, in a side sheet: a tour that follows the open page, and the keyboard shortcuts."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.analysis.pipeline.collection_steps import MAP_ABOVE
from components.app import state, url_state
from components.app.tables.snapshot import Corpus

_COOKIE = "parallax_tour"
_WHAT = (
    "Parallax shows how one news story changes from one desk to the next: which articles share "
    "text, who took it from whom, and which words were changed on the way."
)
_SAMPLE = "These articles are an invented sample. Add your own on the Add articles page."
_FEW = (
    "Each cell of the matrix stands for two articles: the darker, the more similar. Click a dark "
    "cell: the closest changes appear beside it, and a second click opens the two texts."
)
_MANY = (
    "Each point of the map is an article, and similar articles are near each other. Draw around "
    f"some, or select a source, a name or some days; a matrix then compares up to {MAP_ABOVE} of "
    "them with each other."
)
# By page, in the order of the tour: its name, the letter that leads to it after g, the question it
# answers, and what to click first.
_PAGES = {
    "overview": (
        "Overview", "o", "Which articles are similar, and who is named in them?",
        "Every other chart follows your selection, and a chip above shows it. Back undoes the last "
        "selection; Escape clears all of them.",
    ),
    "compare": (
        "Compare", "c", "What was changed between the versions?",
        "Click a change in the list “What was changed”: both texts go to that sentence. Each "
        "change has a kind and a weight, the most important first. Then say whether it is "
        "telling, trivial or wrong.",
    ),
    "lineage": (
        "Lineage", "l", "Who took the text from whom, and what did each step change?",
        "Click a diamond to see what that step changed, or a cell of the table to read the "
        "sentence in that version.",
    ),
    "entities": (
        "Entities", "e", "Who and what is named, and by what name?",
        "Click a bar: its forms and every mention in context appear below, and every other page "
        "follows. You can correct what is wrong.",
    ),
    "quotations": (
        "Quotations", "q", "Who says what, and do the articles quote it alike?",
        "Click a speaker to see only what that person says, or choose a quotation that several "
        "articles print.",
    ),
    "figures": (
        "Figures", "f", "Where do the articles contradict each other in numbers and dates?",
        "Compare a contradiction to see both sentences side by side, or click a month to see the "
        "days named in it.",
    ),
    "words": (
        "Words", "w", "Which words are typical of some of the articles?",
        "Select a source or some articles first. Then click a word to read it in every place.",
    ),
    "articles": (
        "Articles", "a", "What exactly does one article say?",
        "Search, or click a row of the table to read the article. You can correct its details and "
        "mark words for a note.",
    ),
    "add": (
        "Add articles", "d", "How do your own articles come in?",
        "Drop files, folders or archives, or paste a text. What became of each file is told "
        "below, and where the new articles belong.",
    ),
    "notes": (
        "Notes", "n", "What have you and others noted and decided?",
        "Click a note to go to its place. Export in the bar above makes an evidence pack; the "
        "address of a page contains your whole selection, so a link restores the view.",
    ),
    "library": (
        "Library", "b", "What is in the library, and what was done in it?",
        "Open another library, look at the latest changes and undo them, or check the originals.",
    ),
}  # fmt: skip
_KEYS = (
    ("On every page", (
        ("?", "this list"),
        ("/", "search the articles"),
        ("Escape", "close what is open, else clear the selection"),
        ("Tab", "go to the next list, chart or button"),
    )),
    ("In lists and charts", (
        ("↑ ↓", "go from row to row; in a chart the arrows go from mark to mark"),
        ("Home End", "go to the first or the last row"),
        ("Enter", "select the row or the mark; again to clear it"),
        ("Delete", "clear the chip that has the focus"),
    )),
    ("On Compare", (("n", "next change"), ("p", "previous change"))),
    ("On Entities", (("j", "next mention"), ("k", "previous mention"))),
    ("In the text of one article", (
        ("← →", "go from sentence to sentence"),
        ("Enter", "note on the sentence"),
    )),
)  # fmt: skip


def describe_guide(corpus: Corpus, open_page: str) -> dict[str, Any]:
    """What the side sheet says on this page (its path), as JSON for the chips component.

    `next` has path and name of the page that follows, nothing after the last; with `low` the tour
    leaves the right side of the page free. `offered` is whether a line invites to the tour; `asked`
    and `keys` count how often this session asked for the tour and the shortcuts under You.
    """
    page = open_page or "overview"
    order = list(_PAGES)
    number = order.index(page)
    _, _, question, first = _PAGES[page]
    after = order[number + 1 : number + 2]
    return {
        "page": _PAGES[page][0],
        "where": f"{number + 1} of {len(order)}",
        "words": [*_introduce(corpus), first] if page == "overview" else [first],
        "question": question,
        "next": [[path, _PAGES[path][0]] for path in after],
        "shortcuts": [*_KEYS, ("Go to a page", [(f"g {p[1]}", p[0]) for p in _PAGES.values()])],
        "low": page == "compare",
        "letters": {letter: path for path, (_, letter, *_) in _PAGES.items()},
        "offered": _is_offered(page),
        "cookie": _COOKIE,
        "asked": state.kept("tour", 0),
        "keys": state.kept("keys", 0),
    }


def offer_again() -> None:
    """Buttons for the tour and the shortcuts, in the menu You."""
    for name, label in (("tour", "Show the tour"), ("keys", "Keyboard shortcuts")):
        st.button(label, on_click=state.keep, args=(name, state.kept(name, 0) + 1))


def open_path(path: str) -> None:
    """Go to the page of this path, if there is one."""
    if path in _PAGES:
        state.switch_page(f"components/app/pages/{path}.py")


def _introduce(corpus: Corpus) -> list[str]:
    what = f"{_WHAT} {_SAMPLE}" if corpus.sample == corpus.known else _WHAT
    return [what, _MANY if len(corpus.articles) > MAP_ABOVE else _FEW]


def _is_offered(page: str) -> bool:
    """Whether the session began at the front door, in a browser that has not seen the tour."""
    if state.kept("arrival") is None:
        is_link = page != "overview" or url_state.has_query()
        state.keep("arrival", "link" if is_link else "front")
    return state.kept("arrival") == "front" and not st.context.cookies.get(_COOKIE)
