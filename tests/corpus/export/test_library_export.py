"""A library in one file and back, and libraries beside one another."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import orjson
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.corpus.annotations.verdicts import NOTE_COLOUR
from components.corpus.article import Article, Rejection
from components.corpus.export.unpack import ExportDamaged, ExportNewer, LibraryNotEmpty
from components.corpus.store import Store, open_store
from components.text.hidden_signs import drop_hidden, show_field


def fill(store: Store) -> None:
    """Something of everything a library holds."""
    sha256 = store.keep_original(b"\x00 the file \xff")
    for number, name in enumerate(["a.txt", "bad.pdf", "waits.txt"]):
        store.uploads.enqueue("batch", name, f"file {number}".encode(), "Ada")
    one = Article("a", "Ferry \U0001f6a2", "Late.\n\nAgain ї.", "Post", "Ada",
                  date(1605, 5, 1), "en", "https://x.example/1", "a.txt", sha256)  # fmt: skip
    for articles in ([one, Article("b", "", "Two.")], []):
        claimed = store.uploads.claim("w")
        assert claimed
        store.uploads.finish(claimed.id, articles, [] if articles else [Rejection("x", "No.")])
    store.edit_many({"a": {"source": "Gazette"}, "b": {"title": "B"}}, who="Bo")
    store.add([Article("c", "C", "Gone.")])
    store.remove(["c"])
    store.tags.add(["a", "b"], ["київ"])
    store.notes.remove(store.notes.add("a", "Taken off."))
    noted = store.notes.add("a", "Why?", "Ada", 0, 4)
    store.verdicts.set(NOTE_COLOUR, str(noted), "red", who="Ada")
    store.verdicts.set("pair", "a b", "copied", who="Ada")
    store.verdicts.set("boilerplate", "a.0.5", "left out", "Late.", "Ada")


def describe(store: Store) -> dict[str, object]:
    """All that people made or brought, in a form that compares."""
    ids = [*store.articles()["id"], *store.articles(removed=True)["id"]]
    files = sorted(set(store.articles()["sha256"]) - {""})
    return {
        "articles": [store.article(id) for id in ids],
        "tables": [store.articles(side).to_dict("list") for side in (False, True)],
        "changes": store.changes().to_dict("list"),
        "tags": store.tags.by_article(),
        "notes": store.notes.all(),
        "verdicts": store.verdicts.history("pair", "a b").to_dict("list"),
        "lines": store.verdicts.history("boilerplate").to_dict("list"),
        "uploads": store.uploads.batch("batch").to_dict("list"),
        "originals": [store.original(one) for one in files],
        "revision": store.revision(),
    }


@pytest.fixture
def other(new_postgresql: Callable[[], str]) -> Iterator[Store]:
    opened = open_store(new_postgresql())
    yield opened
    opened.close()


def test_an_exported_library_comes_back_equal(store: Store, tmp_path: Path, other: Store) -> None:
    fill(store)
    path = tmp_path / "library.zip"
    exported = store.export_to(path)
    assert (exported.articles, exported.originals) == (3, 4)
    file = open_store(f"sqlite:///{tmp_path}/again.sqlite")
    for again in (file, other):
        assert again.import_from(path) == exported
        assert str(describe(again)) == str(describe(store))
        assert [one.colour for one in again.notes.all()] == ["red"]
        assert again.stamp() != store.stamp()
        assert again.search("late").ids == ["a"]
        assert again.relations(["a", "b"]) == store.relations(["a", "b"])
        claimed = again.uploads.claim("w")
        assert claimed
        with again.uploads.open(claimed.sha256) as file:
            assert (claimed.name, file.read()) == ("waits.txt", b"file 2")
    file.close()


def test_a_file_that_was_delayed_waits_in_an_imported_library(
    store: Store, tmp_path: Path, other: Store
) -> None:
    store.uploads.enqueue("batch", "late.txt", b"Late.", "Ada")
    claimed = store.uploads.claim("w")
    assert claimed
    store.uploads.delay([claimed.id], "w", "There was no room.", 3600.0)
    store.uploads.refuse("folder", "link.txt", "It leads out of the folder.")
    store.export_to(tmp_path / "library.zip")
    other.import_from(tmp_path / "library.zip")
    again = other.uploads.claim("w")
    assert again
    assert again.name == "late.txt"
    assert other.uploads.batch("folder")["state"].tolist() == ["rejected"]
    assert other.check(lambda _: None).is_whole


def test_an_imported_library_goes_on(store: Store, tmp_path: Path, other: Store) -> None:
    fill(store)
    store.export_to(tmp_path / "library.zip")
    other.import_from(tmp_path / "library.zip")
    batch = other.changes()["batch"].max()
    assert other.add([Article("d", "D", "New.")]).new == ["d"]
    assert other.tags.add(["d"], ["x"]) > batch
    other.notes.add("d", "x")
    other.verdicts.set("pair", "a b", "no")
    assert other.uploads.enqueue("b", "x", b"x") == 4
    other.undo_batch(int(batch))


WORDS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    articles=st.lists(
        st.builds(
            Article,
            id=st.text("abc", min_size=1),
            **dict.fromkeys(["text", "url"], WORDS),
            **dict.fromkeys(["title", "source", "name"], WORDS.map(drop_hidden).map(show_field)),
            published=st.none() | st.dates(),
        ),
        unique_by=lambda one: one.id,
        max_size=4,
    )
)
def test_whatever_was_stored_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, articles: list[Article]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    first, second = (open_store(f"sqlite:///{folder}/{name}") for name in ("one", "two"))
    first.add(articles)
    first.export_to(folder / "x.zip")
    second.import_from(folder / "x.zip")
    pd.testing.assert_frame_equal(second.articles(), first.articles())
    assert [second.article(one.id) for one in articles] == articles
    first.close()
    second.close()


def test_only_an_empty_library_takes_an_import(store: Store, tmp_path: Path) -> None:
    store.export_to(tmp_path / "empty.zip")
    store.import_from(tmp_path / "empty.zip")
    fill(store)
    with pytest.raises(LibraryNotEmpty):
        store.import_from(tmp_path / "empty.zip")
    assert len(store.articles()) == 2


def rewrite(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    target = path.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target


def replace_word(members: dict[str, bytes]) -> None:
    members["article.jsonl"] = members["article.jsonl"].replace(b"Ferry", b"Berry")


def drop_member(members: dict[str, bytes]) -> None:
    del members["tag.jsonl"]


def drop_row(members: dict[str, bytes]) -> None:
    members["change.jsonl"] = members["change.jsonl"].split(b"\n", 1)[1]


def swap_original(members: dict[str, bytes]) -> None:
    name = next(name for name in members if name.startswith("originals/"))
    members[name] = b"other"


def drop_original(members: dict[str, bytes]) -> None:
    del members[next(name for name in members if name.startswith("originals/"))]


def break_contents(members: dict[str, bytes]) -> None:
    members["library.json"] = b"[]"


@pytest.mark.parametrize(
    "change", [replace_word, drop_member, drop_row, swap_original, drop_original, break_contents]
)
def test_a_changed_export_is_refused_whole(
    store: Store, tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    source = open_store(f"sqlite:///{tmp_path}/source.sqlite")
    fill(source)
    source.export_to(tmp_path / "x.zip")
    source.close()
    with pytest.raises(ExportDamaged, match=r"changed\.zip is not an exported library"):
        store.import_from(rewrite(tmp_path / "x.zip", change))
    assert store.articles().empty
    assert store.uploads.waiting() == 0
    store.import_from(tmp_path / "x.zip")


def test_a_file_that_is_no_export_or_a_newer_one_is_refused(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(ExportDamaged):
        store.import_from(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("library.json", orjson.dumps({"format": 99}))
    with pytest.raises(ExportNewer):
        store.import_from(path)
