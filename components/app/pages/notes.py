"""Notes: all notes, searched and exported; all tags, notes and verdicts, with who and where."""

from components.app.caches import open_library
from components.app.head.first_visit import show_empty_state
from components.app.notes import annotation_cards, note_dialog, note_list

corpus = open_library.corpus()
show_empty_state(corpus)
note_list.show_notes(corpus)
annotation_cards.show_annotations(corpus)
note_dialog.show_note_dialog()
