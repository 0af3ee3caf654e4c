"""Library: which one is open, what was removed and changed in it, and how it is kept."""

from components.app import cached
from components.app.cards import beside
from components.app.library import libraries, upkeep

corpus = cached.corpus()
left, right = beside("library", 1, 1)
with left:
    libraries.show(corpus)
    upkeep.show_health()
with right:
    upkeep.show_bin()
    upkeep.show_changes(corpus)
