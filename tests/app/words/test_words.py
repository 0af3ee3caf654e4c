"""The page Words: what sets articles apart, and every place of a term."""

import json

import pytest

from components.corpus.article import Article
from components.corpus.store import open_store


def parts(app):
    return [json.loads(c.proto.json) for c in app.get("bidi_component") if c.proto.json]


def lines(app):
    return [line for part in parts(app) for line in part.get("lines", [])]


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


def test_a_term_shows_its_places_on_both_sides(open_page, sample_library):
    app = open_page(sample_library, "words", {"source": "Agence Boréale", "term": "zelenskyy"})
    assert not app.exception
    titles = [s.value for s in app.subheader]
    assert titles[2:] == ["In the selected articles", "In the others"]
    assert "6 places in 2 articles" in captions(app)
    assert "3 places in 1 article," in captions(app)


def test_a_term_narrows_the_other_pages(open_page, sample_library):
    app = open_page(sample_library, "articles", {"term": "zelenskyy"})
    assert any("3 of 15 articles" in str(c.value) for c in app.caption)


def test_the_entity_is_shown_where_no_term_is_asked_for(open_page, sample_library):
    app = open_page(sample_library, "words", {"entity": "Maren Vollan"})
    assert "In the selected articles" in [s.value for s in app.subheader]
    assert "in the others" not in captions(app)


def test_typing_a_term_puts_it_into_the_link(open_page, sample_library):
    app = open_page(sample_library, "words")
    app.text_input(key="term-").set_value("ferry").run()
    assert app.query_params["term"] in ("ferry", ["ferry"])


@pytest.mark.parametrize("term", ["?!", "a AND (", '"', "zzzz"])
def test_a_term_without_places_is_answered_in_words(open_page, sample_library, term):
    app = open_page(sample_library, "words", {"term": term})
    assert not app.exception
    assert "does not occur here" in captions(app) or "contains no word" in captions(app)


def test_too_few_words_are_said_to_be_too_few(open_page, tmp_path):
    from components.app.worker.work import work_through

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
