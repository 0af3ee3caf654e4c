"""Texts that take longer to compare than a page may take."""

import threading

import pytest

from components.app.caches import comparison_cache
from components.app.compare import long_texts
from components.corpus.store import open_store

WAITING = "Still being compared"


@pytest.fixture
def pair(sample_library):
    """The link to the comparison of two versions of the sample."""
    store = open_store(sample_library)
    articles = store.articles()
    first, second = articles[articles["title"].str.contains("Peace Talks|Zelensky asks")]["id"][:2]
    store.close()
    return {"pair": f"{first}.{second}"}


@pytest.fixture
def held(monkeypatch):
    """Comparisons of any text wait beside the page until this is set."""
    release, original = threading.Event(), comparison_cache.alignments

    def align(stamp, pairs):
        if threading.current_thread() is not threading.main_thread():
            release.wait(60)
        return original(stamp, pairs)

    monkeypatch.setattr(long_texts, "LONG", 0)
    monkeypatch.setattr(long_texts, "PATIENCE", 0)
    monkeypatch.setattr(long_texts, "_begun", type(long_texts._begun)())
    monkeypatch.setattr(long_texts.comparison_cache, "alignments", align)
    yield release
    release.set()


def headings(app):
    return [one.value for one in app.subheader]


def test_the_page_says_what_is_worked_out_until_it_is_there(open_page, sample_library, pair, held):
    app = open_page(sample_library, "compare", pair)
    assert headings(app) == [WAITING]
    told = [one.value for one in app.text]
    assert sum(one.endswith("words") for one in told) == 2
    (comparison,) = long_texts._begun.values()
    held.set()
    assert comparison.is_done(60)
    app.run()
    assert not app.exception
    assert WAITING not in headings(app)
    assert "What was changed" in headings(app)


def test_short_texts_are_compared_at_once(open_page, sample_library, pair):
    assert long_texts.LONG == 60_000
    app = open_page(sample_library, "compare", pair)
    assert "What was changed" in headings(app)
    assert not long_texts._begun
