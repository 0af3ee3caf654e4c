"""A real file of every format, and every kind of bad one: the mixed folder analysts have."""

import pytest

from benchmarks.real_files import ARTICLES, BAD, MAKERS, invent, make_file, make_folder
from components.corpus.readers import propose_columns, read_file
from components.corpus.readers.detect_format import FORMATS, format_of


@pytest.mark.parametrize("kind", MAKERS)
def test_a_real_file_of_each_format_gives_its_articles(kind):
    reading = read_file(f"a.{kind}", make_file(kind, invent(7)))
    assert reading.rejected == []
    assert len(reading.articles) == ARTICLES.get(kind, 1)
    assert all(one.text for one in reading.articles)


def test_every_format_that_is_read_has_a_real_file():
    made = {format_of(f"a.{kind}") for kind in MAKERS}
    assert made == set(FORMATS)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_a_sentence(name):
    reading = read_file(name, BAD[name](invent(7)))
    assert reading.articles == []
    assert reading.rejected[0].reason.endswith(".")


def test_a_mail_of_outlook_gives_its_subject_text_and_day():
    story = invent(7)
    (article,) = read_file("a.msg", make_file("msg", story)).articles
    assert (article.title, article.published) == (story.title, story.day)
    assert article.text == story.text


def test_an_old_word_document_is_no_mail_of_outlook():
    (rejection,) = read_file("a.doc", make_file("msg", invent(7))).rejected
    assert "format before 2007" in rejection.reason


def test_a_mixed_folder_says_what_is_to_become_of_each_file(tmp_path):
    expected = make_folder(tmp_path, 60)
    assert sorted(set(expected.values())) == ["asked", "read", "rejected"]
    assert {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.*")} == set(expected)
    (asked,) = (name for name, outcome in expected.items() if outcome == "asked")
    columns = propose_columns(asked, (tmp_path / asked).read_bytes())
    assert columns.fields == {"text": "stuk", "date": "dag"}
