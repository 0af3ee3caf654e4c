"""Figures: numbers and dates, where articles contradict each other, and when it happened."""

from components.app import cached, facts, state
from components.app.empty import invite_when_empty

corpus = cached.corpus()
invite_when_empty(corpus)

facts.show_progress(corpus)
facts.show_contradictions(corpus, state.heed("contradictions"))
facts.show_talked(corpus, state.heed("talked"))
facts.show_figures(corpus, state.heed("numbers"))
