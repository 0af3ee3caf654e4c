"""Which words set articles apart."""

from components.app.worker.work import work_through
from components.corpus.article import Article
from components.corpus.store import open_store


def captions(app):
    return " ".join(str(c.value) for c in app.caption)


def test_without_a_selection_each_source_shows_its_words(open_page, sample_library):
    app = open_page(sample_library, "words")
    assert "What sets each source apart" in [s.value for s in app.subheader]


def test_a_source_is_compared_with_the_others(open_page, sample_library):
    app = open_page(sample_library, "words", {"source": "Agence Boréale"})
    titles = [s.value for s in app.subheader]
    assert titles[:2] == ["More frequent here", "More frequent in the others"]
    assert "compared with" in captions(app)


def test_too_few_words_are_said_to_be_too_few(open_page, tmp_path):
    url = f"sqlite:///{tmp_path / 'few.sqlite'}"
    texts = ("One bridge closed on Monday.", "One bridge closed on Tuesday.")
    store = open_store(url)
    store.add(
        [
            Article(id=f"{n:012x}", title="", text=text, source=f"Wire {n}")
            for n, text in enumerate(texts)
        ]
    )
    work_through(store)
    app = open_page(url, "words", {"source": "Wire 0"})
    assert "too few to find" in captions(app)
