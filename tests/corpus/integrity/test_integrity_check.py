"""A check of a library finds what was damaged, and names it."""

import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text, update

from components.corpus.article import Article
from components.corpus.database.errors import LibraryDamaged
from components.corpus.database.tables import original_part
from components.corpus.integrity.integrity_check import Checked
from components.corpus.integrity.seals import SEALED
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
        "broken.txt: it can no longer be read.",
        "changed.txt: its content has changed since it was added.",
        "short.txt: only 10 of its 18 bytes are left.",
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
    assert ("stores no checksums" in found.limits) == (checksums == "off")


TITLE, TEXT = "Ferry runs late", "The harbour master kept the ferry waiting. Київ waits, too."
LETTERS = {
    "title": (TITLE, "The article “Ferry runs lave”", "title"),
    "text": ("the ferry waiting", "The article “Ferry runs late”", "text"),
    "note": ("Ask the pilot", "A note by Ada", "text"),
    "verdict": ("copied from wire", "A verdict by Bo", "value"),
    "edit": ("Old Gazette", "An edit by Cy of", "old value"),
    "tag": ("lighthouse", "The tag “ligh", "tag"),
}


def fill_with_words(store: Store) -> None:
    """Something that people wrote, of every kind."""
    store.add([Article("a1", TITLE, TEXT, source="Old Gazette"), Article("a2", "", "Two.")])
    store.edit("a1", who="Cy", source="New Gazette")
    store.notes.add("a1", "Ask the pilot", "Ada")
    store.verdicts.set("pair", "a1 a2", "copied from wire", who="Bo")
    store.tags.add(["a1"], ["lighthouse"])


@pytest.mark.parametrize("kind", LETTERS)
def test_a_letter_changed_in_the_file_is_found_while_the_library_is_open(
    tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "library.sqlite"
    store = open_store(f"sqlite:///{path}")
    fill_with_words(store)
    store.close()
    assert check(store)[0].is_whole
    words, named, field = LETTERS[kind]
    data, old = path.read_bytes(), words.encode()
    with path.open("r+b") as file:
        places = [one.start() for one in re.finditer(old, data)]
        for place in places:
            file.seek(place + len(old) - 2)
            file.write(b"v")
    assert places
    found, _ = check(store)
    told = [one for one in found.words if one.startswith(named)]
    assert told, found
    assert f": its {field}" in told[0]
    store.close()


def test_a_byte_that_makes_a_text_none_is_found_and_told_where_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    store = open_store(f"sqlite:///{path}")
    fill_with_words(store)
    store.close()
    data = path.read_bytes()
    path.write_bytes(data.replace("Київ".encode(), b"\xff" + "Київ".encode()[1:]))
    found, _ = check(store)
    assert found.words == [
        "The article “Ferry runs late” (a1): its text has changed since it was stored."
    ]
    with pytest.raises(LibraryDamaged):
        store.text("a1")
    store.close()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE article SET title = 'Other' WHERE id = 'a1'",
            "The article “Other” (a1): its title",
        ),
        ("UPDATE article SET published = '2020-01-01' WHERE id = 'a1'", "(a1): its day has"),
        ("UPDATE article SET removed = NULL, author = 'X' WHERE id = 'a1'", "its author has"),
        ("UPDATE article_text SET text = text || '.' WHERE number = 1", "(a1): its text has"),
        ("DELETE FROM article_text WHERE number = 1", "(a1): its text has"),
        ("UPDATE note SET text = 'Other'", "A note by Ada of "),
        ("UPDATE note SET removed = '2020-01-01T00:00:00.000000'", "its place in the bin has"),
        ("UPDATE verdict SET value = ''", "A verdict by Bo of "),
        ("UPDATE verdict SET who = 'Eve', note = 'x'", "its note and author have changed"),
        ("UPDATE change SET new = 'Other' WHERE field = 'source'", "its new value has"),
        ("UPDATE tag SET tag = 'Other'", "The tag “Other” on “Ferry runs late”: its tag has"),
        ("UPDATE upload SET name = 'Other'", "the added file “Other”: its file name"),
    ],
)
def test_what_was_changed_behind_the_back_of_a_library_is_named(
    store: Store, statement: str, told: str
) -> None:
    fill_with_words(store)
    store.uploads.enqueue("batch", "a.txt", b"a")
    with store._database.writing() as connection:
        connection.exec_driver_sql(statement)
    found, _ = check(store)
    assert found.database == []
    (sentence,) = found.words
    assert told in sentence


def test_whatever_is_done_to_a_library_by_its_own_means_is_no_damage(store: Store) -> None:
    fill_with_words(store)
    note = store.notes.add("a1", "Two", "Ada", 0, 3)
    store.notes.edit(note, "Three")
    store.notes.remove(note)
    store.undo(store.latest_change())
    batch = store.edit_many(
        {"a1": {"title": "Другий", "published": "2024-02-29"}, "a2": {"url": "u"}}
    )
    store.undo_batch(batch)
    store.edit("a2", published=None, language="uk")
    store.remove(["a1", "a2"])
    store.restore(["a2"])
    store.tags.remove(["a1"], ["lighthouse"])
    number = store.verdicts.set("pair", "a1 a2", "")
    store.verdicts.undo(number)
    one = store.uploads.enqueue("batch", "a.csv", b"a,b")
    assert store.uploads.claim("w")
    store.uploads.ask(one, {"names": []})
    store.uploads.answer(one, {"text": "b"})
    store.uploads.cancel(one)
    store.uploads.retry(one)
    assert store.uploads.claim("w")
    store.uploads.finish(one, [Article("a3", "Three", "Drei.")])
    assert check(store)[0].is_whole
    store.empty_bin()
    assert check(store)[0].is_whole


def test_an_edit_of_one_field_does_not_cover_up_what_happened_to_another(store: Store) -> None:
    fill_with_words(store)
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE article SET author = 'Eve', title = 'Other'")
    store.edit("a1", source="Post")
    store.remove(["a2"])
    assert len(check(store)[0].words) == 2
    store.edit("a1", author="", title=TITLE)
    (told,) = check(store)[0].words
    assert "(a2): its title and author have changed since they were stored." in told


def test_a_library_without_seals_has_them_when_it_was_opened(url: str) -> None:
    store = open_store(url)
    fill_with_words(store)
    store.add([Article("a4", "Ї\\x00\n'\"", "\\ \\000 %s :x Ї", published=date(2024, 2, 29))])
    store.remove(["a4"])
    with store._database.writing() as connection:
        for table in ("article", "change", "tag", "note", "verdict", "upload"):
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN seal")
        connection.exec_driver_sql("ALTER TABLE progress DROP COLUMN seconds")
        for column in ("bases", "details"):
            connection.exec_driver_sql(f"ALTER TABLE article DROP COLUMN {column}")
        connection.exec_driver_sql("ALTER TABLE upload DROP COLUMN understood")
        for table in ("pair_result", "search_word", "frame_partition", "audit"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        for index in ("ix_article_language", "ix_change_field", "ix_upload_article_article"):
            connection.exec_driver_sql(f"DROP INDEX {index}")
        connection.exec_driver_sql("ALTER TABLE frame ADD COLUMN data TEXT")
        connection.exec_driver_sql("UPDATE parallax_version SET version_num = '0004'")
    store.close()
    again = open_store(url)
    assert check(again)[0].is_whole
    with again._database.writing() as connection:
        connection.exec_driver_sql("UPDATE article_text SET text = 'Other' WHERE number = 1")
    assert len(check(again)[0].words) == 1
    again.close()


def test_every_column_that_people_fill_is_sealed_or_said_to_be_left_out() -> None:
    left_out = {
        "article": {"changed"},
        "change": {"id"},
        "note": {"id"},
        "verdict": {"id"},
        "upload": {
            "id",
            "state",
            "message",
            "new",
            "duplicates",
            "worker",
            "lease",
            "tries",
            "asked",
            "understood",
        },
    }
    for table, names in SEALED.items():
        columns = {*table.c.keys()} - {"seal"} - left_out.get(table.name, set())
        assert {*names} - {"text"} == columns - {"text"}
