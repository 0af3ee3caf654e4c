"""Words: what sets some articles apart, and every place of a word in its context."""

from components.app import state
from components.app.caches import library_cache
from components.app.caches.selection_cache import words
from components.app.cards import busy, show_empty_state
from components.app.words import concordance, keyness

corpus = library_cache.corpus()
show_empty_state(corpus)
selection = state.read()
with busy("words", "Counting the words of all articles"):
    table = words()
if table is None:
    keyness.show_unread(corpus)
else:
    keyness.show_distinctive(corpus, selection, table)
    concordance.show_concordance(corpus, selection, table)
