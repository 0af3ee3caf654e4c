"""Lineage: the versions of a family over time, and what became of each sentence."""

from components.app.caches import library_cache
from components.app.head.first_visit import show_empty_state
from components.app.lineage import family_history

corpus = library_cache.corpus()
show_empty_state(corpus)
family = family_history.choose_family(corpus)
if family:
    family_history.show_descent(corpus, family)
    family_history.show_sentences(corpus, family)
