"""Overview: what is in this pile, and how it hangs together."""

import streamlit as st

from components.app import cached, state
from components.app.cards import beside
from components.app.empty import invite_when_empty
from components.app.overview import alike, charts, map, reuse

corpus = cached.corpus()
invite_when_empty(corpus)
selection = state.read()

charts.show_figures(corpus, selection)
left, right = beside("similarity", 11, 9)
with left:
    map.show_map(corpus, state.heed("map"))
    alike.show_matrix(corpus, state.heed("matrix"))
with right:
    # A place of its own, so that the list below is not drawn anew and keeps the reader's focus.
    with st.container():
        if selection.pair:
            alike.show_picked_pair(corpus, selection.pair)
    alike.show_pairs(corpus, state.heed("pairs"))
left, right = beside("names", 9, 11)
with left:
    charts.show_entities(corpus, state.heed("entities"))
with right:
    charts.show_timeline(corpus, state.heed("timeline"))
    charts.show_articles(corpus, state.heed("articles"))
left, right = beside("reuse", 11, 9)
with left:
    reuse.show_sources(corpus, state.heed("sources"))
with right:
    reuse.show_taken(corpus, state.heed("taken"))
