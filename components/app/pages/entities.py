"""Entities: who is named, where, by what name, and with whom."""

from components.app import state
from components.app.caches import library_cache
from components.app.cards import beside, note, show_empty_state
from components.app.entities import cooccurrence, entity_card, entity_counts, mentions, name_list

corpus = library_cache.corpus()
show_empty_state(corpus)
selection = state.read()

entity_counts.show_progress(corpus)
entity_card.show_latest(corpus)
shown = entity_counts.choose_counts(corpus)
left, right = beside("counts", 9, 11)
with left:
    entity_counts.show_counts(corpus, state.apply_pick("bars"), shown)
with right:
    entity_counts.show_by_article(corpus, state.apply_pick("grid"), shown)
if selection.entity:
    entity_card.show_card(corpus, selection)
    mentions.show_naming(corpus, selection)
    mentions.show_mentions(corpus, selection)
else:
    note("Select a name to see its forms, to read its mentions, and to correct what is wrong.")
cooccurrence.show_cooccurrence(corpus, state.apply_pick("together"), shown)
cooccurrence.show_only_in_one(corpus, selection, shown)
left, right = beside("decided", 3, 2)
with left:
    entity_card.show_history(corpus)
with right:
    name_list.show_name_list(corpus)
