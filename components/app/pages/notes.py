"""Notes: all tags, notes and verdicts, with who wrote them and where."""

from components.app.caches import library_cache
from components.app.head.first_visit import show_empty_state
from components.app.notes import annotation_cards

corpus = library_cache.corpus()
show_empty_state(corpus)
annotation_cards.show_annotations(corpus)
