"""Overview: counts, similarity, entities, timeline and reuse of the selected articles."""

from components.app import state
from components.app.caches import open_library
from components.app.cards import beside
from components.app.head.filter_bar import explain_no_match
from components.app.head.first_visit import show_empty_state
from components.app.overview import charts, key_figures, reuse, similar_articles

corpus = open_library.corpus()
show_empty_state(corpus)
selection = state.read()
explain_no_match(corpus, selection)

key_figures.show_key_figures(corpus, selection)
left, right = beside("similarity", 11, 9)
with left:
    charts.show_map(corpus, state.selection_of("map"))
    similar_articles.show_matrix(corpus, state.selection_of("matrix"))
with right:
    similar_articles.show_pair(corpus, selection)
# Two columns, so that no card waits for the longer one beside it.
left, right = beside("more", 1, 1)
with left:
    similar_articles.show_pairs(corpus, state.selection_of("pairs"))
    charts.show_articles(corpus, state.selection_of("articles"))
    reuse.show_sources(corpus, state.selection_of("sources"))
with right:
    charts.show_entities(corpus, state.selection_of("entities"))
    charts.show_timeline(corpus, state.selection_of("timeline"))
    reuse.show_taken(corpus, state.selection_of("taken"))
