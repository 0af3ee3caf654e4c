"""Related articles of new arrivals: copies and versions, families, and the closest article."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.collection.families import families
from components.app import change_and_undo, custom_components, state
from components.app.add import uploading
from components.app.caches import open_library
from components.app.cards import LOOKING_FOR_COPIES, card, note, note_cut, waiting
from components.app.change_and_undo import change, restore_articles
from components.app.head import notices
from components.app.navigation import LINEAGE, open_article, open_pair, select_pair
from components.app.tables.snapshot import Corpus
from components.text.hidden_signs import show_field
from components.text.plural import agree
from components.views.add.new_articles import (
    RELATIONS,
    closest_article_rows,
    copy_rows,
    family_rows,
    find_joined_families,
)
from components.views.locale_formatting import count_of, format_count

ROWS_SHOWN = 200


def show_outcome(corpus: Corpus, asked: list[int]) -> None:
    """Draw what became of a batch: its files and, once they were read, where its articles belong.

    `asked` are the numbers of the files that the page asks a question about.
    """
    batch = uploading.show_batch(asked)
    given = open_library.store().uploads.given(batch) if batch else pd.DataFrame()
    if given.empty:
        return
    _offer_binned(corpus, given)
    _show_relatives(corpus, batch, given)
    _show_families(corpus, given)
    _show_closest(corpus, given)


def _offer_binned(corpus: Corpus, given: pd.DataFrame) -> None:
    """Say how many articles that came again lie in the bin, with a button that restores them."""
    known = given.loc[~given["new"], "article"].unique()
    binned = [article for article in known if article not in corpus.known]
    if not binned:
        return
    words = count_of(len(binned), "article", "articles")
    with st.container(key="binned"):
        st.text(
            f"Of the articles already in the library, {words} {agree(len(binned), 'is', 'are')} "
            "in the bin and therefore on no other page."
        )
        st.button(
            "Restore", key="take-out-of-bin", on_click=change,
            args=(lambda: restore_articles(binned, words),),
        )  # fmt: skip


def _show_relatives(corpus: Corpus, batch: str, given: pd.DataFrame) -> None:
    """New articles that are like earlier ones; each can be compared or moved to the bin."""
    counts = given.loc[given["new"] & (given["relation"] != ""), "relation"].value_counts()
    present = [name for name in RELATIONS if counts.get(name)]
    if not present:
        return
    help_text = (
        "A copy has the same text, apart from case, spaces and punctuation; a near copy has at "
        "least seven tenths of its five-word sequences in common with the earlier article; a new "
        "version has the same web address, or the same place in the corpus folder, but a "
        "different text. All of them were added. What you move to the bin can be restored."
    )
    with card("Like earlier articles", help_text):
        chosen = str(present[0])
        if len(present) > 1:
            chosen = str(
                st.segmented_control(
                    "Kind", present, key="arrival-kind", default=present[0],
                    format_func=lambda name: f"{RELATIONS[name]} {format_count(counts[name])}",
                    required=True,
                )
            )  # fmt: skip
        found = open_library.store().uploads.relatives(batch, chosen, ROWS_SHOWN)
        custom_components.rows(
            copy_rows(_with_labels(corpus, found)),
            key="relatives",
            label="Like earlier articles",
            on_event=_act,
        )
        if counts[chosen] > len(found):
            note_cut(f"The first {format_count(len(found))} of {format_count(counts[chosen])}.")
        if chosen != "version":
            _offer_bin(found, chosen)


def _offer_bin(found: pd.DataFrame, relation: str) -> None:
    """The button that moves all copies to the bin, and the undo of that in its place."""
    in_bin, word = set(found.loc[found["removed"], "article"]), RELATIONS[relation]
    moved = [article for article in state.kept("copies moved", ()) if article in in_bin]
    if moved:
        with st.container(horizontal=True, vertical_alignment="center", key="copies-moved"):
            were = f"{format_count(len(moved))} {word} were moved to the bin."
            st.text(f"{were} They are on no other page until they are restored.")
            st.button(
                "Undo", key="undo-bin-copies", on_click=change, args=(lambda: _restore(moved),)
            )
    rest = found.loc[~found["removed"], "article"].tolist()
    if len(rest) > 1:
        st.button(
            f"Move these {format_count(len(rest))} {word} to the bin", key="bin-copies",
            on_click=change, args=(lambda: _move_copies(rest),),
        )  # fmt: skip


def _move_copies(articles: list[str]) -> None:
    open_library.store().remove(articles, change_and_undo.who())
    state.keep("copies moved", articles)


def _restore(articles: list[str]) -> None:
    open_library.store().restore(articles, change_and_undo.who())


def _with_labels(corpus: Corpus, found: pd.DataFrame) -> pd.DataFrame:
    """The relatives under the labels of the other pages; those in the bin keep their own."""
    names = {"article": "label", "other": "other_label"}
    return found.assign(
        **{
            name: found[end].map(corpus.labels).fillna(found[name].map(show_field))
            for end, name in names.items()
        }
    )


def _act(event: dict[str, Any]) -> None:
    article, _, other = event["row"].partition(".")
    if event["action"] == "bin":
        before = open_library.store().latest_change()
        open_library.store().remove([article], change_and_undo.who())
        notices.claim(before)
    elif event["action"] == "restore":
        before = open_library.store().latest_change()
        _restore([article])
        notices.claim(before)
    else:
        open_pair(article, other)


def _show_families(corpus: Corpus, given: pd.DataFrame) -> None:
    """Which of the new articles join which families."""
    with card("Families with new articles", "Articles that share copied passages form a family."):
        if "reuse" not in corpus.fresh:
            note(waiting(corpus, "reuse", LOOKING_FOR_COPIES))
            return
        new = given.loc[given["new"], "article"].tolist()
        joined = find_joined_families(new, families(corpus.relations), corpus.labels)
        if not joined:
            note(
                "None of the new articles shares enough text with another article to be in a "
                "family."
            )
            return
        custom_components.rows(
            family_rows(joined[:ROWS_SHOWN], corpus.labels),
            key="joined",
            label="Families with new articles",
            on_event=_open_family,
        )


def _open_family(event: dict[str, Any]) -> None:
    article, _, other = event["row"].partition(".")
    if event["action"] == "compare":
        open_pair(article, other)
    select_pair(article, other)
    state.switch_page(LINEAGE)


def _show_closest(corpus: Corpus, given: pd.DataFrame) -> None:
    ids = given.loc[given["new"], "article"].tolist()
    if not ids:
        return
    with card(
        "Closest articles", "For each new article, the most similar one already in the library."
    ):
        if "pairs" not in corpus.fresh:
            note(waiting(corpus, "pairs", "Comparing them with the library…"))
            return
        custom_components.rows(
            closest_article_rows(ids[:ROWS_SHOWN], corpus.pairs, corpus.labels),
            key="belonging",
            label="Closest article to each new article",
            on_event=_open,
        )
        if len(ids) > ROWS_SHOWN:
            note_cut(f"The first {ROWS_SHOWN} of {format_count(len(ids))}.")


def _open(event: dict[str, Any]) -> None:
    article, _, relative = event["row"].partition(".")
    if relative:
        open_pair(article, relative)
    open_article(article)
