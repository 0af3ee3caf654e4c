"""Overview: what is in this pile, and how it hangs together."""

from components.app import cached, overview, overview_alike, overview_reuse, state
from components.app.cards import beside
from components.app.empty import invite_when_empty
from components.app.map import show

corpus = cached.corpus()
invite_when_empty(corpus)
selection = state.read()

overview.show_figures(corpus, selection)
left, right = beside("similarity", 11, 9)
with left:
    show.show_map(corpus, selection)
    overview_alike.show_matrix(corpus, selection)
with right:
    if selection.pair:
        overview_alike.show_picked_pair(corpus, selection.pair)
    overview_alike.show_pairs(corpus, selection)
left, right = beside("names", 9, 11)
with left:
    overview.show_entities(corpus, selection)
with right:
    overview.show_timeline(corpus, selection)
    overview.show_articles(corpus, selection)
left, right = beside("reuse", 11, 9)
with left:
    overview_reuse.show_sources(corpus, selection)
with right:
    overview_reuse.show_taken(corpus, selection)
