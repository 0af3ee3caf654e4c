"""Library: the list of libraries, health, bin and history."""

from components.app.caches import library_cache
from components.app.cards import beside
from components.app.library import libraries, maintenance

corpus = library_cache.corpus()
left, right = beside("library", 1, 1)
with left:
    libraries.show(corpus)
    maintenance.show_health()
with right:
    maintenance.show_bin()
    maintenance.show_changes(corpus)
