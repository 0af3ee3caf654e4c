"""What each role may do in a library, on both databases: everything that writes looks."""

import ast
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from components.corpus.article import Article
from components.corpus.database.libraries import Libraries
from components.corpus.database.roles import (
    Actor,
    NotAllowed,
    Role,
    ask_for_actor,
    find_actor,
    may,
)

ROOT = Path(__file__).parents[3]
FERRY = Article("a" * 12, "Ferry late", "The ferry was late. Again.", language="en")
WRITINGS = {
    "add": lambda store: store.add([Article("b" * 12, "Tram", "A tram line opened.")]),
    "edit": lambda store: store.edit(FERRY.id, "Ann", title="Ferry"),
    "edit many": lambda store: store.edit_many({FERRY.id: {"source": "Gazette"}}, "Ann"),
    "remove": lambda store: store.remove([FERRY.id], "Ann"),
    "restore": lambda store: store.restore([FERRY.id], "Ann"),
    "tag": lambda store: store.tags.add([FERRY.id], ["ferries"], "Ann"),
    "note": lambda store: store.notes.add(FERRY.id, "A note", who="Ann"),
    "decide": lambda store: store.verdicts.set("pair", "a.b", "unrelated", who="Ann"),
    "send": lambda store: store.uploads.enqueue_many("c" * 32, [("a.txt", BytesIO(b"Ferry"))]),
    "cancel": lambda store: store.uploads.cancel_batch("c" * 32),
    "pause": lambda store: store.results.pause("Ann"),
}


@pytest.fixture
def filled(store):
    store.add([FERRY])
    yield store
    ask_for_actor()


def as_role(role):
    ask_for_actor(lambda: Actor("ann@example.org", role))


@pytest.mark.parametrize("name", WRITINGS)
def test_a_reader_changes_nothing_and_an_analyst_does(filled, name):
    before = filled.stamp()
    as_role(Role.READER)
    with pytest.raises(NotAllowed, match="another role"):
        WRITINGS[name](filled)
    assert filled.stamp() == before
    assert filled.uploads.batch("c" * 32).empty
    as_role(Role.ANALYST)
    WRITINGS[name](filled)


def test_a_reader_reads_and_has_results_made(filled):
    as_role(Role.READER)
    assert filled.articles()["title"].tolist() == ["Ferry late"]
    assert [*filled.find("ferry")] == [FERRY.id]
    filled.results.save_frame("pairs?x", "1", 1, pd.DataFrame({"a": ["x"]}))
    filled.results.report("names", 1, 2)


def test_only_an_administrator_deletes_for_good(filled):
    filled.remove([FERRY.id], "Ann")
    as_role(Role.ANALYST)
    with pytest.raises(NotAllowed):
        filled.empty_bin()
    as_role(Role.ADMINISTRATOR)
    assert filled.empty_bin() == [FERRY.id]


def test_only_an_administrator_makes_and_copies_libraries(tmp_path):
    libraries = Libraries(f"sqlite:///{tmp_path / 'main.sqlite'}")
    libraries.make("First")
    try:
        as_role(Role.ANALYST)
        with pytest.raises(NotAllowed):
            libraries.make("Second")
        with pytest.raises(NotAllowed):
            libraries.copy("First", "Second")
        assert "Second" not in libraries.names()
        as_role(Role.ADMINISTRATOR)
        libraries.copy("First", "Second")
        assert "Second" in libraries.names()
    finally:
        ask_for_actor()


def test_nothing_is_exported_or_deleted_for_who_may_not_make_a_library(tmp_path, monkeypatch):
    libraries = Libraries(f"sqlite:///{tmp_path / 'main.sqlite'}")
    libraries.make("First")
    left_behind = tmp_path / "unfinished-1-0123456789ab"
    left_behind.write_bytes(b"")
    exported = []
    exports = "components.corpus.store.Store.export_to"
    monkeypatch.setattr(exports, lambda store, path: exported.append(path))
    try:
        as_role(Role.ANALYST)
        with pytest.raises(NotAllowed):
            libraries.copy("First", "Second")
        with pytest.raises(NotAllowed):
            libraries.take_in(tmp_path / "a.zip", "Second")
        assert (exported, left_behind.exists()) == ([], True)
    finally:
        ask_for_actor()


def test_where_nobody_signs_in_all_is_allowed():
    assert find_actor() is None
    assert may(Role.ADMINISTRATOR)


def test_what_readers_may_write_is_results_and_what_opening_a_library_needs():
    allowed = {
        path.relative_to(ROOT / "components").as_posix()
        for path in ROOT.glob("components/**/*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "writing"
        and "Role.READER" in map(ast.unparse, call.args)
    }
    assert allowed == {
        "corpus/add_articles.py",  # what the index and fingerprints are derived from, at opening
        "corpus/analysis_results.py",
        "corpus/database/upgrade_schema.py",
        "corpus/pair_results.py",
        "corpus/stored_tables.py",
    }
