"""The day of the last change: kept among the details, edited and undone as a field is."""

from datetime import date

import pytest

from components.corpus.article import Article, set_detail
from components.corpus.database.errors import EditConflict
from components.views.date_rows import read_modified

ONE = Article("aa", "Ferry late", "The ferry was late.", details={"modified": "2024-05-03"})
OTHER = Article("bb", "Ferry on time", "The ferry was on time.", details={"page": "3"})


@pytest.fixture
def library(store):
    store.add([ONE, OTHER])
    return store


def days(store):
    articles = store.articles().set_index("id")
    return read_modified(articles["details"]).dt.date.fillna("").to_dict()


def test_it_is_read_from_the_details(library):
    assert days(library) == {"aa": date(2024, 5, 3), "bb": ""}


def test_it_is_edited_with_its_history_and_undone(library):
    (change,) = library.edit("bb", who="Ann", modified=date(2024, 6, 1))
    assert library.article("bb").details == {"page": "3", "modified": "2024-06-01"}
    history = library.history("bb").iloc[-1]
    assert (history["field"], history["old"], history["new"]) == ("modified", "", "2024-06-01")
    library.undo(change, "Ann")
    assert library.article("bb").details == {"page": "3"}
    assert library.check(lambda share: None).words == []


def test_it_can_be_cleared_and_is_held_against_what_was_shown(library):
    library.edit("aa", modified=None, expected={"modified": date(2024, 5, 3)})
    assert library.article("aa").details == {}
    with pytest.raises(EditConflict):
        library.edit("aa", modified=date(2024, 7, 1), expected={"modified": date(2024, 5, 3)})


def test_details_keep_their_letters_and_their_order():
    assert set_detail('{"place":"Kyïv"}', "modified", "2024-01-01") == (
        '{"modified":"2024-01-01","place":"Kyïv"}'
    )
    assert set_detail('{"modified":"2024-01-01"}', "modified", "") == "{}"
