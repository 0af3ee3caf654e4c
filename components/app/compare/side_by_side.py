"""Texts side by side: the articles in the columns, and their sentences linked between columns."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.selection import MOST_VERSIONS, Selection
from components.app import custom_components, state
from components.app.articles.left_out_lines import decide_line
from components.app.caches import comparison_cache, open_library
from components.app.caches.drawn_cache import make_large
from components.app.cards import note, note_whole
from components.app.compare.compared_versions import compare_each, find_original, name_step
from components.app.compare.version_switcher import show_switches
from components.app.tables.snapshot import Corpus
from components.app.widgets import keyed_callback
from components.views.article_details import describe_head
from components.views.compare.aligned_panes import (
    aligned_panes,
    describe_alignment,
    describe_comparison,
    mark_legend,
)
from components.views.compare.inline_pane import inline_pane
from components.views.locale_formatting import format_decimal
from components.views.naming.disambiguated_titles import name_choices
from components.views.notes.note_marks import note_marks
from components.views.pairs import describe_step
from components.views.panes import LETTERS
from components.views.relation import describe_kind, describe_relation

Versions = tuple[str, ...]

OFFERED = 300
_PROPOSED = "proposed"
_ORDER_OFFERED = (
    "Articles of the same family first, then by similarity to the first article (cosine in "
    "brackets, where it is known)."
)
_WHOLE = "The other filters narrow what can be chosen here; the versions are shown whole."
_LANGUAGES = (
    "These articles are in different languages and cannot be compared word by word. Only words "
    "that are spelt the same, such as names and numbers, are matched."
)


def choose_versions(corpus: Corpus, selection: Selection) -> Versions:
    """The two to four articles to compare: the selected ones, else the most similar ones.

    Empty when the library has fewer than two articles.
    """
    ids = set(corpus.articles["id"])
    known = tuple(article for article in selection.versions if article in ids)
    if len(known) >= 2:
        return known
    if len(ids) < 2:
        return ()
    proposed: Versions = state.kept(_PROPOSED) or ()
    if not known and proposed and ids.issuperset(proposed):
        return proposed
    return _find_closest(corpus, *known)


def _find_closest(corpus: Corpus, *one: str) -> Versions:
    """The two most similar articles that differ, or one article and the most similar to it."""
    pairs = corpus.pairs if one else corpus.worth_comparing(corpus.pairs)
    if one:
        pairs = pairs[pairs["a"].isin(one) | pairs["b"].isin(one)]
    best = pairs[["a", "b"]].head(1).to_numpy().tolist()
    return tuple(best[0]) if best else tuple(corpus.articles["id"][:2])


def show_pickers(corpus: Corpus, versions: Versions) -> None:
    """Draw a selectbox for each column, one to add an article, and switches for the family."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="pickers"):
        found = open_library.narrowed(corpus, state.read(), ignoring=["pair"])["id"].head(OFFERED)
        for column in range(len(versions)):
            _show_picker(corpus, versions, column, found)
        if len(versions) < MOST_VERSIONS:
            _show_adding(corpus, versions, found)
        turn = "Swap" if len(versions) == 2 else "Reverse order"
        st.button(turn, on_click=_reverse, args=(corpus.stamp, versions))
    if state.read().versions != versions:
        _explain_choice(corpus, versions)
    note_whole(state.read(), _WHOLE, "pair", "also")
    show_switches(corpus, versions)


def _explain_choice(corpus: Corpus, versions: Versions) -> None:
    if state.read().versions:
        note("Not all articles of this link are in the library. These are the closest available.")
        return
    if "pairs" in corpus.fresh:
        # Similarities may change while somebody reads; the two on screen must not.
        state.keep(_PROPOSED, versions)
    now = versions == _find_closest(corpus)
    two = "the two most similar articles"
    if corpus.sample and not corpus.sample.issuperset(versions):
        two += " that are not in the sample"
    what = two if now else "the two that were the most similar before"
    note(f"No pair is selected, so these are {what}.")


def _show_picker(corpus: Corpus, versions: Versions, column: int, found: pd.Series) -> None:
    offered = _offer(corpus, versions, column, found)
    key = _picker_keys(corpus.stamp, versions)[column]

    def take() -> None:
        chosen = _read_pickers(corpus.stamp, versions)
        # A new box may report what it shows already, and that is no choice.
        if chosen != versions:
            state.put_versions(chosen)
        else:
            for picker, version in zip(_picker_keys(corpus.stamp, versions), versions, strict=True):
                state.preset(picker, version)

    st.selectbox(
        f"Version {LETTERS[column].upper()}", [*offered], index=[*offered].index(versions[column]),
        format_func=offered.__getitem__, help=_ORDER_OFFERED, key=key,
        on_change=keyed_callback(f"version-{column}", key, take),
    )  # fmt: skip


def _picker_keys(stamp: str, versions: Versions) -> list[str]:
    # A selectbox keeps the label of an option it was drawn with, so new scores make a new one.
    return [f"pick-{column}-{'-'.join(versions)}-{stamp}" for column in range(len(versions))]


def _read_pickers(stamp: str, versions: Versions) -> Versions:
    """The versions as the selectboxes say now; as drawn where one article is in two of them."""
    keys = _picker_keys(stamp, versions)
    chosen = [state.widget(key) or drawn for key, drawn in zip(keys, versions, strict=True)]
    return tuple(chosen) if len(set(chosen)) == len(chosen) else versions


def _reverse(stamp: str, versions: Versions) -> None:
    state.put_versions(_read_pickers(stamp, versions)[::-1])


def _offer(corpus: Corpus, versions: Versions, column: int, found: pd.Series) -> dict[str, str]:
    """The articles to choose from for a column, its own first, with their labels.

    `found` are the ids that the filters leave, offered last. A label has the cosine, where known.
    """
    beside = versions[0] if column else versions[1]
    scores = comparison_cache.find_scores(corpus, beside, {*versions} - {beside, ""})
    rest = {*versions, ""} - {versions[column]}
    family = corpus.family_of(versions[column])
    closest = sorted(scores, key=lambda i: -scores[i])
    wanted = dict.fromkeys([versions[column], *family, *closest, *found])
    offered = [i for i in wanted if i and i not in rest][:OFFERED]
    named = name_choices(offered, corpus.ticks, corpus.labels)
    known = {i: f"  ({format_decimal(scores[i], 2)})" for i in offered if i in scores}
    return {i: name + known.get(i, "") for i, name in named.items()}


def _show_adding(corpus: Corpus, versions: Versions, found: pd.Series) -> None:
    offered = _offer(corpus, (*versions, ""), len(versions), found)
    key = f"beside-{'-'.join(versions)}"

    def take() -> None:
        now = _read_pickers(corpus.stamp, versions)
        state.put_versions(tuple(dict.fromkeys([*now, state.widget(key)])))

    st.selectbox(
        "Also compare", [*offered], index=None, placeholder="Add another article",
        format_func=offered.__getitem__, key=key,
        on_change=keyed_callback("one-more-version", key, take),
    )  # fmt: skip


def show_panes(corpus: Corpus, versions: Versions) -> None:
    """Draw the texts in columns, each linked with the one it is compared with, and the counts."""
    if _have_other_languages(corpus, versions):
        st.warning(_LANGUAGES)
    compared = compare_each(corpus, versions)
    pairs = [name_step(versions, one)[0] for one in compared]
    alignments = [comparison_cache.alignments(corpus.stamp, (pair,))[pair] for pair in pairs]
    heads = [_head(corpus, article) for article in versions]
    texts = comparison_cache.texts(*versions)
    asides = [
        comparison_cache.aside(corpus, article, text)
        for article, text in zip(versions, texts, strict=True)
    ]
    columns = [(one.giver, one.version) for one in compared]
    noted = [note_marks(open_library.store().notes.of(article)) for article in versions]
    view = state.kept("view") or "sides"
    inline = view == "inline" and len(versions) == 2
    version = f"{versions}{columns}{heads}{asides}{noted}{custom_components.mode()}"
    custom_components.panes(
        make_large(
            f"panes {corpus.stamp}{version}",
            lambda: aligned_panes(texts, heads, alignments, asides, columns, noted),
        ),
        key="panes",
        version=version,
        on_event=_take_event,
        focus=state.kept("focus"),
        inline=inline_pane(texts, alignments[0], heads[1], asides[1]) if inline else None,
        view=view,
        legend=mark_legend(len(versions), find_original(compared, len(versions))),
    )


def show_counts(corpus: Corpus, versions: Versions) -> None:
    """How the versions that are compared stand to each other, a line for each two.

    It stays on screen while the page is scrolled.
    """
    compared = compare_each(corpus, versions)
    with st.container(key="stands", horizontal=len(compared) == 1, gap="xsmall"):
        if len(compared) == 1:
            found = comparison_cache.relation(corpus.stamp, *versions)
            st.text(describe_relation(found, zone=state.time_zone()), width="content")
        for one in compared:
            pair, letters = name_step(versions, one)
            note(_describe(corpus, pair, letters, one.why))


def _describe(corpus: Corpus, pair: tuple[str, str], letters: str, why: str) -> str:
    """The counts of two versions in a line; before them why they are compared, if there is more."""
    alignment = comparison_cache.alignments(corpus.stamp, (pair,))[pair]
    found = comparison_cache.relation(corpus.stamp, *pair)
    line = describe_alignment(alignment, *letters.upper(), directed=found.is_told)
    if not why:
        return f"{line}. {describe_kind(found)}" if found.overlap else line
    return f"{describe_comparison(letters, why, describe_step(found.as_direction))}. {line}"


def _take_event(event: dict[str, Any]) -> None:
    if event["kind"] == "line":
        decide_line(event["place"], event["counts"])
    else:
        state.keep("view", event["view"])


def _have_other_languages(corpus: Corpus, versions: Versions) -> bool:
    return len({corpus.languages[version] for version in versions} - {"und"}) > 1


def _head(corpus: Corpus, article: str) -> dict[str, Any]:
    row = dict(corpus.articles.iloc[corpus.rows.get_loc(article)])
    below = describe_head(row, open_library.store().article(article))
    return {"title": row["label"], "language": row["language"], **below}
