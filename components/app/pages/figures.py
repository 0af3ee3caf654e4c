"""Figures: contradictions between articles, dates that are mentioned, and all figures."""

from components.app import state
from components.app.caches import open_library
from components.app.figures import contradictions
from components.app.head.filter_bar import explain_no_match
from components.app.head.first_visit import show_empty_state

corpus = open_library.corpus()
show_empty_state(corpus)
explain_no_match(corpus, state.read())

contradictions.show_progress(corpus)
contradictions.show_contradictions(corpus, state.selection_of("contradictions"))
contradictions.show_mentioned_dates(corpus, state.selection_of("talked"))
contradictions.show_figures(corpus, state.selection_of("numbers"))
