"""What the search found, ranked, each passage with a way to its place."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.analysis.selection import Selection
from components.app import cached, linked, state
from components.app.cards import card, note, note_cut
from components.app.snapshot import Corpus
from components.app.standing import while_standing
from components.corpus.search import Hit
from components.views.articles import describe
from components.views.found import hit_rows
from components.views.local import count_of, say_count
from components.views.measures import explain

PAGE = 20
# Pages that are looked through when other filters take most of what is found away.
PAGES = 5
_ANY, _ALL = "Any word", "All words"
_HELP = explain("rank", lead="Select a passage to read it in context.")


def show(corpus: Corpus) -> None:
    """The best of what was found among the articles of the selection, with its passages."""
    selection = state.read()
    if not selection.query:
        return
    wanted = PAGE * state.kept(f"more-{selection.query}", 1)
    fitting = frozenset(cached.narrowed(corpus, selection)["id"])
    hits, looked, total = _collect(selection, fitting, wanted)
    with card("Search results", _HELP):
        _choose_words(selection)
        if not hits:
            note("No article matches. Change the search, or clear a filter.")
            return
        rows = corpus.articles.set_index("id").loc[[hit.id for hit in hits]]
        heads = {id: (row["label"], describe(row)) for id, row in rows.to_dict("index").items()}
        linked.rows(
            hit_rows(hits, heads),
            key="found",
            label="Search results",
            on_pick=go_to_place,
            height=480,
        )
        note_cut(
            f"{say_count(len(hits))} of "
            f"{count_of(len(fitting), 'matching article', 'matching articles')}, best first "
            f"({say_count(looked)} ranked)."
        )
        if looked < total and len(hits) < len(fitting):
            st.button("Show more", on_click=_show_more, args=(selection.query,))


def _choose_words(selection: Selection) -> None:
    """Switch between any and all of the words; the link says which."""
    key = f"match-{selection.query}-{selection.all_words}"

    def take() -> None:
        state.put("all_words", state.widget(key) == _ALL)

    st.segmented_control(
        "Articles with",
        (_ANY, _ALL),
        default=_ALL if selection.all_words else _ANY,
        required=True,
        help="If you type several words: articles with any of them (those with all of them "
        "first), or only articles with all of them. Words in quotation marks and fields "
        "must match in both cases.",
        key=key,
        on_change=while_standing("match", key, take),
    )


def _collect(
    selection: Selection, fitting: frozenset[str], wanted: int
) -> tuple[list[Hit], int, int]:
    """The best hits that fit, how many were looked through for them, and how many there are."""
    written = cached.written()
    hits: list[Hit] = []
    looked = total = 0
    for page in range(PAGES * wanted // PAGE):
        result = written.search(selection.query, PAGE, page * PAGE, selection.all_words)
        looked, total = looked + len(result.hits), result.total
        hits += [hit for hit in result.hits if hit.id in fitting]
        if len(hits) >= wanted or looked >= total:
            break
    return hits[:wanted], looked, total


def _show_more(query: str) -> None:
    state.keep(f"more-{query}", state.kept(f"more-{query}", 1) + 1)


def go_to_place(event: dict[str, Any]) -> None:
    """Read an article on this page, at a place when the row `article.start.end` names one."""
    article, *place = event["row"].split(".")
    state.keep("read", article)
    state.keep("place", (int(place[0]), int(place[1])) if place else None)
    state.keep("asked", event["n"])
