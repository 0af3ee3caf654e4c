"""Quotations: speakers, quotations, their variants and printers, and reported speech."""

from components.app import state
from components.app.caches import library_cache
from components.app.cards import beside, show_unread
from components.app.head.first_visit import show_empty_state
from components.app.quotations import speakers

corpus = library_cache.corpus()
show_empty_state(corpus)

show_unread(corpus, quotations="quotations")
left, right = beside("speakers", 9, 11)
with left:
    speakers.show_speakers(corpus, speakers.find_quotations(corpus, state.selection_of("speakers")))
with right:
    speakers.show_quotations(corpus, state.selection_of("said"))
speakers.show_variants(corpus, state.selection_of("variants"))
speakers.show_printers(corpus, state.selection_of("printers"))
left, right = beside("reported", 3, 1)
with left:
    speakers.show_reported(corpus, state.selection_of("reported"))
with right:
    speakers.show_verbs()
