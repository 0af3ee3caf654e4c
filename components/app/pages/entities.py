"""Entities: who is named, where, and by what name."""

import streamlit as st

from components.app import cached, entities, state
from components.app.empty import invite_when_empty

corpus = cached.corpus()
invite_when_empty(corpus)
selection = state.read()

entities.show_progress(corpus)
kinds = entities.choose_types(corpus)
left, right = st.columns([9, 11], gap="large")
with left:
    entities.show_counts(corpus, selection, kinds)
with right:
    entities.show_by_article(corpus, selection, kinds)
entities.show_mentions(corpus, selection)
