"""Overview: what is in this pile, and how it hangs together."""

from components.app import state
from components.app.caches import library_cache
from components.app.cards import beside, show_empty_state
from components.app.overview import charts, reuse, similar_articles

corpus = library_cache.corpus()
show_empty_state(corpus)
selection = state.read()

charts.show_key_figures(corpus, selection)
left, right = beside("similarity", 11, 9)
with left:
    charts.show_map(corpus, state.apply_pick("map"))
    similar_articles.show_matrix(corpus, state.apply_pick("matrix"))
with right:
    similar_articles.show_pair(corpus, selection)
    similar_articles.show_pairs(corpus, state.apply_pick("pairs"))
left, right = beside("names", 9, 11)
with left:
    charts.show_entities(corpus, state.apply_pick("entities"))
with right:
    charts.show_timeline(corpus, state.apply_pick("timeline"))
    charts.show_articles(corpus, state.apply_pick("articles"))
left, right = beside("reuse", 11, 9)
with left:
    reuse.show_sources(corpus, state.apply_pick("sources"))
with right:
    reuse.show_taken(corpus, state.apply_pick("taken"))
