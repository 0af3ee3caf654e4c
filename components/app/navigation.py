"""Ways from one page to another."""

from __future__ import annotations

from components.app import state
from components.app.caches import library_cache
from components.app.caches.snapshot import Corpus

COMPARE = "components/app/pages/compare.py"
ARTICLES = "components/app/pages/articles.py"
ENTITIES = "components/app/pages/entities.py"
LINEAGE = "components/app/pages/lineage.py"


def open_article(article: str) -> None:
    """Go to the reading view of an article."""
    state.keep("read", article)
    state.keep("place", None)
    state.switch_page(ARTICLES)


def open_place(place: str) -> None:
    """Go to a place, `article.start.end`, in the reading view; an empty one is the beginning."""
    article, start, end = place.split(".")
    state.keep("read", article)
    state.keep("place", (int(start), int(end)) if int(start) < int(end) else None)
    state.switch_page(ARTICLES)


def pick_pair(first: str, second: str) -> None:
    """Pick two articles, the earlier first."""
    state.put("pair", earlier_first(library_cache.corpus(), first, second))


def earlier_first(corpus: Corpus, first: str, second: str) -> tuple[str, str]:
    """Two articles in the order of their days."""
    ids = corpus.articles["id"]
    known = ids[ids.isin([first, second])].tolist()
    return (known[0], known[1]) if len(known) == 2 else (first, second)


def open_pair(first: str, second: str) -> None:
    """Pick two articles and go to Compare."""
    pick_pair(first, second)
    state.switch_page(COMPARE)
