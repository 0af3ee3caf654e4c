"""Words: keyness of the selected articles, and the concordance of a term."""

from components.app import state
from components.app.caches import open_library
from components.app.caches.selection_cache import word_table
from components.app.cards import busy
from components.app.head.first_visit import show_empty_state
from components.app.words import concordance, keyness

corpus = open_library.corpus()
show_empty_state(corpus)
selection = state.read()
with busy("words", "Counting the words of all articles"):
    table = word_table()
if table is None:
    keyness.show_unread(corpus)
else:
    keyness.show_distinctive(corpus, selection, table)
    concordance.show_concordance(corpus, selection, table)
