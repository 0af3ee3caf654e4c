"""Own stop words on the pages: added, said, taken back, and stated in exports."""

import shutil

import pytest

from components.app.worker.result_tables import STOP_WORD
from components.corpus.store import open_store


@pytest.fixture
def library(sample_library, tmp_path):
    """The analysed sample, which a test may change."""
    path = tmp_path / "library.sqlite"
    shutil.copy(sample_library.removeprefix("sqlite:///"), path)
    return f"sqlite:///{path}"


def held(library):
    return open_store(library).verdicts.all(STOP_WORD)["key"].tolist()


def texts(app):
    return [str(one.value) for one in app.text]


def captions(app):
    return " ".join(str(one.value) for one in app.caption)


def button(app, label):
    return next(one for one in app.button if one.label == label)


def test_the_selected_word_is_left_out_everywhere_and_undo_brings_it_back(open_page, library):
    app = open_page(library, "words", {"term": "Zelenskyy", "source": "Agence Boréale"})
    button(app, "Leave this word out everywhere").click().run()
    assert held(library) == ["zelenskyy"]
    assert "Left out everywhere: zelenskyy" in texts(app)
    assert "Count this word again" in [one.label for one in app.button]
    button(app, "Undo").click().run()
    assert held(library) == []
    assert "Undone: Left out everywhere: zelenskyy" in texts(app)
    button(app, "Redo").click().run()
    assert held(library) == ["zelenskyy"]


def test_a_pasted_list_is_left_out_and_similarity_said_to_be_counted_anew(open_page, library):
    app = open_page(library, "words", {"words-view": "Own stop words"})
    assert "No word of your own is left out yet" in captions(app)
    app.text_area(key="stop-words-0").set_value("talks, Delegation\n# a comment\nround")
    button(app, "Leave these words out").click().run()
    assert held(library) == ["delegation", "round", "talks"]
    assert "3 own stop words, each left out in all its forms." in captions(app)
    assert "Similarity is being counted again" in captions(app)
    button(app, "Count all of them again").click().run()
    assert held(library) == []


def test_the_panel_of_settings_takes_words_and_counts_them(open_page, library):
    app = open_page(library, "words")
    app.session_state["what-counts"] = True  # the panel is open
    app.run()
    app.text_input(key="panel-stop-words-0").set_value("talks delegation").run()
    assert "2 own stop words: delegation, talks" in texts(app)


def test_a_phrase_cannot_be_left_out(open_page, library):
    app = open_page(library, "words", {"term": "peace talks"})
    assert "Leave this word out everywhere" not in [one.label for one in app.button]
    assert "Show over time" in [one.label for one in app.button]


def test_a_term_that_is_left_out_is_not_drawn_over_time(open_page, library):
    open_store(library).verdicts.set(STOP_WORD, "talks", "left out", who="Ann")
    query = {"words-view": "Over time", "term": "talks"}
    app = open_page(library, "words", query)
    assert "Among your own stop words, so not drawn: talks" in texts(app)
