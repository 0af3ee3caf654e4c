"""Named libraries: made, copied, taken in, and nothing left of what was not finished."""

import time
from pathlib import Path

import pytest

from components.corpus.article import Article
from components.corpus.database.errors import LibraryExists, LibraryUnknown
from components.corpus.database.libraries import HOME, Libraries
from components.corpus.export.unpack import ExportDamaged
from components.corpus.store import open_store


def test_libraries_are_made_listed_copied_and_kept_apart(home: str) -> None:
    first = open_store(home)
    first.add([Article("a", "Home", "Text.")])
    libraries = Libraries(home)
    assert libraries.names() == [HOME]
    made = open_store(libraries.make("Вибори 2024"))
    made.add([Article("b", "Other", "Text.")])
    assert libraries.names() == [HOME, "Вибори 2024"]
    assert [list(one.articles()["id"]) for one in (first, made)] == [["a"], ["b"]]
    copy = open_store(libraries.copy(HOME, "A copy"))
    assert list(copy.articles()["id"]) == ["a"]
    copy.remove(["a"])
    assert list(first.articles()["id"]) == ["a"]
    assert libraries.names() == [HOME, "A copy", "Вибори 2024"]
    assert libraries.url("вибори 2024") == libraries.url("Вибори 2024")
    assert open_store(libraries.url("A copy")).stamp() == copy.stamp()
    for one in (first, made, copy):
        one.close()


def test_a_library_name_is_free_short_and_harmless(home: str, tmp_path: Path) -> None:
    open_store(home).close()
    libraries = Libraries(home)
    libraries.make("One")
    for taken in ("one ", "main"):
        with pytest.raises(LibraryExists):
            libraries.make(taken)
    for bad in ("", "../x", "a/b", "x" * 41, ".hidden", 'quo"te'):
        with pytest.raises(ValueError, match="cannot be the name of a library"):
            libraries.make(bad)
    with pytest.raises(LibraryUnknown, match="There is no library called Two"):
        libraries.url("Two")
    (tmp_path / "x.zip").write_bytes(b"nothing")
    with pytest.raises(ExportDamaged):
        libraries.take_in(tmp_path / "x.zip", "Three")
    assert libraries.names() == [HOME, "One"]


def test_a_library_is_listed_when_all_of_it_is_there_and_tells_how_far_it_is(
    home: str, tmp_path: Path
) -> None:
    first = open_store(home)
    first.add([Article(f"{number:012d}", "Ship", f"Ship {number}.") for number in range(30)])
    first.export_to(tmp_path / "x.zip")
    first.close()
    libraries = Libraries(home)
    told: list[float] = []

    def hear(share: float) -> None:
        told.append(share)
        assert libraries.names() == [HOME]

    libraries.take_in(tmp_path / "x.zip", "Second", hear)
    assert libraries.names() == [HOME, "Second"]
    assert told == sorted(told)
    assert told[-1] == 1.0
    second = open_store(libraries.url("Second"))
    assert len(second.articles()) == 30
    second.close()


def test_a_name_that_is_taken_meanwhile_leaves_the_library_of_that_name(
    home: str, tmp_path: Path
) -> None:
    libraries = Libraries(home)

    def take_the_name(share: float) -> None:
        if libraries.names() == [HOME]:
            one = open_store(libraries.make("Second"))
            one.add([Article("a", "Mine", "Text.")])
            one.close()

    first = open_store(home)
    first.add([Article("b", "Other", "Text.")])
    first.export_to(tmp_path / "x.zip")
    first.close()
    with pytest.raises(LibraryExists):
        libraries.take_in(tmp_path / "x.zip", "Second", take_the_name)
    second = open_store(libraries.url("Second"))
    assert list(second.articles()["id"]) == ["a"]
    second.close()
    assert list(tmp_path.glob("unfinished-*")) == []


def test_what_an_ended_server_left_of_an_import_goes_after_a_day(
    home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_store(home)
    first.add([Article("a", "Home", "Text.")])
    first.export_to(tmp_path / "x.zip")
    first.close()
    libraries = Libraries(home)

    def end(share: float) -> None:
        raise SystemExit

    def end_hours_ago(hours: int) -> set[str]:
        before = {*libraries._unfinished()}
        with monkeypatch.context() as ended:
            ended.setattr(Libraries, "_drop", lambda self, name: None)
            then = time.time() - hours * 3600
            ended.setattr("time.time", lambda: then)
            with pytest.raises(SystemExit):
                libraries.take_in(tmp_path / "x.zip", "Second", end)
        return {*libraries._unfinished()} - before

    old, young = end_hours_ago(25), end_hours_ago(23)
    assert old
    assert young
    libraries.make("unfinished-1-0123456789ab")
    libraries.copy(HOME, "A copy")
    assert {*libraries._unfinished()} == young
    assert libraries.names() == [HOME, "A copy", "unfinished-1-0123456789ab"]
