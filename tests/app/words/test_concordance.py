"""Every place of a term, and the term in the link."""

import pytest


def captions(app):
    return " ".join(str(c.value) for c in app.caption)


def test_a_term_shows_its_places_on_both_sides(open_page, sample_library):
    app = open_page(sample_library, "words", {"source": "Agence Boréale", "term": "zelenskyy"})
    assert not app.exception
    titles = [s.value for s in app.subheader]
    assert titles[2:] == ["In the selected articles", "In the others", "Neighbours"]
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
