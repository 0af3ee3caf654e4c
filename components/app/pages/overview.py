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
    show.show_map(corpus, state.heed("map"))
    overview_alike.show_matrix(corpus, state.heed("matrix"))
with right:
    if selection.pair:
        overview_alike.show_picked_pair(corpus, selection.pair)
    overview_alike.show_pairs(corpus, state.heed("pairs"))
left, right = beside("names", 9, 11)
with left:
    overview.show_entities(corpus, state.heed("entities"))
with right:
    overview.show_timeline(corpus, state.heed("timeline"))
    overview.show_articles(corpus, state.heed("articles"))
left, right = beside("reuse", 11, 9)
with left:
    overview_reuse.show_sources(corpus, state.heed("sources"))
with right:
    overview_reuse.show_taken(corpus, state.heed("taken"))
