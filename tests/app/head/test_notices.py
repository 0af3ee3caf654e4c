"""A page that is drawn while the library changes."""

import json
import shutil
from itertools import count

import pytest

from components.app.caches import open_library
from components.corpus.article import Article
from components.corpus.store import open_store


@pytest.fixture
def changing(sample_library, tmp_path, monkeypatch):
    """A library in which something changes whenever a page has just read it."""
    path = tmp_path / "library.sqlite"
    shutil.copy(sample_library.removeprefix("sqlite:///"), path)
    address = f"sqlite:///{path}"
    store = open_store(address)
    first, numbers, read = store.articles()["id"][0], count(1), open_library.corpus

    def read_and_change():
        found = read()
        store.edit(first, author=f"Reporter {next(numbers)}")
        return found

    monkeypatch.setattr(open_library, "corpus", read_and_change)
    yield address
    store.close()


def test_a_click_is_not_lost_to_what_changes_while_it_is_answered(changing, open_page):
    app = open_page(changing)
    button = next(one for one in app.button if one.label == "Compare side by side")
    button.click().run()
    assert [title.value for title in app.title] == ["Compare"]


def told(app):
    """What the head says of numbers that are behind."""
    drawn = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    return next(one["guide"]["anew"] for one in drawn if "guide" in one)


def test_numbers_that_are_up_to_date_are_shown_without_a_word(open_page, sample_library):
    assert told(open_page(sample_library)) == ""


def test_after_an_upload_numbers_of_before_are_said_to_be_counted_again(
    open_page, sample_library, tmp_path
):
    path = tmp_path / "library.sqlite"
    shutil.copy(sample_library.removeprefix("sqlite:///"), path)
    store = open_store(f"sqlite:///{path}")
    store.add([Article("0" * 12, "Tram late", "The tram was late.", language="en")])
    store.close()
    app = open_page(f"sqlite:///{path}")
    assert told(app).startswith("being counted again: all numbers")
    assert any("people named, being counted again" in one.proto.body for one in app.get("html"))


def test_after_a_change_of_what_counts_only_what_it_changes_is_counted_again(
    open_page, sample_library
):
    words = told(open_page(sample_library, "overview", {"without": "quotations"}))
    assert "similarity" in words
    assert "names" not in words


def test_a_page_waits_for_tables_of_which_it_has_those_of_before_and_not_for_new_ones(
    sample_library, tmp_path, monkeypatch
):
    path = tmp_path / "library.sqlite"
    shutil.copy(sample_library.removeprefix("sqlite:///"), path)
    monkeypatch.setenv("PARALLAX_LIBRARY", f"sqlite:///{path}")
    assert not open_library.is_made_again()  # all are up to date
    store = open_store(f"sqlite:///{path}")
    store.add([Article("0" * 12, "Tram late", "The tram was late.", language="en")])
    assert open_library.is_made_again()
    store.results.drop_frame("mentions")
    assert not open_library.is_made_again()
    store.close()
