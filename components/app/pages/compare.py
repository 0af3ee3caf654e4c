"""Compare: versions side by side, sentence by sentence."""

import streamlit as st

from components.app import cached, state
from components.app.cards import beside
from components.app.compare import alike, ledger, omissions, reasons, sides
from components.app.empty import invite_when_empty

corpus = cached.corpus()
invite_when_empty(corpus)
versions = sides.choose_versions(corpus, state.read())
if not versions:
    st.info("At least two articles are needed for a comparison. Add another one to this library.")
    st.page_link("components/app/pages/add.py", label="Add articles")
    st.stop()

sides.show_pickers(corpus, versions)
pair, letters = sides.choose_step(versions)
ledger.find_picked(corpus, pair, letters)
if len(versions) == 2:
    left, first = beside("versions", 3, 1)
    second = first
    with left:
        sides.show_panes(corpus, versions)
else:
    sides.show_panes(corpus, versions)
    first, second = beside("tables", 1, 1)
with first:
    ledger.show_ledger(corpus, pair, letters)
with second:
    reasons.show_direction(corpus, pair, letters)
    alike.show_alike(corpus, pair, letters)
    reasons.show_only_in_one(corpus, pair, letters)
omissions.show_left_out(corpus, versions)
