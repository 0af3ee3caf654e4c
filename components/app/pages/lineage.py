"""Lineage: a family of versions over time, and what became of each sentence."""

from components.app import cached, lineage
from components.app.empty import invite_when_empty

corpus = cached.corpus()
invite_when_empty(corpus)
family = lineage.choose_family(corpus)
if family:
    lineage.show_descent(corpus, family)
    lineage.show_sentences(corpus, family)
