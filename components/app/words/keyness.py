"""Keyness: the words that are more frequent in the selected articles than in the others."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.collection.keyness import CHANCE, LEAST_COUNT, LEAST_WORDS, Apart
from components.analysis.collection.word_index import WordTable
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches.selection_cache import compare_words
from components.app.cards import beside, busy, card, note, note_cut, waiting
from components.app.tables.snapshot import Corpus
from components.text.plural import agree
from components.views.locale_formatting import count_of, format_count, format_share
from components.views.measures.measure_explanations import explain
from components.views.words.keyness_chart import group_rows, keyness_chart, keyness_table

WORDS_SHOWN = 20
GROUPS = 12
WORDS_EACH = 8
_BY_EVIDENCE, _BY_EFFECT = "Most certain first", "Strongest first"
# By the name under which each chart is pinned: its title, and the sign of its Log Ratios.
_PINS = {"more-here": ("More frequent here", 1), "more-others": ("More frequent in the others", -1)}

_ORDERS = explain("log-likelihood", "log ratio")
_HELP = explain(
    "log-likelihood",
    "log ratio",
    lead="Select a word to read its sentences on both sides. The numbers on the right are its uses "
    "in these articles and in the others.",
)


def show_unread(corpus: Corpus) -> None:
    """Say that the words of the library are not read yet, or that reading them failed."""
    words = "The words of the articles are being read; they will appear here when this is finished."
    note(waiting(corpus, "words", words))


def show_distinctive(corpus: Corpus, selection: Selection, table: WordTable) -> None:
    """Draw the distinctive words of the selected articles and of the others, side by side.

    When all articles are selected, those of each source, or of each article in a small library.
    """
    with busy("apart", "Comparing the words of the selected articles with the others"):
        apart = _find_apart(corpus, selection, table)
    if not apart.selected:
        note("No article is selected: clear a filter to compare words.")
    if apart.selected and not apart.others:
        _show_groups(corpus, table)
    if not _can_compare(apart) and not any(pin in state.pins() for pin in _PINS):
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        order = st.segmented_control(
            "Order", [_BY_EVIDENCE, _BY_EFFECT], default=_BY_EVIDENCE, key="word-order",
            required=True, bind="query-params", help=_ORDERS,
        )  # fmt: skip
        function_words = st.toggle("Function words too", key="function-words", bind="query-params")
    for column, pin in zip(beside("sides", 1, 1), _PINS, strict=True):
        selected = state.selection_of(pin)
        if not (_can_compare(apart) or state.pins().get(pin)):
            continue
        shown = _find_apart(corpus, selected, table)
        with column:
            ranked = _rank(shown, function_words, str(order))
            _show_side(pin, ranked, shown, selected)
    if _can_compare(apart):
        _note_method(apart, _select_words(apart, function_words), corpus.settings.without)


def _find_apart(corpus: Corpus, selection: Selection, table: WordTable) -> Apart:
    return compare_words(corpus, selection.without("term", "speaker"), table)


def _can_compare(apart: Apart) -> bool:
    return bool(apart.selected and apart.others)


def _select_words(apart: Apart, function_words: bool) -> pd.DataFrame:
    return apart.words if function_words else apart.words[~apart.words["common"]]


def _rank(apart: Apart, function_words: bool, order: str) -> pd.DataFrame:
    """The words whose difference is hardly due to chance, in the chosen order."""
    words = _select_words(apart, function_words)
    likely = words[words["p"] < CHANCE]
    if order == _BY_EFFECT:
        likely = likely.assign(size=likely["log_ratio"].abs()).sort_values(
            ["size", "log_likelihood"], ascending=False, kind="stable"
        )
    return likely


def _show_side(pin: str, ranked: pd.DataFrame, apart: Apart, selection: Selection) -> None:
    title, sign = _PINS[pin]
    words = ranked[ranked["log_ratio"] * sign > 0]
    among = selection.without("term", "speaker")
    with card(title, _HELP, lambda: keyness_table(words), pin=pin, counts=among):
        if not _can_compare(apart):
            note("There is nothing to compare if all articles are selected, or none.")
            return
        if words.empty:
            note(_explain_no_words(apart))
            return
        shown = words.head(WORDS_SHOWN)
        lit = selection.term if selection.term in set(shown["word"]) else ""
        chart = keyness_chart(shown, custom_components.mode(), selected=lit)
        top = shown.iloc[0]
        alt = f"{title}: first {top['word']}, {top['first']} here and {top['second']} in the others"
        custom_components.chart(chart, key=f"key-{title}", alt=alt, on_event=_pick_word)
        if len(words) > WORDS_SHOWN:
            note_cut(
                f"The first {WORDS_SHOWN} of {format_count(len(words))} words; the table has all."
            )


def _explain_no_words(apart: Apart) -> str:
    if min(apart.sizes) < LEAST_WORDS:
        few = "selected articles" if apart.sizes[0] < apart.sizes[1] else "others"
        return (
            f"The {few} have {count_of(min(apart.sizes), 'word', 'words')}, which is too few to "
            f"find distinctive words. Each side needs at least {LEAST_WORDS}."
        )
    return "No word differs more than by chance. Select more articles to find more."


def _note_method(apart: Apart, words: pd.DataFrame, without: tuple[str, ...]) -> None:
    first, second = apart.sizes
    certain = int((words["q"] < CHANCE).sum())
    full = agree(certain, "1 is", f"{format_count(certain)} are")
    note(
        f"{count_of(apart.selected, 'article', 'articles')} with {format_count(first)} words, "
        f"compared with {count_of(apart.others, 'other', 'others')} in the same languages with "
        f"{format_count(second)} words. {count_of(len(words), 'word', 'words')} with {LEAST_COUNT} "
        f"uses or more were compared. Among so many, some differ by chance: {full} drawn in full "
        f"colour, of which at most {format_share(CHANCE)} are expected to differ by chance "
        "(Benjamini-Hochberg); faint ones may well be due to chance. The table also has the "
        "stricter correction (Bonferroni)."
        + (f" Left out of the counts: {', '.join(without)} (What counts)." if without else "")
    )


def _show_groups(corpus: Corpus, table: WordTable) -> None:
    """Draw the sources, or in a small library the articles, each with its first words."""
    clause, groups = _groups(corpus)
    kind = "source" if clause == "sources" else "article"
    lead = (
        f"The most certain distinctive words of each {kind}, compared with all other articles "
        "in its language."
    )
    help_text = explain("log-likelihood", lead=lead)
    with card(f"What sets each {kind} apart", help_text, counts=Selection()):
        if len(groups) < 2:
            note(
                "Select some articles to see which words set them apart: a source, a name or days "
                "on the Overview, or a search."
            )
            return
        note("Select one to compare its words with all others. Faint words may be due to chance.")
        previews = {
            one: _first_words(compare_words(corpus, Selection().changed(**{clause: (one,)}), table))
            for one in groups
        }
        custom_components.rows(
            group_rows(groups, previews),
            key="groups",
            label=f"What sets each {kind} apart",
            on_event=lambda event: state.pick(clause, (event["row"],)),
            height=420,
        )


def _groups(corpus: Corpus) -> tuple[str, dict[str, str]]:
    """The clause that selects a group, and the name of each group by its value."""
    counts = corpus.articles["source"].value_counts()
    sources = counts[counts.index != ""].index[:GROUPS].tolist()
    if len(sources) > 1 or len(corpus.articles) > GROUPS:
        return "sources", {source: source for source in sources}
    return "articles", corpus.labels


def _first_words(apart: Apart) -> pd.DataFrame:
    more = apart.words[(apart.words["p"] < CHANCE) & (apart.words["log_ratio"] > 0)]
    return more[~more["common"]].head(WORDS_EACH)


def _pick_word(event: dict[str, Any]) -> None:
    if event["kind"] == "click":
        state.pick("term", event["selected"])
