"""Notes: all tags, notes and verdicts, with who wrote them and where."""

from components.app.caches import open_library
from components.app.head.first_visit import show_empty_state
from components.app.notes import annotation_cards

corpus = open_library.corpus()
show_empty_state(corpus)
annotation_cards.show_annotations(corpus)
