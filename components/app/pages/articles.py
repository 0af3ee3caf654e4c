"""Articles: the table, what a search found, and one of them to read."""

from components.app import cached
from components.app.articles import editing, found, noting, reading, table
from components.app.cards import beside
from components.app.empty import invite_when_empty

corpus = cached.corpus()
editing.show_conflicts(corpus)
invite_when_empty(corpus)
left, right = beside("reading", 11, 9)
with left:
    found.show(corpus)
    table.show_table(corpus)
with right:
    reading.show(corpus)
editing.show_dialog(corpus)
noting.show_dialog()
