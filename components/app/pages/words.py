"""Words: what sets articles apart, terms over time, own stop words; and a term in its contexts."""

import streamlit as st

from components.app import state
from components.app.caches import open_library
from components.app.caches.selection_cache import word_table
from components.app.cards import busy
from components.app.head.first_visit import show_empty_state
from components.app.words import concordance, group_words, keyness, over_time, own_stop_words

DISTINCTIVE, GROUPS, OWN = "Distinctive words", "Groups side by side", "Own stop words"
VIEWS = (DISTINCTIVE, GROUPS, over_time.OVER_TIME, OWN)

corpus = open_library.corpus()
show_empty_state(corpus)
selection = state.read()
with busy("words", "Counting the words of all articles"):
    table = word_table()
if table is None:
    keyness.show_unread(corpus)
else:
    view = st.segmented_control(
        "View", VIEWS, default=DISTINCTIVE, key=over_time.VIEW, bind="query-params",
        required=True, label_visibility="collapsed",
    )  # fmt: skip
    if view == GROUPS:
        group_words.show_groups(corpus, selection, table)
    elif view == over_time.OVER_TIME:
        over_time.show_over_time(corpus, selection, table)
    elif view == OWN:
        own_stop_words.show_list(corpus)
    else:
        keyness.show_distinctive(corpus, selection, table)
    concordance.show_concordance(corpus, selection, table)
