"""Named libraries, notices, notes and edits, on pages that run in this process."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.app.articles.table_editing import read_edits
from components.app.library.transfer import export_address, export_library
from components.corpus.article import Article
from components.corpus.database.libraries import Libraries
from components.corpus.store import open_store

ROOT = Path(__file__).resolve().parents[3]
ONE = Article("00000000000a", "Ferry late", "The ferry to Wendle was late.", source="Post")
TWO = Article("00000000000b", "Tram early", "The tram was early on Monday.", source="Echo")


@pytest.fixture
def home(tmp_path):
    """A library of two articles with another beside it, in which one id says something else."""
    url = f"sqlite:///{tmp_path / 'home.sqlite'}"
    open_store(url).add([ONE, TWO])
    other = Article(ONE.id, "Bridge shut", "The bridge was shut for repair.")
    open_store(Libraries(url).make("Second desk")).add([other])
    return url


def leads(app):
    """What the bar under the heading says, and everything drawn by our components."""
    return " ".join(element.proto.json for element in app.get("bidi_component"))


def texts(app):
    shown = [*app.text, *app.error, *app.warning, *app.info, *app.caption]
    return " ".join(str(element.value) for element in shown)


def test_the_link_says_which_library_is_open(open_page, home):
    app = open_page(home, "articles", {"library": "Second desk", "read": ONE.id})
    assert "Bridge shut" in leads(app)
    assert app.query_params["library"] in ("Second desk", ["Second desk"])


def test_two_libraries_in_one_server_do_not_mix(open_page, home):
    app = open_page(home, "articles", {"read": ONE.id})
    other = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=300)
    other.query_params["library"] = "Second desk"
    other.query_params["read"] = ONE.id
    other.run().switch_page("components/app/pages/articles.py").run()
    app.run()
    assert "Ferry late" in leads(app)
    assert "Bridge shut" not in leads(app)
    assert "Ferry late" not in leads(other)


def test_a_library_that_is_not_there_is_said_with_a_way_back(open_page, home):
    app = open_page(home, "overview", {"library": "Nowhere"})
    assert not app.exception
    assert "There is no library called Nowhere" in texts(app)
    app.button(key="open-Main").click().run()
    assert "All 2 articles" in leads(app)


def test_a_damaged_library_is_said_and_another_can_be_opened(open_page, home, tmp_path):
    (tmp_path / "Broken.library.sqlite").write_bytes(b"no library at all" * 500)
    app = open_page(home, "overview", {"library": "Broken"})
    assert not app.exception
    assert "is damaged, or is not a library" in texts(app)
    app.button(key="open-Second desk").click().run()
    assert '1 article"' in leads(app)


def test_what_others_do_is_noticed_once_and_what_one_does_oneself_is_not(open_page, home):
    app = open_page(home, "articles", {"read": ONE.id})
    store = open_store(home)
    store.add([Article("00000000000c", "Third", "A third notice about the harbour.")])
    store.tags.add([TWO.id], ["checked"], who="Ada")
    app.run()
    assert "1 article was added in another tab or by others" in app.toast[0].value
    assert "1 change was made in another tab or by others" in app.toast[0].value
    assert not app.run().toast
    app.multiselect(key=f"tags-{ONE.id}-{hash(())}").set_value(["checked"]).run()
    assert store.tags.by_article()[ONE.id] == ["checked"]
    assert not app.toast
    assert not app.run().toast


def test_a_removed_article_comes_back_by_undo(open_page, home):
    app = open_page(home, "articles", {"read": ONE.id})
    next(button for button in app.button if button.label == "Remove").click().run()
    assert "Moved “Ferry late” to the bin." in texts(app)
    assert list(open_store(home).articles()["id"]) == [TWO.id]
    next(button for button in app.button if button.label == "Undo").click().run()
    assert len(open_store(home).articles()) == 2


def test_the_notes_page_lists_what_was_written_and_narrows_it(open_page, home):
    store = open_store(home)
    store.notes.add(ONE.id, "Ask the harbour", "Ada", 4, 9)
    store.tags.add([TWO.id], ["port"], "Bo")
    app = open_page(home, "notes")
    assert "Ask the harbour" in leads(app)
    app.multiselect(key="person").set_value(["Bo"]).run()
    (written,) = [
        element.proto.json
        for element in app.get("bidi_component")
        if "Notes, tags and verdicts" in element.proto.json
    ]
    assert "Ask the harbour" not in written
    assert "1 of 2." in texts(app)


def test_a_note_that_looks_like_markup_reaches_the_page_only_as_data(open_page, home):
    hostile = "![x](https://tracker.example/a.png) <script>alert(1)</script>"
    open_store(home).notes.add(ONE.id, hostile, hostile[:50])
    open_store(home).edit(ONE.id, title=hostile, who=hostile[:50])
    for page in ("articles", "library", "notes"):
        app = open_page(home, page, {"read": ONE.id})
        assert not app.exception
        for kind in ("markdown", "caption", "info", "warning", "error", "html"):
            for element in app.get(kind):
                assert "tracker.example" not in str(element.proto), (page, kind)


def test_what_is_written_is_signed_with_the_name_given(open_page, home):
    app = open_page(home, "articles", {"read": ONE.id})
    name = next(field for field in app.text_input if field.label == "Your name")
    name.input("  Grace   Hopper ").run()
    app.multiselect(key=f"tags-{ONE.id}-{hash(())}").set_value(["port"]).run()
    assert list(open_store(home).changes()["who"]) == ["Grace Hopper"]


def held():
    return pd.DataFrame(
        {
            "id": ["a", "b"],
            "title": ["Ferry", "Tram"],
            "source": ["Post", ""],
            "author": ["", ""],
            "published": pd.to_datetime(["2026-05-01", None]),
            "modified": pd.to_datetime([None, None]),
            "language": ["en", "en"],
            "tags": [["port"], []],
        }
    )


def test_only_cells_that_differ_are_asked_for_with_what_was_shown():
    wanted = read_edits(
        held(),
        {
            0: {"title": "Ferry", "published": "2026-05-02", "tags": ["new"]},
            1: {"source": "Echo", "published": None},
        },
    )
    assert wanted.fields == {"a": {"published": date(2026, 5, 2)}, "b": {"source": "Echo"}}
    assert wanted.shown["a"]["published"] == date(2026, 5, 1)
    assert (wanted.put, wanted.taken) == ({"new": ["a"]}, {"port": ["a"]})


def test_an_emptied_day_is_asked_for_as_none():
    assert read_edits(held(), {0: {"published": None}}).fields == {"a": {"published": None}}


class Asked:
    def __init__(self, address):
        pairs = (pair.split("=") for pair in address.partition("?")[2].split("&"))
        self.query_params = dict(pairs)


def test_a_library_is_exported_by_its_own_link_alone(home, tmp_path, monkeypatch):
    monkeypatch.setenv("PARALLAX_LIBRARY", home)
    answer = export_library(Asked(export_address("Main")))
    copy = Libraries(home).take_in(answer.path, "Copy")
    assert open_store(copy).articles().equals(open_store(home).articles())
    forged = export_address("Main").replace("Main", "Second")
    assert export_library(Asked(forged)).status_code == 403
    assert (
        "no library called Nowhere"
        in export_library(Asked(export_address("Nowhere"))).body.decode()
    )


def test_a_check_for_damage_says_that_all_is_well(open_page, home):
    app = open_page(home, "library")
    button = next(one for one in app.button if one.label == "Check for damage")
    button.click().run()
    assert "No damage was found" in texts(app)
    assert "Checked on" in texts(app)


def test_a_check_for_damage_names_the_file_and_what_to_do(open_page, home):
    store = open_store(home)
    sha256 = store.keep_original(b"as it came")
    store.add([Article("00000000000c", "", "Words.", name="*odd*.txt", sha256=sha256)])
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE original_part SET data = x'00'")
    app = open_page(home, "library")
    next(one for one in app.button if one.label == "Check for damage").click().run()
    assert "The original file has changed since it was added" in texts(app)
    assert "*odd*.txt: only 0 of its 10 bytes are left." in [line.value for line in app.text]
    assert "Keep your own copies" in texts(app)
