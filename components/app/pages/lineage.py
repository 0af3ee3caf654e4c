"""Lineage: the versions of a family over time, and what became of each sentence."""

from components.app import state
from components.app.caches import open_library
from components.app.head.first_visit import show_empty_state
from components.app.lineage import family_cards
from components.app.lineage.base_text import show_base_text
from components.app.lineage.family_table import choose_family

corpus = open_library.corpus()
show_empty_state(corpus)
family = choose_family(corpus)
if family:
    family_cards.note_what_is_whole(corpus, family)
    family_cards.show_descent(corpus, family)
    show_base_text(corpus, state.read(), family)
    family_cards.show_sentences(corpus, family)
