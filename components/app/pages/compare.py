"""Compare: two to four versions side by side, their edits, direction, similarity and omissions."""

import streamlit as st

from components.app import state
from components.app.caches import open_library
from components.app.cards import beside
from components.app.compare import (
    change_places,
    edit_ledger,
    long_texts,
    omissions,
    side_by_side,
    why_similar,
)
from components.app.head.first_visit import show_empty_state

corpus = open_library.corpus()
show_empty_state(corpus)
versions = side_by_side.choose_versions(corpus, state.read())
if not versions:
    st.info("At least two articles are needed for a comparison. Add another one to this library.")
    st.page_link("components/app/pages/add.py", label="Add articles")
    st.stop()
if not long_texts.is_compared(corpus, versions):
    st.stop()

with st.container(gap="xsmall"):
    side_by_side.show_pickers(corpus, versions)
pair, letters = edit_ledger.choose_step(versions)
change_places.focus_on_change(corpus, pair, letters)
side_by_side.show_counts(corpus, versions)
left, right = beside("versions", 5, 2)
with left:
    side_by_side.show_panes(corpus, versions)
with right:
    edit_ledger.show_ledger(corpus, pair, letters)
first, second, third = beside("tables", 1, 1, 1)
with first:
    why_similar.show_direction(corpus, pair, letters)
with second:
    why_similar.show_similarity(corpus, pair, letters)
with third:
    omissions.show_only_in_one(corpus, pair, letters)
omissions.show_omissions(corpus, versions)
