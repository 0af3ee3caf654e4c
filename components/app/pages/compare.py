"""Compare: two versions side by side, sentence by sentence."""

import streamlit as st

from components.app import alike, cached, compare, state
from components.app.cards import beside
from components.app.empty import invite_when_empty

corpus = cached.corpus()
invite_when_empty(corpus)
pair = compare.choose_pair(corpus, state.read())
if pair is None:
    st.info("Two articles are needed to compare. Add another one to this library.")
    st.page_link("components/app/pages/add.py", label="Add articles")
    st.stop()

compare.show_pickers(corpus, pair)
left, right = beside("versions", 3, 1)
with left:
    compare.show_panes(corpus, pair)
with right:
    compare.show_ledger(corpus, pair)
    compare.show_direction(corpus, pair)
    alike.show_alike(corpus, pair)
    compare.show_only_in_one(corpus, pair)
