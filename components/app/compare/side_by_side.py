"""The parts of the Compare page: which versions, and their texts side by side."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.selection import MOST_VERSIONS, Selection
from components.app import custom_components, state
from components.app.caches import comparison_cache, library_cache
from components.app.caches.snapshot import Corpus
from components.app.cards import note
from components.app.head.settings_panel import decide_line
from components.app.widgets import keyed_callback
from components.views.articles import describe_article
from components.views.compare.aligned_panes import (
    aligned_panes,
    describe_alignment,
    inline_pane,
    mark_legend,
    version_switches,
)
from components.views.formatting import format_decimal
from components.views.panes import LETTERS

Versions = tuple[str, ...]
Pair = tuple[str, str]

OFFERED = 300
_PROPOSED = "proposed"
_PICKER = (
    "Articles of the same family first, then by similarity to the first article (cosine in "
    "brackets, where it is known)."
)
_LANGUAGES = (
    "These articles are in different languages and cannot be compared word by word. Only words "
    "that are spelt the same, such as names and numbers, are matched."
)


def choose_versions(corpus: Corpus, selection: Selection) -> Versions:
    """The picked articles, two to four; where too few are known, the most similar ones.

    Empty when the library holds fewer than two articles.
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
    return _most_alike(corpus, *known)


def _most_alike(corpus: Corpus, *one: str) -> Versions:
    """The two most similar articles, or one and the closest to it."""
    pairs = corpus.pairs if one else corpus.own_first(corpus.pairs)
    if one:
        pairs = pairs[pairs["a"].isin(one) | pairs["b"].isin(one)]
    best = pairs[["a", "b"]].head(1).to_numpy().tolist()
    return tuple(best[0]) if best else tuple(corpus.articles["id"][:2])


def show_pickers(corpus: Corpus, versions: Versions) -> None:
    """Which article stands in each column, and the others of their family."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="pickers"):
        for column in range(len(versions)):
            _show_picker(corpus, versions, column)
        if len(versions) < MOST_VERSIONS:
            _show_adding(corpus, versions)
        turn = "Swap" if len(versions) == 2 else "Reverse order"
        st.button(turn, on_click=state.put_versions, args=(versions[::-1],))
    if state.read().versions != versions:
        _explain_choice(corpus, versions)
    _show_switches(corpus, versions)


def _explain_choice(corpus: Corpus, versions: Versions) -> None:
    if state.read().versions:
        note("Not all articles of this link are in the library. These are the closest available.")
        return
    if "pairs" in corpus.fresh:
        # What counts may change under the reader's hands; the two that they read must not.
        state.keep(_PROPOSED, versions)
    now = versions == _most_alike(corpus)
    two = "the two most similar articles"
    if corpus.sample and not corpus.sample.issuperset(versions):
        two += " that are not in the sample"
    what = two if now else "the two that were the most similar before"
    note(f"No pair is selected, so these are {what}.")


def _show_picker(corpus: Corpus, versions: Versions, column: int) -> None:
    offered, scores = _offer(corpus, versions, column)
    # A selectbox keeps the words of an option it was drawn with, so new scores make a new one.
    key = f"pick-{column}-{'-'.join(versions)}-{corpus.stamp}"

    def take() -> None:
        chosen = state.widget(key)
        # A box that is drawn anew may report what it shows already, and that is no choice.
        if chosen != versions[column]:
            state.put_versions((*versions[:column], chosen, *versions[column + 1 :]))

    st.selectbox(
        f"Version {LETTERS[column].upper()}",
        offered,
        index=offered.index(versions[column]),
        format_func=partial(_say_offer, corpus, scores),
        help=_PICKER,
        key=key,
        on_change=keyed_callback(f"version-{column}", key, take),
    )


def _offer(corpus: Corpus, versions: Versions, column: int) -> tuple[list[str], dict[str, float]]:
    """The articles to choose from for a column, its own among them, and their cosines."""
    scores = _scores(corpus, versions, versions[0] if column else versions[1])
    rest = set(versions) - {versions[column]}
    family = comparison_cache.family(corpus.stamp, versions[column])
    found = library_cache.narrowed(corpus, state.read(), ignoring=["pair"])["id"]
    alike = sorted(scores, key=lambda i: -scores[i])
    wanted = dict.fromkeys([versions[column], *family, *alike, *found[:OFFERED]])
    return [i for i in wanted if i not in rest][:OFFERED], scores


def _show_switches(corpus: Corpus, versions: Versions) -> None:
    """The family of the first version, and what else is on screen, as switches."""
    family = comparison_cache.family(corpus.stamp, versions[0])
    if len(family) <= 2 and len(versions) == 2:
        return
    offered = tuple(dict.fromkeys([*family, *versions]))
    entries = version_switches(offered, versions, corpus.ticks, corpus.labels)
    lead = f"{len(family)} versions share this text. Choose two to four to see side by side:"
    switch = partial(_switch, versions, offered)
    custom_components.versions(entries, key="versions", lead=lead, on_pick=switch)


def _switch(versions: Versions, family: Versions, event: dict[str, Any]) -> None:
    """Put a version beside the others, in order of publication, or take it away."""
    article = event["id"]
    if article in versions:
        state.put_versions(tuple(i for i in versions if i != article))
    else:
        state.put_versions(_in_order((*versions, article), family))


def _in_order(versions: Versions, order: Versions) -> Versions:
    """The versions with the last one where `order` has it, if the others keep to that order."""
    rank = {article: place for place, article in enumerate(order)}
    ranked = sorted(versions, key=lambda i: rank.get(i, len(rank)))
    kept = [i for i in ranked if i != versions[-1]]
    return tuple(ranked) if kept == list(versions[:-1]) else versions


def _show_adding(corpus: Corpus, versions: Versions) -> None:
    offered, scores = _offer(corpus, (*versions, ""), len(versions))
    key = f"beside-{'-'.join(versions)}-{corpus.stamp}"

    def take() -> None:
        state.put_versions((*versions, state.widget(key)))

    st.selectbox(
        "Also compare",
        [i for i in offered if i],
        index=None,
        placeholder="Add another article",
        format_func=partial(_say_offer, corpus, scores),
        key=key,
        on_change=keyed_callback("one-more-version", key, take),
    )


def show_panes(corpus: Corpus, versions: Versions) -> None:
    """The texts in columns, the sentences of neighbours linked."""
    if _speak_differently(corpus, versions):
        st.warning(_LANGUAGES)
    alignments = [comparison_cache.alignment(*pair) for pair in pairwise(versions)]
    counted = [
        describe_alignment(
            alignment,
            *LETTERS[number : number + 2].upper(),
            directed=comparison_cache.direction(
                corpus.stamp, *versions[number : number + 2]
            ).is_told,
        )
        for number, alignment in enumerate(alignments)
    ]
    st.text("\n".join(counted))
    heads = [_head(corpus.articles, article) for article in versions]
    texts, asides = (
        comparison_cache.texts(*versions),
        [comparison_cache.aside(article) for article in versions],
    )
    view = state.kept("view") or "sides"
    inline = view == "inline" and len(versions) == 2
    custom_components.panes(
        aligned_panes(texts, heads, alignments, asides),
        key="panes",
        version=f"{versions}{asides}{custom_components.mode()}",
        on_pick=_take_event,
        focus=state.kept("focus"),
        inline=inline_pane(texts, alignments[0], heads[1], asides[1]) if inline else None,
        view=view,
        legend=mark_legend(len(versions)),
    )


def _take_event(event: dict[str, Any]) -> None:
    if event["kind"] == "line":
        decide_line(event["place"], event["counts"])
    else:
        state.keep("view", event["view"])


def _speak_differently(corpus: Corpus, versions: Versions) -> bool:
    languages = corpus.articles.set_index("id")["language"].loc[list(versions)]
    return bool(languages[languages != "und"].nunique() > 1)


def choose_step(versions: Versions) -> tuple[Pair, str]:
    """Which two neighbours the tables are about, and their letters."""
    steps = [LETTERS[number : number + 2] for number in range(len(versions) - 1)]
    chosen = steps[0]
    if len(steps) > 1:
        picked = st.segmented_control(
            "Changes between",
            [step.upper() for step in steps],
            format_func=lambda step: f"{step[0]} and {step[1]}",
            default=steps[0].upper(),
            required=True,
            key="between",
            bind="query-params",
        )
        chosen = (picked or chosen).lower()
    place = steps.index(chosen)
    return (versions[place], versions[place + 1]), chosen


def _scores(corpus: Corpus, versions: Versions, article: str) -> dict[str, float]:
    """The cosines that are known between one article and others, with those on screen."""
    on_screen = corpus.articles[corpus.articles["id"].isin(versions)]
    scores: dict[str, float] = {}
    for pairs in (corpus.pairs, comparison_cache.pairs_among(corpus, on_screen)):
        for one, other in (("a", "b"), ("b", "a")):
            own = pairs[pairs[one] == article]
            scores |= dict(zip(own[other], own["score"], strict=True))
    return scores


def _say_offer(corpus: Corpus, scores: dict[str, float], article: str) -> str:
    label = corpus.labels[article]
    return f"{label}  ({format_decimal(scores[article], 2)})" if article in scores else label


def _head(articles: pd.DataFrame, article: str) -> dict[str, str]:
    row = dict(articles.loc[articles["id"] == article].iloc[0])
    return {"title": row["label"], "meta": describe_article(row), "language": row["language"]}
