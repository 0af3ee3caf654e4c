"""Notes: every tag, note and verdict, by whom and where."""

from components.app.caches import library_cache
from components.app.cards import show_empty_state
from components.app.notes import annotation_cards

corpus = library_cache.corpus()
show_empty_state(corpus)
annotation_cards.show_annotations(corpus)
