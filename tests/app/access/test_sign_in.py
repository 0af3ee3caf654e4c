"""By which address somebody is known, and in which role; and pages as a reader has them."""

import pytest
from streamlit.testing.v1 import AppTest

from components.app import state
from components.app.access.sign_in import find_role, read_name
from components.corpus.analysis_results import Results
from components.corpus.article import Article
from components.corpus.database.roles import Actor, NotAllowed, Role, ask_for_actor
from components.corpus.store import open_store

ROLES = {"administrators": ["Ada@Example.org"], "analysts": ["ben@example.org", "ada@example.org"]}
PAGES = [
    "overview", "compare", "lineage", "entities", "quotations", "figures", "words", "articles",
    "library", "notes", "add",
]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"email": " Ada@Example.org ", "email_verified": "true"}, "ada@example.org"),
        ({"email": "ada@example.org"}, ""),
        ({"email": "ada@example.org", "email_verified": None}, ""),
        ({"email": "ada@example.org", "email_verified": "False"}, ""),
        ({"email": "stra\u00dfe@example.org", "email_verified": True}, "stra\u00dfe@example.org"),
        ({"email": "\u212ate@example.org", "email_verified": True}, "\u212ate@example.org"),
        ({"email": "ada@example.org", "email_verified": True}, "ada@example.org"),
        ({"email": "ada@example.org", "email_verified": False}, ""),
        ({"email": "ada@example.org", "email_verified": "false"}, ""),
        ({"name": "Ada"}, ""),
        ({"email": None}, ""),
    ],
)
def test_somebody_is_known_by_a_verified_address(told, name):
    assert read_name(told) == name


def test_a_provider_that_never_says_so_is_trusted_where_it_is_set():
    assert read_name({"email": "Ada@example.org"}, trusts=True) == "ada@example.org"
    assert read_name({"email": "ada@example.org", "email_verified": False}, trusts=True) == ""


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("ada@example.org", Role.ADMINISTRATOR),
        ("ben@example.org", Role.ANALYST),
        ("cy@example.org", Role.READER),
    ],
)
def test_the_highest_role_that_lists_an_address_counts(name, role):
    assert find_role(name, ROLES) == role
    assert find_role(name, {}) == Role.READER


@pytest.fixture
def as_reader():
    """Pages run as if a reader had signed in."""
    ask_for_actor(lambda: Actor("cy@example.org", Role.READER))
    yield
    ask_for_actor()


@pytest.mark.usefixtures("as_reader")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_a_reader(open_page, sample_library, page):
    app = open_page(sample_library, page)
    assert not app.exception
    assert not app.error


def test_a_reader_is_offered_no_change_that_takes_another_role(open_page, home, request):
    store = open_store(home)
    store.add([Article("a" * 12, "Ferry late", "The ferry was late.")])
    store.remove(["a" * 12], "Ann")
    store.close()
    request.getfixturevalue("as_reader")
    library = open_page(home, "library")
    assert [one.disabled for one in library.button if one.label == "Empty the bin…"] == [True]
    assert "takes an administrator" in " ".join(one.value for one in library.caption)
    add = open_page(home, "add")
    assert "takes an analyst" in " ".join(one.value for one in add.caption)
    assert not add.text_area
    (restore,) = [one for one in library.button if one.label == "Restore all"]
    restore.click()
    library.run()
    assert [one.value for one in library.error] == ["Your change was not saved."]
    assert "You may not do this in the library" in " ".join(one.value for one in library.text)


def test_a_reader_cannot_pause_the_analysis_nor_go_on_with_it(open_page, home, as_reader):
    script = "from components.app.head.pause import offer_pause, show_paused\n"
    open_page(home, "library")
    offered = AppTest.from_string(script + "offer_pause()").run()
    assert [one.disabled for one in offered.button] == [True]
    ask_for_actor()
    store = open_store(home)
    store.results.pause("Ann")
    store.close()
    ask_for_actor(lambda: Actor("cy@example.org", Role.READER))
    paused = AppTest.from_string(script + "show_paused()").run()
    assert [one.disabled for one in paused.button] == [True]
    assert not offered.exception
    assert not paused.exception


def test_a_pause_that_failed_is_told(open_page, home, monkeypatch):
    def refuse(*_):
        raise NotAllowed("here")

    open_page(home, "library")
    monkeypatch.setattr(Results, "pause", refuse)
    monkeypatch.setattr(state, "is_stale", lambda: False)  # the script has no pages
    page = AppTest.from_string("from components.app.head.pause import offer_pause\noffer_pause()")
    page.run().button(key="pause-analysis").click().run()
    assert not page.exception
    assert "You may not do this" in page.session_state["kept_trouble"]
