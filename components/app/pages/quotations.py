"""Quotations: who says what, and what becomes of it from one article to the next."""

from components.app import state
from components.app.caches import library_cache
from components.app.cards import beside, show_empty_state, show_unread
from components.app.quotations import speakers

corpus = library_cache.corpus()
show_empty_state(corpus)

show_unread(corpus, quotations="quotations")
left, right = beside("speakers", 9, 11)
with left:
    speakers.show_speakers(corpus, speakers.find_quotations(corpus, state.apply_pick("speakers")))
with right:
    speakers.show_quotations(corpus, state.apply_pick("said"))
speakers.show_variants(corpus, state.apply_pick("variants"))
speakers.show_printers(corpus, state.apply_pick("printers"))
left, right = beside("reported", 3, 1)
with left:
    speakers.show_reported(corpus, state.apply_pick("reported"))
with right:
    speakers.show_verbs()
