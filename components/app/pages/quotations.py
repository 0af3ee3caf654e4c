"""Quotations: speakers, quotations, their variants and printers, and reported speech."""

from components.app import state
from components.app.caches import open_library
from components.app.cards import beside, show_unread
from components.app.head.filter_bar import explain_no_match
from components.app.head.first_visit import show_empty_state
from components.app.quotations import quotation_cards, reporting_verbs

corpus = open_library.corpus()
show_empty_state(corpus)
explain_no_match(corpus, state.read())

show_unread(corpus, quotations="quotations")
left, right = beside("speakers", 9, 11)
with left:
    quotation_cards.show_speakers(corpus, state.selection_of("speakers"))
with right:
    quotation_cards.show_quotations(corpus, state.selection_of("said"))
quotation_cards.show_variants(corpus, state.selection_of("variants"))
quotation_cards.show_printers(corpus, state.selection_of("printers"))
left, right = beside("reported", 3, 1)
with left:
    quotation_cards.show_reported(corpus, state.selection_of("reported"))
with right:
    reporting_verbs.show_verbs()
