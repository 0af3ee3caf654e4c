"""What an exported library may hold: of every wrong one the place is named, and nothing is left."""

import hashlib
import json
import os
import resource
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from components.corpus.article import Article, article_id
from components.corpus.database.errors import LibraryError
from components.corpus.database.libraries import HOME, Libraries
from components.corpus.database.tables import metadata
from components.corpus.export.export_schema import TABLES
from components.corpus.export.unpack import ExportDamaged, ExportStopped
from components.corpus.store import Store, open_store

EXPORTS = Path(__file__).parent / "exports"
FERRY = "0000000000a1"
Rows = list[dict[str, Any]]


@pytest.mark.parametrize("path", sorted(EXPORTS.glob("*.zip")), ids=lambda path: path.stem)
def test_an_export_of_every_format_comes_back_whole(store: Store, path: Path) -> None:
    exported = store.import_from(path)
    assert (exported.articles, exported.originals) == (3, 4)
    ferry = store.article(FERRY)
    assert (ferry.title, ferry.source) == ("Ferry runs late", "Gazette")
    assert ferry.text == "The ferry to Lund was late.\n\nПором запізнився."
    assert store.article("0000000000a2").published.isoformat() == "2024-05-01"
    assert list(store.articles(removed=True)["id"]) == ["0000000000a3"]
    assert store.original(ferry.sha256) == b"The original of the ferry.\n"
    assert store.tags.by_article()[FERRY] == ["гавань"]
    (note,) = store.notes.all()
    assert (note.text, note.start, note.end, note.who) == ("Ask the pilot.", 4, 9, "Ada")
    assert list(store.verdicts.all("pair")["value"]) == ["copied"]
    assert len(store.changes()) == 8
    assert sorted(store.uploads.given("batch")["article"]) == [FERRY, "0000000000a2"]
    assert list(store.uploads.given("batch")["new"]) == [True, True]
    assert list(store.uploads.batch("batch")["state"]) == ["done", "rejected", "waiting"]
    assert store.search("ferry").ids == [FERRY]
    assert store.check(lambda part: None).is_whole
    changes = store.changes().set_index("field")["change"]
    store.undo(int(changes["source"]))
    assert store.article(FERRY).source == "Harbour Post"


def test_the_newest_format_is_among_the_examples() -> None:
    formats = set()
    for path in EXPORTS.glob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            formats.add(json.loads(archive.read("library.json"))["format"])
    assert formats == {1, 2}


def test_every_column_of_a_table_is_checked() -> None:
    for name, checks in TABLES.items():
        assert list(checks) == [str(column.name) for column in metadata.tables[name].c]


def rewrite(source: Path, target: Path, tables: dict[str, Callable[[Rows], object]],
            contents: Callable[[dict[str, Any]], object] = lambda said: None) -> Path:  # fmt: skip
    """An export with other rows, whose digests and numbers of rows fit them."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    said = json.loads(members["library.json"])
    for table, change in tables.items():
        rows = [json.loads(line) for line in members[f"{table}.jsonl"].splitlines()]
        change(rows)
        data = "".join(f"{json.dumps(row)}\n" for row in rows).encode()
        members[f"{table}.jsonl"] = data
        said["rows"][table] = len(rows)
        said["sha256"][f"{table}.jsonl"] = hashlib.sha256(data).hexdigest()
    contents(said)
    members["library.json"] = json.dumps(said).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target


def at(folder: Path) -> str:
    """The address of a library in a file."""
    return f"sqlite:///{folder}/library.sqlite"


def put(**values: Any) -> Callable[[Rows], object]:
    return lambda rows: rows[0].update(values)


def drop(name: str) -> Callable[[Rows], object]:
    return lambda rows: rows[0].pop(name)


def twice(rows: Rows) -> None:
    rows.append(rows[0])


WRONG = {
    "no such day": ({"article": put(published="2024-13-45")}, "article.jsonl, row 1: .*published"),
    "a day of no such month length": ({"article": put(published="2023-02-29")}, "row 1: .*day"),
    "a day in words": ({"article": put(published="yesterday")}, "“published” is 'yesterday'"),
    "a day with a time": ({"article": put(published="2024-05-01T00:00:00")}, "published"),
    "an empty day": ({"article": put(published="")}, "published"),
    "a day as a number": ({"article": put(published=20240501)}, "published"),
    "a moment that is none": ({"article": put(added="2024-05-01")}, "“added”"),
    "a moment far away": ({"article": put(added="9999-01-01T00:00:00.000000")}, "“added”"),
    "a bin that is no moment": ({"article": put(removed="yes")}, "“removed”"),
    "a number as a text": ({"article": put(number="1")}, "“number” is '1'"),
    "a number beyond all": ({"article": put(words=10**30)}, "“words”"),
    "a number below all": ({"article": put(words=-1)}, "“words” is -1"),
    "a number that is true": ({"article": put(changed=True)}, "“changed” is True"),
    "a number with a fraction": ({"article": put(number=1.0)}, "“number” is 1.0"),
    "a text that is a list": ({"article": put(title=["a"])}, "“title”"),
    "a text that is nothing": ({"article": put(title=None)}, "“title” is None"),
    "a text with NUL": ({"article": put(title="a\0b")}, "“title”"),
    "a title of a million": ({"article": put(title="x" * 1_000_001)}, "“title”"),
    "a file that is no digest": ({"article": put(sha256="ab")}, "“sha256”"),
    "no id": ({"article": put(id="")}, "“id”"),
    "a column too few": ({"article": drop("label")}, "row 1: it must have the fields"),
    "a column too many": ({"article": put(extra=1)}, "row 1: it must have the fields"),
    "an article twice": ({"article": twice}, "row 4: .*already there"),
    "an article beyond the count": (
        {"article": put(number=99)},
        "higher than the count in library.json",
    ),
    "a text without article": ({"article_text": put(number=99)}, "there is no article 99"),
    "an article without text": ({"article_text": lambda rows: rows.pop()}, "no text of article 3"),
    "a text twice": ({"article_text": twice}, "article_text.jsonl, row 4"),
    "accents without end": (
        {"article_text": put(text="a" + "\u0301" * 31)},
        "row 1: .*stacked accents",
    ),
    "a title of accents": ({"article": put(title="\u0316" * 100_000)}, "row 1: .*“title”"),
    "a text of six million": (
        {"article_text": put(text=os.urandom(2_600_000).hex())},
        "row 1: .*“text”",
    ),
    "an edit of nobody's": ({"change": put(article="x")}, "change.jsonl, row 1: .*no article 'x'"),
    "an edit of no field": ({"change": put(field="number")}, "“field” is 'number'"),
    "an edit to no day": (
        {"change": put(field="published", old="", new="2024-13-45")},
        "row 1: its values are",
    ),
    "an edit beyond the count": ({"change": put(batch=77)}, "row 1: its “batch” is 77"),
    "an edit at no moment": ({"change": put(made="never")}, "“made” is 'never'"),
    "an edit of a note that is none": (
        {"change": put(field="note", old="", new='["x"]')},
        "row 1: its values are",
    ),
    "an edit of a note that is not there": (
        {"change": put(field="note", old="", new='[77, "x"]')},
        "there is no note 77",
    ),
    "a move into no bin": ({"change": put(field="removed", old="", new="maybe")}, "its values"),
    "a tag of nobody's": ({"tag": put(article="x")}, "tag.jsonl, row 1"),
    "a tag of nothing": ({"tag": put(tag="")}, "“tag” is ''"),
    "a tag twice": ({"tag": twice}, "tag.jsonl, row 2"),
    "a note of nobody's": ({"note": put(article="x")}, "note.jsonl, row 1"),
    "a note beyond its text": ({"note": put(start=0, end=9_999)}, "no span from 0 to 9999"),
    "a note that ends before it begins": ({"note": put(start=5, end=2)}, "no span from 5 to 2"),
    "a note with half a span": ({"note": put(start=1, end=None)}, "no span from 1 to None"),
    "a note twice": ({"note": twice}, "note.jsonl, row 3"),
    "a verdict twice": ({"verdict": twice}, "verdict.jsonl, row 3"),
    "a verdict on no line": ({"verdict": put(kind="boilerplate", key="x")}, "“key” is 'x'"),
    "a verdict of no kind": ({"verdict": put(kind="")}, "“kind” is ''"),
    "a file of no state": ({"upload": put(state="lost")}, "“state” is 'lost'"),
    "a file that is not there": ({"upload": put(sha256="0" * 64)}, "upload.jsonl, row 1"),
    "a file that asks nothing": ({"upload": put(state="asking", asked="{}")}, "“asked”"),
    "an answer that is none": ({"upload": put(columns="[1]")}, "“columns” is '\\[1\\]'"),
    "a lease for ever": ({"upload": put(lease=1e300)}, "“lease”"),
    "an article of no file": ({"upload_article": put(upload=9)}, "there is no upload 9"),
    "a share above all": ({"upload_article": put(share=2)}, "“share” is 2"),
    "a relation of no kind": ({"upload_article": put(relation="near miss")}, "“relation”"),
    "a seal that does not fit": (
        {"article": put(title="Berry")},
        "has changed since it was stored",
    ),
    "a text that was not stored": (
        {"article_text": put(text="Other words than these.")},
        "has changed since it was stored",
    ),
    "a verdict that was not stored": (
        {"verdict": put(value="no")},
        "has changed since it was stored",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_library_with_one_wrong_value_is_refused_whole_and_the_place_is_named(
    tmp_path: Path, kind: str
) -> None:
    tables, told = WRONG[kind]
    path = rewrite(EXPORTS / "format-2.zip", tmp_path / "wrong.zip", tables)
    refuse(at(tmp_path), path, told)


def test_a_refused_library_leaves_nothing_on_either_database(home: str, tmp_path: Path) -> None:
    for kind in ("no such day", "a share above all", "a verdict that was not stored"):
        tables, told = WRONG[kind]
        refuse(home, rewrite(EXPORTS / "format-2.zip", tmp_path / "wrong.zip", tables), told)


def refuse(home: str, path: Path, told: str, error: type[LibraryError] = ExportDamaged) -> None:
    """Import, and see that the file is refused with such a sentence and leaves nothing."""
    open_store(home).close()
    libraries = Libraries(home)
    with pytest.raises(error, match=told) as raised:
        libraries.take_in(path, "Taken in")
    assert path.name in str(raised.value)
    assert len(str(raised.value)) < 600
    assert libraries.names() == [HOME]
    # The folder for what is unfinished of a server is the system's, which others use as well.
    is_file = libraries.folder is not None
    assert (libraries._unfinished() if is_file else libraries._schemas("unfinished-")) == []


@pytest.mark.parametrize("path", ["format-1-first.zip", "format-1.zip"])
def test_a_wrong_day_is_found_in_earlier_formats_too(home: str, tmp_path: Path, path: str) -> None:
    tables = {"article": put(published="2024-02-30")}
    wrong = rewrite(EXPORTS / path, tmp_path / "wrong.zip", tables)
    refuse(home, wrong, "article.jsonl, row 1: .*published")


def test_a_list_of_articles_that_is_none_is_found_in_the_first_format(
    home: str, tmp_path: Path
) -> None:
    tables = {"upload": put(articles="[1]")}
    wrong = rewrite(EXPORTS / "format-1-first.zip", tmp_path / "wrong.zip", tables)
    refuse(home, wrong, "upload.jsonl, row 1: .*articles")


CONTENTS = {
    "no format": (lambda said: said.pop("format"), "does not state its format"),
    "a format of nothing": (lambda said: said.update(format=0), "does not state its format"),
    "a format that is true": (lambda said: said.update(format=True), "does not state its format"),
    "no counters": (lambda said: said.pop("counters"), "counters"),
    "a counter below zero": (lambda said: said["counters"].update(articles=-1), "articles"),
    "a counter beyond all": (lambda said: said["counters"].update(numbers=1 << 70), "numbers"),
    "a counter that lags behind": (lambda said: said["counters"].update(numbers=1), "higher than"),
    "rows of no table": (lambda said: said["rows"].update(sqlite_master=1), "rows"),
    "more rows than there are": (lambda said: said["rows"].update(tag=2), "tag.jsonl has 1 rows"),
    "an original of no size": (lambda said: said["originals"].update({"0" * 64: -1}), "originals"),
    "an original that is called otherwise": (
        lambda said: said["originals"].update({"../x": 1}), "called '../x'"
    ),
    "originals in a list": (lambda said: said.update(originals=[]), "originals"),
    "other things": (lambda said: said.update(more=1), "contains entries"),
    "damage that is none": (lambda said: said.update(damaged={"tag": 1}), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("kind", CONTENTS)
def test_wrong_contents_are_refused(tmp_path: Path, kind: str) -> None:
    change, told = CONTENTS[kind]
    path = rewrite(EXPORTS / "format-2.zip", tmp_path / "wrong.zip", {}, change)
    refuse(at(tmp_path), path, told)


def pack(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def members_of(name: str = "format-2.zip") -> dict[str, bytes]:
    with zipfile.ZipFile(EXPORTS / name) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def test_files_that_nobody_named_are_refused(tmp_path: Path) -> None:
    for name in ("../../evil.txt", "originals/x", "extra.jsonl", "originals/" + "0" * 64):
        path = pack(tmp_path / "wrong.zip", members_of() | {name: b"x"})
        refuse(at(tmp_path), path, "does not name")


def test_a_row_that_is_no_row_is_refused(tmp_path: Path) -> None:
    for data in (b"[" * 100_000, b"[]\n", b"1\n", b"\xff\n", b"{\n", b'{"article": NaN}\n', b"\n"):
        members = members_of() | {"tag.jsonl": data}
        said = json.loads(members["library.json"])
        said["sha256"]["tag.jsonl"] = hashlib.sha256(data).hexdigest()
        members["library.json"] = json.dumps(said).encode()
        refuse(at(tmp_path), pack(tmp_path / "wrong.zip", members), "tag.jsonl, row 1")


def test_contents_that_are_no_contents_are_refused(tmp_path: Path) -> None:
    for data in (b"", b"[]", b"null", b"{", b"[" * 1_000_000, b'{"format": 2}', b"\xff"):
        path = pack(tmp_path / "wrong.zip", members_of() | {"library.json": data})
        refuse(at(tmp_path), path, "library.json")
    members = members_of()
    del members["library.json"]
    refuse(at(tmp_path), pack(tmp_path / "wrong.zip", members), "no library.json")


def test_what_unpacks_to_far_more_than_its_size_is_refused_before_it_is_unpacked(
    tmp_path: Path,
) -> None:
    blank = b" " * (40 << 20)
    refuse(
        at(tmp_path), pack(tmp_path / "a.zip", members_of() | {"tag.jsonl": blank}), "far more than"
    )
    refuse(
        at(tmp_path), pack(tmp_path / "b.zip", {"library.json": b" " * (300 << 20)}), "larger than"
    )


def test_the_memory_that_a_hostile_library_takes_is_not_that_of_the_server(tmp_path: Path) -> None:
    """Millions of small objects, whose Python forms take forty times their bytes."""
    data = b'{"format": 2, "originals": [' + b"{}," * 5_000_000 + b"{}]}"
    packed = zlib.compress(data)
    assert len(packed) * 100 < len(data)
    path = tmp_path / "wide.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("library.json", data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises((ExportDamaged, ExportStopped)):
        Libraries(at(tmp_path)).take_in(path, "Taken in")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200_000


def test_two_files_of_one_name_and_files_that_overlap_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.zip"
    pack(path, members_of())
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("tag.jsonl", b"")
    refuse(at(tmp_path), path, "'tag.jsonl' twice")


def test_rows_in_another_order_of_fields_and_with_blanks_are_the_same_rows(
    store: Store, tmp_path: Path
) -> None:
    def turn(rows: Rows) -> None:
        rows[:] = [dict(reversed(row.items())) for row in rows]

    tables = dict.fromkeys(TABLES, turn)
    store.import_from(rewrite(EXPORTS / "format-2.zip", tmp_path / "turned.zip", tables))
    assert store.check(lambda part: None).is_whole


def test_what_was_damaged_in_a_library_goes_with_it_and_is_still_known_as_damaged(
    store: Store, tmp_path: Path
) -> None:
    store.import_from(EXPORTS / "format-2.zip")
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE article_text SET text = 'Other.' WHERE number = 2")
        connection.exec_driver_sql("UPDATE verdict SET value = 'no' WHERE kind = 'pair'")
    store.export_to(tmp_path / "damaged.zip")
    again = open_store(f"sqlite:///{tmp_path}/again.sqlite")
    again.import_from(tmp_path / "damaged.zip")
    told = again.check(lambda part: None).words
    assert told == store.check(lambda part: None).words
    assert len(told) == 2
    again.close()


def test_an_export_that_says_of_300_000_rows_that_they_are_damaged_is_read_at_once(
    store: Store, tmp_path: Path
) -> None:
    def say(said: dict[str, Any]) -> None:
        said["damaged"] = {"article": [[number] for number in range(300_000)]}

    path = rewrite(
        EXPORTS / "format-2.zip", tmp_path / "said.zip", {"article": put(title="B")}, say
    )
    store.import_from(path)
    assert len(store.check(lambda part: None).words) == 1


def test_a_reader_that_is_killed_leaves_nothing_and_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.corpus.export.unpack.MEMORY", 1 << 20)
    big = rewrite(EXPORTS / "format-1.zip", tmp_path / "big.zip", {}, lambda said: said.update(
        originals=said["originals"] | {f"{number:064x}": 1 for number in range(300_000)}
    ))  # fmt: skip
    refuse(at(tmp_path), big, "was not imported, because .*memory", ExportStopped)


@pytest.mark.parametrize("counter", ["annotations", "articles", "batches", "numbers"])
def test_a_count_that_leaves_no_room_for_more_is_refused(tmp_path: Path, counter: str) -> None:
    full = rewrite(
        EXPORTS / "format-2.zip", tmp_path / "a.zip", {},
        lambda said: said["counters"].update({counter: 2**31 - 1}),
    )  # fmt: skip
    store = open_store(at(tmp_path))
    with pytest.raises(ExportDamaged, match=counter):
        store.import_from(full)
    store.close()


def test_a_false_label_is_made_again(store: Store, tmp_path: Path) -> None:
    false = rewrite(
        EXPORTS / "format-1.zip", tmp_path / "a.zip", {"article": put(label="Mayor resigns")}
    )
    store.import_from(false)
    assert store.articles().set_index("id")["label"][FERRY] == "Ferry runs late"
    assert store.check(lambda part: None).is_whole


def test_a_false_id_keeps_the_article_whose_it_is_out_of_no_library(
    store: Store, tmp_path: Path
) -> None:
    genuine = Article(article_id("", "It sank.", "", "", None, ""), "", "It sank.")
    for name in ("other", "third"):
        (tmp_path / name).mkdir()
    other = open_store(at(tmp_path / "other"))
    other.add([Article(genuine.id, "", "It did not.")])
    other.export_to(tmp_path / "a.zip")
    store.import_from(tmp_path / "a.zip")
    (new,) = store.add([genuine]).new
    assert store.text(new) == "It sank."
    other.add([Article("0" * 32, "", "Nothing.")])
    other.export_to(tmp_path / "b.zip")
    with pytest.raises(ExportDamaged, match="is not that of its content"):
        open_store(at(tmp_path / "third")).import_from(tmp_path / "b.zip")
    other.close()
