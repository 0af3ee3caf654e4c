"""Overview: what is in this pile, and how it hangs together."""

from components.app import cached, state
from components.app.cards import beside
from components.app.empty import invite_when_empty
from components.app.overview import alike, charts, map, reuse

corpus = cached.corpus()
invite_when_empty(corpus)
selection = state.read()

charts.show_figures(corpus, selection)
left, right = beside("similarity", 11, 9)
with left:
    map.show_map(corpus, state.heed("map"))
    alike.show_matrix(corpus, state.heed("matrix"))
with right:
    alike.show_pair(corpus, selection)
    alike.show_pairs(corpus, state.heed("pairs"))
left, right = beside("names", 9, 11)
with left:
    charts.show_entities(corpus, state.heed("entities"))
with right:
    charts.show_timeline(corpus, state.heed("timeline"))
    charts.show_articles(corpus, state.heed("articles"))
left, right = beside("reuse", 11, 9)
with left:
    reuse.show_sources(corpus, state.heed("sources"))
with right:
    reuse.show_taken(corpus, state.heed("taken"))
