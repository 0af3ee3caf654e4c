"""The picked entity: its forms, why they are counted under one name, and what to do about it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.analysis.entities import Preview, preview
from components.analysis.entities.counts import count_forms
from components.analysis.selection import Selection
from components.app import custom_components
from components.app.caches import library_cache
from components.app.caches.snapshot import Corpus
from components.app.cards import beside, card, note, note_cut
from components.app.entities import name_list
from components.app.entities.entity_form import ask_decision
from components.app.fragments import section
from components.app.navigation import open_place
from components.app.widgets import localise
from components.text.plural import agree
from components.views.entities.entity_charts import TYPE_NAMES
from components.views.entities.entity_rows import describe_decision, describe_preview, mention_rows
from components.views.formatting import count_of, format_count

EXAMPLES = 4
_FORMS = (
    "The forms that are counted under this name in the whole library, with the reason for each. "
    "A form without a reason is the name itself."
)
_DECIDE = (
    "Your decision applies to every chart, also to articles added later and whenever names are "
    "read again. You can withdraw it at any time."
)


@section
def show_card(corpus: Corpus, selection: Selection) -> None:
    """What is known of the picked entity, and the form to decide about it."""
    own = corpus.mentions[corpus.mentions["entity"] == selection.entity]
    if own.empty:
        note("There are no mentions under this name: it was merged or hidden, or was never found.")
        return
    forms = count_forms(own, selection.entity)
    left, right = beside("card", 1, 1)
    with left, card("The selected entity", _FORMS, forms):
        kind = _choose_type(own)
        st.text(selection.entity)
        counted = count_of(len(own), "mention", "mentions")
        articles = count_of(int(own["article"].nunique()), "article", "articles")
        note(f"{TYPE_NAMES.get(kind, kind)}: {counted} in {articles}")
        st.dataframe(
            forms,
            hide_index=True,
            placeholder="",
            column_config=localise(forms),
            key="forms",
            height="content" if len(forms) < 9 else 320,
        )
        _warn_of_guesses(own)
    with right, card("Is that right?", _DECIDE):
        if library_cache.store().read_only:
            note("This library can only be read, so nothing can be decided.")
            return
        _decide(corpus, selection.entity, kind)


def _choose_type(own: pd.DataFrame) -> str:
    kinds = own["type"].astype(str).value_counts().index.tolist()
    if len(kinds) == 1:
        return str(kinds[0])
    chosen = st.selectbox(
        "Several entities have this name",
        kinds,
        format_func=lambda kind: TYPE_NAMES.get(kind, kind),
    )
    return str(chosen)


def _warn_of_guesses(own: pd.DataFrame) -> None:
    """Links that rest on the corpus and not on the name are worth a look."""
    for column, words in (
        ("inferred", "assigned from the rest of the library, not from the name itself"),
        ("ambiguous", "left separate, because the name could mean somebody else"),
    ):
        count = int(own[column].sum()) if column in own else 0
        if count:
            note(f"{format_count(count)} of them {agree(count, 'was', 'were')} {words}.")


def _decide(corpus: Corpus, entity: str, kind: str) -> None:
    decision = ask_decision(corpus, entity, kind, name_list.turn())
    if decision is None:
        return
    seen = preview(corpus.mentions, decision)
    st.text(describe_decision(decision, corpus.labels))
    st.text(describe_preview(decision, seen))
    _show_examples(corpus, seen)
    st.button(
        "Decide",
        type="primary",
        disabled=seen.changed.empty,
        on_click=name_list.keep_decision,
        args=(decision,),
        key="decide",
    )


def _show_examples(corpus: Corpus, seen: Preview) -> None:
    """A mention of each of the first articles, so that one form does not hide the others."""
    some = seen.changed.drop_duplicates(["article", "surface"]).head(EXAMPLES)
    if some.empty:
        return
    texts = library_cache.store().texts(list(dict.fromkeys(some["article"].astype(str))))
    custom_components.rows(
        mention_rows(some, texts, corpus.labels),
        key="preview",
        label="What would change",
        on_pick=lambda event: open_place(event["row"]),
    )
    if len(seen.changed) > len(some):
        note_cut(f"Examples: {len(some)} of {format_count(len(seen.changed))}.")
