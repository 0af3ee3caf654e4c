"""Figures: numbers and dates, where articles contradict each other, and when it happened."""

from components.app import cached, facts, state
from components.app.empty import invite_when_empty

corpus = cached.corpus()
invite_when_empty(corpus)
selection = state.read()

facts.show_progress(corpus)
facts.show_contradictions(corpus, selection)
facts.show_talked(corpus, selection)
facts.show_figures(corpus, selection)
