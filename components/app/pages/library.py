"""Library: which one is open, what was removed and changed in it, and how it is kept."""

from components.app import cached, libraries, library
from components.app.cards import beside

corpus = cached.corpus()
left, right = beside("library", 1, 1)
with left:
    libraries.show(corpus)
    library.show_health()
with right:
    library.show_bin()
    library.show_changes(corpus)
