"""Settings panel: what counts when articles are compared, as a popover on every page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components.analysis.selection import LEAST_ARTICLES, LONGEST_TERM, PARTS, Selection, Settings
from components.app import state
from components.app.articles import left_out_lines
from components.app.caches import open_library
from components.app.cards import note
from components.app.fragments import section
from components.app.head import count_copies
from components.app.tables.snapshot import Corpus
from components.app.widgets import keyed_callback
from components.app.words import own_stop_words
from components.text.plural import agree
from components.views.pairs import describe_settings_effect
from components.views.selection_text import PART_NAMES, describe_languages_without_list

_HELP = (
    "What you leave out here is not counted in any measure of similarity or in the sentences in "
    "common, on every page, in every export and in the link. The texts themselves are not "
    "changed."
)


@section
def show_panel(corpus: Corpus, selection: Selection) -> None:
    """A popover with the settings and with what they change; nothing in an empty library."""
    if corpus.articles.empty:
        return
    panel = st.popover("What counts", help=_HELP, on_change="rerun", key="what-counts")
    if not panel.open:
        return
    with panel:
        settings = state.settings()
        _choose_parts(settings)
        _choose_terms(settings)
        _note_missing_lists(corpus)
        count_copies.choose_once(corpus, settings)
        own_stop_words.show_in_panel(corpus)
        left_out_lines.show_in_panel(corpus)
        _describe_effect(corpus)


def _choose_parts(settings: Settings) -> None:
    key = f"leave-out-{settings.key}"

    def take() -> None:
        chosen = state.widget(key) or []
        without = tuple(part for part in PARTS if part in chosen)
        state.change_settings(replace(settings, without=without))

    st.pills(
        "Leave out",
        PARTS,
        selection_mode="multi",
        default=settings.without,
        format_func=PART_NAMES.__getitem__,
        help="Boilerplate is text in an article that is not part of the story: links, share "
        "lines, credits, and lines repeated across the library. You can count a single line "
        "again where it appears in the text.",
        key=key,
        on_change=keyed_callback("parts-that-count", key, take),
    )


def _choose_terms(settings: Settings) -> None:
    keys = {name: f"{name}-{settings.key}" for name in ("longest", "common", "sublinear", "least")}

    def take() -> None:
        chosen = {name: state.widget(key) for name, key in keys.items()}
        state.change_settings(
            replace(settings, **{n: value for n, value in chosen.items() if value is not None})
        )

    settle = keyed_callback("terms-that-count", settings.key, take)
    st.segmented_control(
        "Terms",
        range(1, LONGEST_TERM + 1),
        default=settings.longest,
        format_func=lambda words: agree(words, "words", f"up to {words} words"),
        help="Sequences of words are counted as well as single words: copying then weighs more, "
        "and a common subject less.",
        key=keys["longest"],
        on_change=settle,
    )
    st.toggle(
        "Keep common words", settings.common, key=keys["common"], on_change=settle,
        help="With common words, any two texts in the same language look fairly similar. The "
             "list of common words depends on the language of each article.",
    )  # fmt: skip
    st.toggle(
        "Dampen repeated words", settings.sublinear, key=keys["sublinear"], on_change=settle,
        help="A word that an article repeats counts for less each time. The weight of one that "
             "occurs n times is 1 + ln(n), not n.",
    )  # fmt: skip
    st.number_input(
        "Fewest articles a term must occur in", 1, LEAST_ARTICLES, settings.least,
        key=keys["least"], on_change=settle,
        help="Leaves out terms that occur in fewer articles, such as misprints.",
    )  # fmt: skip


def _note_missing_lists(corpus: Corpus) -> None:
    missing = describe_languages_without_list(corpus.languages.values())
    if missing and not corpus.settings.common:
        note(missing)


def _describe_effect(corpus: Corpus) -> None:
    if state.settings() == Settings():
        note("These are the default settings.")
        return
    if corpus.settings.key:
        _describe_comparison(corpus)
    st.button("Restore the default settings", on_click=state.change_settings, args=(Settings(),))


def _describe_comparison(corpus: Corpus) -> None:
    if not corpus.fresh.issuperset({"pairs", "reuse"}):
        note(
            "All articles are being compared again; until then the pages show the numbers for "
            "the default settings."
        )
    else:
        st.text(describe_settings_effect(corpus.pairs, open_library.default_pairs()))
