"""Entities: who is named, where, and by what name."""

from components.app import cached, entities, state
from components.app.cards import beside
from components.app.empty import invite_when_empty

corpus = cached.corpus()
invite_when_empty(corpus)
selection = state.read()

entities.show_progress(corpus)
kinds = entities.choose_types(corpus)
left, right = beside("counts", 9, 11)
with left:
    entities.show_counts(corpus, selection, kinds)
with right:
    entities.show_by_article(corpus, selection, kinds)
entities.show_mentions(corpus, selection)
