"""Quotations: who says what, and what becomes of it from one article to the next."""

from components.app import cached, quotations, state
from components.app.cards import beside
from components.app.empty import invite_when_empty
from components.app.unread import tell_unread

corpus = cached.corpus()
invite_when_empty(corpus)

tell_unread(corpus, quotations="quotations")
left, right = beside("speakers", 9, 11)
with left:
    quotations.show_speakers(corpus, quotations.of_selection(corpus, state.heed("speakers")))
with right:
    quotations.show_quotations(corpus, state.heed("said"))
quotations.show_variants(corpus, state.heed("variants"))
quotations.show_printers(corpus, state.heed("printers"))
left, right = beside("reported", 3, 1)
with left:
    quotations.show_reported(corpus, state.heed("reported"))
with right:
    quotations.show_verbs()
