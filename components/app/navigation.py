"""Navigation: callbacks that open an article, a place in it or a pair on another page."""

from __future__ import annotations

from components.app import state
from components.app.caches import open_library
from components.app.tables.snapshot import Corpus

COMPARE = "components/app/pages/compare.py"
ARTICLES = "components/app/pages/articles.py"
ENTITIES = "components/app/pages/entities.py"
LINEAGE = "components/app/pages/lineage.py"


def open_article(article: str) -> None:
    """Open an article in the reading view."""
    state.keep("read", article)
    state.keep("place", None)
    state.switch_page(ARTICLES)


def open_place(place: str) -> None:
    """Open `article.start.end` in the reading view, scrolled to that span unless it is empty."""
    article, start, end = place.split(".")
    state.keep("read", article)
    state.keep("place", (int(start), int(end)) if int(start) < int(end) else None)
    state.switch_page(ARTICLES)


def select_pair(first: str, second: str) -> None:
    """Select two articles for comparison, the earlier one first."""
    state.put("pair", earlier_first(open_library.corpus(), first, second))


def earlier_first(corpus: Corpus, first: str, second: str) -> tuple[str, str]:
    """Two articles by day of publication; as given when one is not in the corpus."""
    ids = corpus.articles["id"]
    known = ids[ids.isin([first, second])].tolist()
    return (known[0], known[1]) if len(known) == 2 else (first, second)


def open_pair(first: str, second: str) -> None:
    """Select two articles and open Compare."""
    select_pair(first, second)
    state.switch_page(COMPARE)


def open_base(article: str) -> None:
    """Open Lineage on an article as the base text, against all versions of its family."""
    show_base(article)
    state.keep("family", article)
    state.switch_page(LINEAGE)


def show_base(article: str) -> None:
    """Scroll Lineage to the base text, with this article as the base."""
    state.keep("sentence", "")
    state.keep("base", article)
    state.keep("to_base", state.kept("to_base", 0) + 1)
