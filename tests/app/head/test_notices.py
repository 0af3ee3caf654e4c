"""A page that is drawn while the library changes."""

import shutil
from itertools import count

import pytest

from components.app.caches import open_library
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
