"""Figures: numbers and dates, where articles contradict each other, and when it happened."""

from components.app import state
from components.app.caches import library_cache
from components.app.cards import show_empty_state
from components.app.figures import contradictions

corpus = library_cache.corpus()
show_empty_state(corpus)

contradictions.show_progress(corpus)
contradictions.show_contradictions(corpus, state.apply_pick("contradictions"))
contradictions.show_mentioned_dates(corpus, state.apply_pick("talked"))
contradictions.show_figures(corpus, state.apply_pick("numbers"))
