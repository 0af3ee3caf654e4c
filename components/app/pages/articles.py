"""Articles: the table, and one of them to read."""

from components.app import articles, cached
from components.app.cards import beside
from components.app.empty import invite_when_empty

corpus = cached.corpus()
articles.show_bin()
invite_when_empty(corpus)
left, right = beside("reading", 11, 9)
with left:
    articles.show_table(corpus)
with right:
    articles.show_reading(corpus)
