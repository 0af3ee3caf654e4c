"""The Quotations page on a library of its own."""

import shutil

import pytest

from components.analysis.pipeline.step import split_version
from components.app.worker.stored_inputs import StoredInputs
from components.app.worker.work import work_through
from components.corpus.article import Article
from components.corpus.store import open_store


@pytest.fixture
def library(sample_library, tmp_path):
    open_store(sample_library).close()
    shutil.copy(sample_library.removeprefix("sqlite:///"), tmp_path / "own.sqlite")
    return f"sqlite:///{tmp_path / 'own.sqlite'}"


def words_on(app):
    shown = [*app.text, *app.info, *app.warning, *app.caption, *app.subheader]
    return " ".join(str(element.value) for element in shown)


def drawn(app):
    return " ".join(str(element.proto) for element in app.get("bidi_component"))


def test_cue_and_confidence_stand_beside_a_quotation_and_reported_speech_apart(
    open_page, sample_library
):
    app = open_page(sample_library, "quotations")
    assert not app.exception
    assert "99% sure: subject of" in drawn(app)
    assert "In the writer’s words" in words_on(app)
    assert "clause of" in drawn(app)


def test_quotations_too_short_to_compare_are_not_said_to_be_in_one_article(open_page, home):
    store = open_store(home)
    told = "The ferry to Wendle was late on Monday. “We are sorry,” said {0} at the {1}."
    people = (("Anna Berg", "harbour"), ("Boris Thal", "office"))
    store.add([Article(f"{n:012x}", "Ferry", told.format(*who)) for n, who in enumerate(people)])
    work_through(store)
    store.close()
    words = words_on(open_page(home, "quotations"))
    assert "No quotation of 4 words or more is in more than one of the selected articles." in words


def test_the_matrix_tells_who_prints_what(open_page, sample_library):
    app = open_page(sample_library, "quotations")
    assert "Who prints it and who does not" in words_on(app)
    assert "\\u2014" in drawn(app) or "—" in drawn(app)


def test_a_verb_of_the_analysts_own_has_the_articles_read_again(open_page, library):
    store = open_store(library)
    without, _ = split_version(store.results.frame("quotations").version)
    app = open_page(library, "quotations")
    app.multiselect(key="verbs").set_value(["Opine", "not a verb"]).run()
    assert not app.exception
    assert "A verb must be one word made of letters" in words_on(app)
    assert store.verdicts.all("verb")["key"].tolist() == ["opine"]
    work_through(store)
    made_by, _ = split_version(store.results.frame("quotations").version)
    assert made_by == StoredInputs(store).versions["speakers"]
    assert made_by != without
    store.close()
