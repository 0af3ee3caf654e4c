"""Entities: counts, forms, mentions and co-occurrence of names, and corrections of them."""

import streamlit as st

from components.app import state
from components.app.caches import open_library
from components.app.cards import beside, note
from components.app.entities import (
    analyst_gazetteer,
    cooccurrence,
    entity_counts,
    entity_decisions,
    mentions,
    only_in_one,
    perhaps_same,
)
from components.app.head.first_visit import show_empty_state

corpus = open_library.corpus()
show_empty_state(corpus)
selection = state.read()

entity_counts.show_progress(corpus)
entity_decisions.show_latest(corpus)
shown = entity_counts.choose_counts(corpus)
left, right = beside("counts", 9, 11)
with left:
    entity_counts.show_counts(corpus, state.selection_of("bars"), shown)
    if not selection.entity:
        note("Select a name to see its forms, to read its mentions, and to correct what is wrong.")
with right:
    if selection.entity:
        # The answer to a click on the left.
        with st.container(key="entity-answer"):
            entity_decisions.show_card(corpus, selection)
            mentions.show_mentions(corpus, selection)
            entity_decisions.show_form(corpus, selection)
    else:
        entity_counts.show_by_article(corpus, state.selection_of("grid"), shown)
if selection.entity:
    mentions.show_naming(corpus, selection)
    entity_counts.show_by_article(corpus, state.selection_of("grid"), shown)
perhaps_same.show_perhaps_same(corpus, selection, shown)
cooccurrence.show_cooccurrence(corpus, state.selection_of("together"), shown)
only_in_one.show_only_in_one(corpus, selection, shown)
left, right = beside("decided", 3, 2)
with left:
    entity_decisions.show_history(corpus)
with right:
    analyst_gazetteer.show_analyst_gazetteer(corpus)
