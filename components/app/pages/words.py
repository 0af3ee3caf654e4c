"""Words: what sets some articles apart, and every place of a word in its context."""

from components.app import cached, state
from components.app.cards import busy
from components.app.empty import invite_when_empty
from components.app.words import concordance, distinctive
from components.app.words.cached import words

corpus = cached.corpus()
invite_when_empty(corpus)
selection = state.read()
with busy("words", "Counting the words of all articles"):
    table = words()
if table is None:
    distinctive.say_unread(corpus)
else:
    distinctive.show_distinctive(corpus, selection, table)
    concordance.show(corpus, selection, table)
