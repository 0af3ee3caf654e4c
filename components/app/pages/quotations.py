"""Quotations: who says what, and what becomes of it from one article to the next."""

from components.app import cached, quotations, state
from components.app.cards import beside
from components.app.empty import invite_when_empty

corpus = cached.corpus()
invite_when_empty(corpus)
selection = state.read()

shown = quotations.of_selection(corpus, selection)
left, right = beside("speakers", 9, 11)
with left:
    quotations.show_speakers(corpus, shown)
with right:
    quotations.show_quotations(corpus, shown)
quotations.show_variants(corpus, selection)
