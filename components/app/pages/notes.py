"""Notes: every tag, note and verdict, by whom and where."""

from components.app import annotations, cached
from components.app.empty import invite_when_empty

corpus = cached.corpus()
invite_when_empty(corpus)
annotations.show(corpus)
