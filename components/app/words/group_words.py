"""Groups side by side: words of up to six groups against the rest, and of one against another."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.collection.keyness import CHANCE, LEAST_WORDS, Apart
from components.analysis.collection.word_index import WordTable
from components.analysis.collection.words.group_keyness import MOST_COMPARED, lay_side_by_side
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import open_library, word_cache
from components.app.caches.word_cache import Groups
from components.app.cards import beside, card, note, note_cut
from components.app.custom_components import Pick
from components.app.tables.snapshot import Corpus
from components.views.locale_formatting import count_of
from components.views.measures.measure_explanations import explain
from components.views.words.group_cells import group_cells, group_table
from components.views.words.keyness_chart import keyness_chart, keyness_table

PLACE = "compared"
WORDS_EACH, WORDS_OF_TWO = 7, 15
_SOURCES, _TAGS, _ARTICLES = "Sources", "Tags", "Articles"
_REST, _TWO = "Each against the rest", "One against another"
# By kind of group: the filters that a click sets, which the card itself ignores.
_IGNORED = ("articles", "sources", "term", "speaker")
_HELP = explain("groups", "log ratio", lead="Select a cell to read the sentences of its group.")


def show_groups(corpus: Corpus, selection: Selection, table: WordTable) -> None:
    """Draw the choice of groups, and their distinctive words side by side or two by two."""
    others = selection.without(*_IGNORED)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "Groups", [_SOURCES, _TAGS, _ARTICLES], default=_SOURCES, key="groups-by",
            bind="query-params", required=True,
        )  # fmt: skip
        how = st.segmented_control(
            "Compared", [_REST, _TWO], default=_REST, key="groups-how", bind="query-params",
            required=True,
        )  # fmt: skip
        common = st.toggle("Function words too", key="groups-common", bind="query-params")
    known = _list_groups(corpus, others, str(kind))
    chosen = _ask_groups(str(kind), known)
    if len(known) < 2:
        _explain_no_groups(str(kind), len(known))
    elif len(chosen) < 2:
        note("Choose at least two groups.")
    elif how == _TWO:
        _show_two(corpus, table, str(kind), {name: known[name] for name in chosen}, common)
    else:
        groups = tuple((name, known[name]) for name in chosen)
        found = word_cache.compare_side_by_side(corpus, others, table, groups)
        _show_cells(found, groups, str(kind), common, selection.term)


def _list_groups(corpus: Corpus, others: Selection, kind: str) -> dict[str, tuple[str, ...]]:
    """The groups of a kind, the largest first: name and ids."""
    shown = open_library.narrowed(corpus, others)
    if kind == _ARTICLES:
        return {corpus.labels[id]: (id,) for id in shown["id"]}
    if kind == _TAGS:
        known: dict[str, list[str]] = {}
        tags, here = open_library.written().tags, set(shown["id"])
        for article, own in tags.items():
            for tag in own if article in here else ():
                known.setdefault(tag, []).append(article)
    else:
        named = shown[shown["source"] != ""]
        known = {str(name): own.tolist() for name, own in named.groupby("source")["id"]}
    order = sorted(known, key=lambda name: (-len(known[name]), name))
    return {name: tuple(sorted(known[name])) for name in order}


def _ask_groups(kind: str, known: dict[str, tuple[str, ...]]) -> list[str]:
    kept = [str(one) for one in state.kept(PLACE) or () if one in known][:MOST_COMPARED]
    chosen = kept or list(known)[:MOST_COMPARED]
    key = f"compared-{kind}"
    state.preset(key, chosen)
    st.multiselect(
        kind, list(known), key=key, select_all=False, max_selections=MOST_COMPARED,
        help=f"Up to {MOST_COMPARED}; the largest to begin with.",
        on_change=lambda: state.keep(PLACE, tuple(state.widget(key) or ())),
    )  # fmt: skip
    return chosen


def _explain_no_groups(kind: str, known: int) -> None:
    if kind == _TAGS:
        note(
            f"{count_of(known, 'tag is', 'tags are')} in these articles, and a comparison needs "
            "two. Articles are tagged on the Articles page."
        )
    else:
        note(f"A comparison needs at least two {kind.lower()}; clear a filter to have more.")


def _show_cells(
    found: dict[str, Apart], groups: Groups, kind: str, common: bool, term: str
) -> None:
    laid = lay_side_by_side(found, WORDS_EACH, common)
    with card("Words of each group against the rest", _HELP, lambda: group_table(laid),
              key="groups"):  # fmt: skip
        few = [name for name, one in found.items() if min(one.sizes) < LEAST_WORDS]
        if few:
            st.text(f"Fewer than {LEAST_WORDS} words, or nothing to compare with: {', '.join(few)}")
        if laid.empty:
            note("No word sets these groups apart by more than chance.")
            return
        names = [name for name, _ in groups]
        chart = group_cells(laid, names, custom_components.mode(), selected=term)
        words = laid["word"].nunique()
        alt = f"{count_of(words, 'word', 'words')} by {count_of(len(names), 'group', 'groups')}"
        custom_components.chart(
            chart, key="groups-chart", alt=f"{alt}.", on_event=partial(_pick_cell, kind, groups)
        )
        note_cut(
            f"Up to {WORDS_EACH} words for each group, outlined in its column; each is compared "
            "with all other selected articles in its language."
        )


def _pick_cell(kind: str, groups: Groups, event: dict[str, Any]) -> None:
    if event["kind"] == "click":
        group, word = event["selected"]
        _select(kind, {group: dict(groups)[group]}, word)


def _select(kind: str, groups: dict[str, tuple[str, ...]], word: str) -> None:
    """Select the articles of these groups and the word, whose sentences are shown below."""
    ids = tuple(dict.fromkeys(id for own in groups.values() for id in own))
    narrowed: dict[str, Any] = {"sources": tuple(groups)} if kind == _SOURCES else {"articles": ids}
    state.put_all(term=word, **narrowed)


def _show_two(
    corpus: Corpus,
    table: WordTable,
    kind: str,
    groups: dict[str, tuple[str, ...]],
    common: bool,
) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = [
            st.selectbox(
                letter, list(groups), index=place, key=f"group-{letter.lower()}",
                bind="query-params", width=300,
            )
            for place, letter in enumerate("AB")
        ]  # fmt: skip
    if names[0] == names[1]:
        note("Choose two different groups.")
        return
    pair = {str(name): groups[str(name)] for name in names}
    apart = word_cache.compare_against(corpus, table, *pair.values())
    if min(apart.sizes) < LEAST_WORDS:
        note(f"Each group needs at least {LEAST_WORDS} words in one language.")
        return
    sides = (("More frequent in A", 1), ("More frequent in B", -1))
    for column, (title, sign) in zip(beside("two-groups", 1, 1), sides, strict=True):
        words = apart.words if common else apart.words[~apart.words["common"].astype(bool)]
        words = words[(words["p"] < CHANCE) & (words["log_ratio"] * sign > 0)]
        with column:
            _show_side(title, words, partial(_pick_of_two, kind, pair))


def _show_side(title: str, words: pd.DataFrame, on_event: Pick) -> None:
    with card(title, _HELP, lambda: keyness_table(words)):
        if words.empty:
            note("No word differs more than by chance.")
            return
        shown = words.head(WORDS_OF_TWO)
        chart = keyness_chart(shown, custom_components.mode(), names=("A", "B"))
        top = words.iloc[0]
        alt = f"{title}: first {top['word']}, {top['first']} in A and {top['second']} in B"
        custom_components.chart(chart, key=title, alt=alt, on_event=on_event)
        if len(words) > WORDS_OF_TWO:
            note_cut(f"The first {WORDS_OF_TWO} of {len(words)} words; the table has all.")


def _pick_of_two(kind: str, pair: dict[str, tuple[str, ...]], event: dict[str, Any]) -> None:
    if event["kind"] == "click":
        _select(kind, pair, event["selected"])
