"""An error outside a page says what happened and shows the way to other libraries."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from components.app.caches import open_library
from components.corpus.article import Article
from components.corpus.database.libraries import Libraries
from components.corpus.store import open_store

PAGES = ["overview", "compare", "articles", "library", "notes", "add"]


@pytest.fixture
def two(home):
    """The library of the environment with an article, and another beside it."""
    store = open_store(home)
    store.add([Article("0000000000a1", "Ferry late", "The ferry was late.", language="en")])
    store.close()
    other = open_store(Libraries(home).make("Second desk"))
    other.add([Article("0000000000b1", "Tram", "A tram line opened.", language="en")])
    other.close()
    return home


def change(home, statement):
    with closing(sqlite3.connect(home.removeprefix("sqlite:///"))) as connection:
        connection.execute(statement)
        connection.commit()


def told(app):
    return " ".join(str(one.value) for kind in (app.error, app.text) for one in kind)


def offers(app):
    return [one.key for one in app.button if one.key and one.key.startswith("open-")]


WRONG = {
    "no such day": "UPDATE article SET published = '2024-13-45'",
    "no such moment": "UPDATE article SET added = 'yesterday'",
    "an edit at no moment": "INSERT INTO change (article, field, old, new, who, made) "
    "VALUES ('0000000000a1', 'source', '', 'x', '', 'never')",
    "a line put back that is none": "INSERT INTO verdict (kind, key, value, note, who, made) "
    "VALUES ('boilerplate', 'x', 'back', '', '', '2024-05-01T00:00:00.000000')",
    "no articles": "DROP TABLE article_text",
    "no counters": "DELETE FROM library",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_library_with_one_wrong_day_leads_to_the_others_from_every_page(open_page, two, page):
    change(two, WRONG["no such day"])
    app = open_page(two, page)
    assert "is damaged" in told(app)
    assert offers(app) == ["open-Second desk"]
    app.button(key="open-Second desk").click().run()
    assert not app.error
    assert offers(app) == []


@pytest.mark.parametrize("kind", ["no such moment", "a line put back that is none", "no counters"])
def test_whatever_keeps_a_library_from_being_shown_the_others_are_offered(open_page, two, kind):
    change(two, WRONG[kind])
    for page in ("overview", "library"):
        app = open_page(two, page)
        assert app.error
        assert offers(app) == ["open-Second desk"]
        assert any(one.label == "Name of a new library" for one in app.text_input)


BROKEN = {
    "vanished": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "no database": lambda path: path.write_bytes(b"These are notes. " * 500),
    "another program's": lambda path: (path.unlink(), sqlite3.connect(path).execute(
        "CREATE TABLE bookmarks (url TEXT)").connection.close()),
    "newer": lambda path: change(f"sqlite:///{path}", "UPDATE parallax_version SET version_num=99"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_a_library_that_cannot_be_opened_is_told_on_every_page_with_a_way_out(open_page, two, kind):
    open_library.make_first()
    path = Path(two.removeprefix("sqlite:///"))
    BROKEN[kind](path)
    before = path.read_bytes() if path.exists() else None
    for page in ("overview", "library"):
        app = open_page(two, page)
        assert str(path) in told(app), told(app)
        assert offers(app) == ["open-Second desk"]
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_library_that_vanishes_under_a_page_is_told_at_the_next_click(open_page, two):
    app = open_page(two, "library")
    assert not app.error
    path = Path(two.removeprefix("sqlite:///"))
    os.rename(path, path.with_name("elsewhere"))
    app.run()
    assert "is missing" in told(app)
    assert not path.exists()
    os.rename(path.with_name("elsewhere"), path)
    app.run()
    assert not app.error


def test_a_named_library_that_vanished_leads_back_to_the_first(open_page, two):
    app = open_page(two, "overview", {"library": "Second desk"})
    assert not app.error
    Path(two.removeprefix("sqlite:///")).with_name("Second desk.library.sqlite").unlink()
    app.run()
    assert "Second desk" in told(app)
    assert offers(app) == ["open-Main"]
    app.button(key="open-Main").click().run()
    assert not app.error


def test_with_no_other_library_there_is_a_way_to_make_one(open_page, home):
    change(home, "DELETE FROM library")
    app = open_page(home)
    assert app.error
    name = next(one for one in app.text_input if one.label == "Name of a new library")
    name.input("Fresh")
    next(one for one in app.button if one.label == "Create an empty library").click().run()
    assert Libraries(home).names() == ["Main", "Fresh"]
    assert not app.error


def test_a_backup_put_in_the_place_of_a_library_is_open_at_the_next_click(open_page, two):
    app = open_page(two, "library")
    path = Path(two.removeprefix("sqlite:///"))
    backup = path.with_name("backup")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", [str(backup)])
    os.replace(backup, path)
    app.run()
    assert not app.error
    assert len(open_store(two).articles()) == 1
