"""A library's file: its owner's alone, and never made anew in silence when it is gone."""

import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from components.corpus.article import Article
from components.corpus.database.errors import (
    UNOPENED,
    LibraryEmptied,
    LibraryError,
    LibraryGone,
    LibraryReplaced,
)
from components.corpus.database.libraries import Libraries
from components.corpus.store import Store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite"


@pytest.fixture
def opened(path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{path}")
    store.add([Article("a", "Ferry", "Late.")])
    yield store
    store.close()


USES: dict[str, Callable[[Store], object]] = {
    "listing": lambda store: store.articles(),
    "reading": lambda store: store.text("a"),
    "searching": lambda store: store.search("ferry"),
    "adding": lambda store: store.add([Article("b", "Tram", "Early.")]),
    "editing": lambda store: store.edit("a", title="Boat"),
    "counting": lambda store: store.stamp(),
    "checking": lambda store: store.check(lambda part: None),
    "noting": lambda store: store.notes.add("a", "Why?"),
    "working": lambda store: store.results.hold("worker", "w", 10),
}


@pytest.mark.parametrize("use", USES)
def test_a_library_whose_file_vanished_is_told_and_not_made_anew(
    opened: Store, path: Path, use: str
) -> None:
    for name in ("", "-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    with pytest.raises(LibraryGone, match=r"is missing.*your last backup"):
        USES[use](opened)
    assert not path.exists()
    with pytest.raises(LibraryGone):
        open_store(f"sqlite:///{path}", make=False)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("use", USES)
def test_a_library_whose_file_became_empty_is_told_and_left_as_it_is(
    opened: Store, path: Path, use: str
) -> None:
    with path.open("wb"):
        pass
    with pytest.raises(LibraryEmptied, match=r"is empty.*your last backup"):
        USES[use](opened)
    assert path.stat().st_size == 0


@pytest.mark.parametrize("make", [True, False])
def test_an_empty_file_is_no_new_library(path: Path, make: bool) -> None:
    path.touch()
    with pytest.raises(LibraryEmptied, match="delete the empty file"):
        open_store(f"sqlite:///{path}", make=make)
    assert path.stat().st_size == 0


def test_a_file_that_was_moved_and_put_back_is_the_library_again(opened: Store, path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    with pytest.raises(LibraryGone):
        opened.articles()
    path.with_name("elsewhere").rename(path)
    assert list(opened.articles()["id"]) == ["a"]
    assert opened.add([Article("b", "Tram", "Early.")]).new == ["b"]


def test_a_backup_in_the_place_of_a_library_is_told_and_opened_anew(
    opened: Store, path: Path
) -> None:
    backup = path.with_name("backup.sqlite")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", [str(backup)])
    opened.add([Article("b", "Tram", "Early.")])
    os.replace(backup, path)
    with pytest.raises(LibraryReplaced, match="replaced by another"):
        opened.add([Article("c", "Bus", "On time.")])
    assert opened.was_replaced()
    again = open_store(f"sqlite:///{path}", make=False)
    assert not again.was_replaced()
    assert again.articles()["id"].tolist() == ["a"]
    assert len(list(path.parent.glob("*-wal.left-*"))) == 1
    assert again.add([Article("d", "Train", "Slow.")]).new == ["d"]
    with pytest.raises(LibraryReplaced):
        opened.articles()
    assert again.check(lambda part: None).is_whole
    again.close()


def test_no_new_library_is_begun_on_what_one_that_vanished_left(opened: Store, path: Path) -> None:
    path.unlink()
    with pytest.raises(LibraryGone, match="end in -wal"):
        open_store(f"sqlite:///{path}")
    assert not path.exists()


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    return {
        one.name: oct(stat.S_IMODE(one.stat().st_mode))
        for one in folder.rglob("*")
        if one.is_file()
    }


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_files_of_a_library_are_its_owners_alone_whatever_the_umask(
    tmp_path: Path, mask: int
) -> None:
    with umask(mask):
        store = open_store(f"sqlite:///{tmp_path}/library.sqlite")
        store.add([Article("a", "Ferry", "Late.")])
        store.export_to(tmp_path / "exported.zip")
        libraries = Libraries(f"sqlite:///{tmp_path}/library.sqlite")
        libraries.take_in(tmp_path / "exported.zip", "Second")
        second = open_store(libraries.url("Second"))
        second.add([Article("b", "Tram", "Early.")])
        found = modes(tmp_path)
        assert {"library.sqlite-wal", "Second.library.sqlite-wal", "exported.zip"} <= {*found}
        assert {*found.values()} == {"0o600"}
        second.close()
        store.close()


def test_a_library_that_others_could_read_is_closed_to_them_when_it_is_opened(path: Path) -> None:
    with open_store(f"sqlite:///{path}")._database.reading():
        shutil.copy(path, path.with_name("copy"))
    for mode, then in ((0o644, 0o600), (0o666, 0o600), (0o444, 0o400)):
        path.chmod(mode)
        open_store(f"sqlite:///{path}").close()
        assert stat.S_IMODE(path.stat().st_mode) == then
        path.chmod(0o600)


def test_a_copy_made_before_an_upgrade_is_its_owners_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE parallax_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO parallax_version VALUES ('0004')")
        connection.commit()
    path.chmod(0o644)
    with umask(0), pytest.raises(Exception, match="article"):
        open_store(f"sqlite:///{path}")
    assert {*modes(path.parent).values()} == {"0o600"}
    assert list(path.parent.glob("*.before-*"))


def test_many_who_open_a_new_library_at_once_make_one(path: Path) -> None:
    troubles: list[Exception] = []
    start = threading.Barrier(8)

    def make(number: int) -> None:
        start.wait()
        try:
            store = open_store(f"sqlite:///{path}")
            store.add([Article(f"a{number}", "", f"Text {number}.")])
            store.close()
        except LibraryError as error:
            troubles.append(error)

    threads = [threading.Thread(target=make, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert troubles == []
    store = open_store(f"sqlite:///{path}")
    assert len(store.articles()) == 8
    store.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_what_cannot_be_opened_is_told_with_a_way_to_other_libraries() -> None:
    assert {LibraryGone, LibraryEmptied, LibraryReplaced} <= {*UNOPENED}
