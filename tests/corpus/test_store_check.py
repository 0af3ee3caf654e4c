"""A check of a library finds what was damaged, and names it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import text, update

from components.corpus.article import Article
from components.corpus.checking import Checked
from components.corpus.schema import original_part
from components.corpus.store import Store, open_store


def check(store: Store) -> tuple[Checked, list[float]]:
    parts: list[float] = []
    return store.check(parts.append), parts


def keep(store: Store, name: str, data: bytes) -> str:
    sha256 = store.keep_original(data)
    store.add([Article(sha256[:12], "", f"The words of {name}.", name=name, sha256=sha256)])
    return sha256


def test_a_whole_library_has_no_damage(store: Store) -> None:
    for name in ("one.txt", "two.txt"):
        keep(store, name, name.encode() * 100)
    found, parts = check(store)
    assert found.is_whole
    assert found.originals == 2
    assert parts == [0.0, 0.5, 1.0]


def test_an_empty_library_has_no_damage(store: Store) -> None:
    found, parts = check(store)
    assert (found.is_whole, found.originals, parts) == (True, 0, [0.0])


def test_an_original_that_is_not_what_came_is_named(store: Store) -> None:
    keep(store, "whole.txt", b"whole")
    changed = keep(store, "changed.txt", b"as it came")
    broken = keep(store, "broken.txt", b"to be broken")
    short = keep(store, "short.txt", b"longer than it was")
    other = store.keep_original(b"as it left")
    with store._database.writing() as connection:
        part = text("UPDATE original_part SET data = (SELECT data FROM original_part "
                    "WHERE sha256 = :other) WHERE sha256 = :changed")  # fmt: skip
        connection.execute(part, {"other": other, "changed": changed})
        connection.execute(part, {"other": other, "changed": short})
        junk = update(original_part).where(original_part.c.sha256 == broken)
        connection.execute(junk.values(data=b"no zlib"))
    found, _ = check(store)
    assert found.database == []
    assert sorted(found.files) == [
        "broken.txt: it cannot be read any more.",
        "changed.txt: its bytes are not those that came.",
        "short.txt: 10 of its 18 bytes are there.",
    ]


def test_many_damaged_files_are_counted(store: Store) -> None:
    for number in range(23):
        keep(store, f"{number}.txt", str(number).encode())
    with store._database.writing() as connection:
        connection.execute(update(original_part).values(data=b"no zlib"))
    found, _ = check(store)
    assert len(found.files) == 21
    assert found.files[-1] == "and 3 more"


def test_files_emptied_with_the_bin_are_no_damage(store: Store) -> None:
    sha256 = keep(store, "gone.txt", b"gone")
    store.remove([sha256[:12]])
    store.empty_bin()
    assert check(store)[0].is_whole


def test_a_damaged_page_of_the_database_is_found(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    store = open_store(f"sqlite:///{path}")
    store.add(Article(f"a{n}", "", f"Words {n} " * 400) for n in range(200))
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page, size = (
            connection.execute(f"SELECT {what}").fetchone()[0]
            for what in (
                "rootpage FROM sqlite_master WHERE name = 'article_text'",
                "page_size FROM pragma_page_size",
            )
        )
    with path.open("r+b") as file:
        file.seek((page - 1) * size + 8)
        file.write(b"\xff" * 64)
    store = open_store(f"sqlite:///{path}")
    found, _ = check(store)
    store.close()
    assert not found.is_whole
    assert found.database
    assert found.files == []


def test_a_server_without_checksums_says_what_cannot_be_told(store: Store) -> None:
    found, _ = check(store)
    checksums = "on"
    if store.where.startswith("postgresql"):
        with store._database.reading() as connection:
            checksums = str(connection.exec_driver_sql("SHOW data_checksums").scalar())
    assert ("keeps no checksums" in found.limits) == (checksums == "off")
