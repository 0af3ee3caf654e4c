"""Own stop words: the list of the library, and the controls to leave words out and count them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from components.analysis.collection.words.own_stop_words import read_list
from components.app import change_and_undo, custom_components, state
from components.app.caches import open_library
from components.app.cards import card, note
from components.app.change_and_undo import Done
from components.app.export.downloads import offer_file
from components.app.tables.snapshot import Corpus
from components.app.worker.result_tables import LEFT_OUT, STOP_WORD
from components.views.locale_formatting import count_of, format_count
from components.views.selection_text import list_names
from components.views.words.own_words import own_word_rows, own_word_table

# Each word is a row of the library; a longer list is no list of stop words.
MOST_WORDS = 500
_HELP = (
    "Words that say nothing in this library, such as the name of an agency or of a column. They "
    "are left out in all their forms, of similarity and the words behind it, of distinctive words, "
    "of terms over time and of neighbours; on every page and in every export, which name them. "
    "The texts themselves and the search are not changed. The list belongs to the library."
)


def leave_out(written: str) -> None:
    """Leave the words of a list out of all counts, in a callback; offers the undo."""
    held = set(open_library.corpus().decided.stop_words)
    words = [word for word in read_list(written) if word not in held]
    state.keep("stop-words-refused", max(0, len(words) - MOST_WORDS))
    change_and_undo.change(lambda: _decide(words[:MOST_WORDS], LEFT_OUT))


def count_again(words: Sequence[str]) -> None:
    """Count these words again, in a callback; offers the undo."""
    change_and_undo.change(lambda: _decide(words, ""))


def _decide(words: Sequence[str], value: str) -> Done | None:
    if not words:
        return None
    store, who = open_library.store(), change_and_undo.who()
    numbers = store.verdicts.set_all(STOP_WORD, words, value, who=who)
    named = list_names(words)
    return change_and_undo.by_verdicts(
        f"Left out everywhere: {named}" if value else f"Counted again: {named}", numbers
    )


def show_in_panel(corpus: Corpus) -> None:
    """Draw the field for words of one's own in the panel of settings, and how many there are."""
    turn = state.kept("stop-word-turn", 0)
    key = f"panel-stop-words-{turn}"
    st.text_input(
        "Leave out words of your own",
        key=key,
        placeholder="agency, readers, newsletter",
        help=_HELP,
        on_change=lambda: _take(key),
        disabled=open_library.store().read_only,
    )
    words = corpus.decided.stop_words
    if words:
        st.text(f"{count_of(len(words), 'own stop word', 'own stop words')}: {list_names(words)}")
        note("The page Words has the list, who added each word, and the way back.")


def _take(key: str) -> None:
    """Leave out what was typed, and empty the field."""
    state.keep("stop-word-turn", state.kept("stop-word-turn", 0) + 1)
    leave_out(str(state.widget(key) or ""))


def offer_to_leave_out(corpus: Corpus, term: str) -> None:
    """The button that leaves the selected word out everywhere, or counts it again."""
    words = read_list(term)
    if len(words) != 1:
        return
    held = words[0] in corpus.decided.stop_words
    st.button(
        "Count this word again" if held else "Leave this word out everywhere",
        key="leave-term-out",
        help="In all its forms, in every count on every page; Undo brings it back.",
        on_click=count_again if held else leave_out,
        args=(words,) if held else (words[0],),
        disabled=open_library.store().read_only,
    )


def show_list(corpus: Corpus) -> None:
    """Draw the list of the library, and the ways to add to it: typed, pasted, or from a file."""
    stored = open_library.store().verdicts.all(STOP_WORD)
    table = own_word_table(stored)
    with card("Words left out everywhere", _HELP, table if len(stored) else None):
        if stored.empty:
            note(
                "No word of your own is left out yet. Select a word in a chart of this page and "
                "then “Leave this word out everywhere”, or add words here."
            )
        else:
            count = count_of(len(stored), "own stop word", "own stop words")
            note(f"{count}, each left out in all its forms.")
            custom_components.rows(
                own_word_rows(stored, state.time_zone()), key="own-stop-words",
                label="Own stop words", on_event=_take_row, height=min(300, 24 + 44 * len(stored)),
            )  # fmt: skip
            _offer_whole_list(stored["key"].tolist())
        if not open_library.store().read_only:
            _ask_words()
        say_counting(corpus)


def _take_row(event: dict[str, Any]) -> None:
    if event["action"] == "count":
        count_again([event["row"]])
    else:
        state.put("term", event["row"])


def _offer_whole_list(words: list[str]) -> None:
    with st.container(horizontal=True, gap="small", key="own-stop-words-whole"):
        offer_file(
            "Download the list", "\n".join([*words, ""]).encode, "own-stop-words.txt",
            "text/plain", "own-stop-words-file",
        )  # fmt: skip
        st.button("Count all of them again", on_click=count_again, args=(words,))


def _ask_words() -> None:
    turn = state.kept("stop-word-turn", 0)
    key = f"stop-words-{turn}"
    st.text_area(
        "Words to leave out",
        key=key,
        height=90,
        placeholder="agency, readers, newsletter",
        help="Typed or pasted: parted by spaces, commas or lines.",
    )
    file = st.file_uploader("Or a file with one word per line", type=["txt", "csv"],
                            key=f"{key}-file", max_upload_size=1)  # fmt: skip
    typed = file.getvalue().decode("utf-8-sig", "replace") if file else ""

    def take() -> None:
        state.keep("stop-word-turn", turn + 1)
        leave_out(f"{state.widget(key) or ''}\n{typed}")

    st.button("Leave these words out", key="leave-these-out", on_click=take)
    if refused := state.kept("stop-words-refused", 0):
        note(
            f"{count_of(refused, 'word was', 'words were')} not taken: a list has at most "
            f"{format_count(MOST_WORDS)} words at a time."
        )


def say_counting(corpus: Corpus) -> None:
    """Say that similarity is still to be counted by the words that count now, if it is."""
    if "pairs" not in corpus.fresh and not corpus.pairs.empty:
        note(
            "Similarity is being counted again; until then its numbers are those from before. "
            "Distinctive words, terms over time and neighbours are up to date."
        )
