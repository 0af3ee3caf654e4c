"""Words: what sets some articles apart, and every place of a word in its context."""

from components.app import cached, concordance, state, words
from components.app.empty import invite_when_empty

corpus = cached.corpus()
invite_when_empty(corpus)
selection = state.read()
table = cached.words()
if table is None:
    words.say_unread()
else:
    words.show_distinctive(corpus, selection)
    concordance.show(corpus, selection, table)
