"""Articles: table and search results beside the reading view of one article."""

from components.app.articles import article_table, details_form, reading
from components.app.caches import open_library
from components.app.cards import beside
from components.app.head.first_visit import show_empty_state
from components.app.notes import note_dialog

corpus = open_library.corpus()
details_form.show_conflicts(corpus)
show_empty_state(corpus)
left, right = beside("reading", 11, 9)
with left:
    article_table.show_search_results(corpus)
    article_table.show_table(corpus)
with right:
    reading.show_article(corpus)
details_form.show_dialog(corpus)
note_dialog.show_note_dialog()
