"""Library: the list of libraries, health, bin, history and audit."""

from components.app.caches import open_library
from components.app.cards import beside
from components.app.library import audit_card, health_card, library_list, maintenance_cards

corpus = open_library.corpus()
left, right = beside("library", 1, 1)
with left:
    library_list.show(corpus)
    health_card.show_health()
with right:
    maintenance_cards.show_bin()
    maintenance_cards.show_changes(corpus)
    audit_card.show()
