"""Entities: who is named, where, by what name, and with whom."""

from components.app import cached, state
from components.app.cards import beside, note
from components.app.empty import invite_when_empty
from components.app.entities import (
    card,
    counts,
    keeping,
    mentions,
    name_list,
    naming,
    only_in,
    together,
)

corpus = cached.corpus()
invite_when_empty(corpus)
selection = state.read()

counts.show_progress(corpus)
keeping.show_latest(corpus)
shown = counts.choose_shown(corpus)
left, right = beside("counts", 9, 11)
with left:
    counts.show_counts(corpus, state.heed("bars"), shown)
with right:
    counts.show_by_article(corpus, state.heed("grid"), shown)
if selection.entity:
    card.show_card(corpus, selection)
    naming.show_naming(corpus, selection)
    mentions.show_mentions(corpus, selection)
else:
    note("Select a name to see its forms, to read its mentions, and to correct what is wrong.")
together.show_together(corpus, state.heed("together"), shown)
only_in.show_only_in(corpus, selection, shown)
left, right = beside("decided", 3, 2)
with left:
    keeping.show_history(corpus)
with right:
    name_list.show_name_list(corpus)
