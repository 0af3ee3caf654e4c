"""The table of the Articles page, and what can be done with several articles at once."""

import pytest

from components.corpus.article import Article
from components.corpus.store import open_store

IDS = [f"{number:012x}" for number in range(3)]


@pytest.fixture
def library(tmp_path):
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    store = open_store(url)
    store.add([Article(id, f"Ferry {id[-1]}", f"The ferry was late on day {id}.") for id in IDS])
    store.close()
    return url


def labels(app):
    return [one.label for one in app.button]


def click(app, label):
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception


def test_without_a_tick_nothing_can_be_edited_or_removed(open_page, library):
    app = open_page(library, "articles")
    disabled = {one.label: one.disabled for one in app.button}
    assert disabled["Edit selected"]
    assert disabled["Remove selected"]


def test_all_that_are_selected_are_removed_and_come_back(open_page, library):
    app = open_page(library, "articles")
    click(app, "Select all")
    click(app, "Remove 3 selected")
    store = open_store(library)
    assert store.articles().empty
    click(app, "Undo")
    assert sorted(store.articles()["id"]) == IDS
    store.close()


def test_selecting_none_takes_every_tick_away(open_page, library):
    app = open_page(library, "articles")
    click(app, "Select all")
    click(app, "Select none")
    assert "Edit selected" in labels(app)


def test_all_that_are_selected_are_edited_in_one_dialog(open_page, library):
    app = open_page(library, "articles")
    click(app, "Select all")
    click(app, "Edit 3 selected")
    assert any(one.value == "Your changes here apply to 3 articles." for one in app.text)


def test_the_day_of_the_last_change_has_a_column_where_any_is_known(open_page, library):
    app = open_page(library, "articles")
    assert "modified" not in app.dataframe[0].proto.column_order
    store = open_store(library)
    store.edit(IDS[1], modified="2024-05-03")
    app.run()
    assert "modified" in app.dataframe[0].proto.column_order
    shown = app.dataframe[0].value.set_index("id")
    assert str(shown.loc[IDS[1], "modified"].date()) == "2024-05-03"
    store.close()
