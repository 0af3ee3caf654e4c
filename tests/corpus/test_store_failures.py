"""What can go wrong is said in a sentence, and nothing stored before is lost."""

import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from components.corpus.article import Article, article_id
from components.corpus.database.engines import SCHEMA
from components.corpus.database.errors import (
    EditConflict,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryForeign,
    LibraryFull,
    LibraryNewer,
    LibraryReadOnly,
    LibraryUnreachable,
)
from components.corpus.search.query_tree import QueryUnclear
from components.corpus.store import Store, open_store

Run = Callable[..., subprocess.CompletedProcess[str]]
New = Callable[[], str]


def make(title: str, text: str = "Text.") -> Article:
    return Article(article_id(title, text, "", "", None, ""), title, text)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite"


def fill(path: Path, articles: int = 50) -> None:
    store = open_store(f"sqlite:///{path}")
    store.add([make(str(number), "many words " * 300) for number in range(articles)])
    store.close()


def read_all(path: Path) -> None:
    store = open_store(f"sqlite:///{path}")
    store.texts(store.articles()["id"])


def execute(url: str, statement: str) -> None:
    """Do something to a library behind its back."""
    address = make_url(url)
    if address.drivername == "sqlite":
        with sqlite3.connect(str(address.database)) as connection:
            connection.execute(statement)
        return
    schema = address.query.get(SCHEMA, "public")
    plain = address.set(drivername="postgresql").difference_update_query([SCHEMA])
    with psycopg.connect(plain.render_as_string(), autocommit=True) as connection:
        connection.execute(f'SET search_path TO "{schema}"')
        connection.execute(statement)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Nothing can be written beyond this many bytes of a file: a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_every_sentence_says_where_and_what_to_do() -> None:
    for kind in set(LibraryError.__subclasses__()) - {QueryUnclear}:
        sentence = str(kind("news.sqlite", "x") if kind is EditConflict else kind("news.sqlite"))
        assert "news.sqlite" in sentence
        assert sentence.endswith((".", "'psycopg[binary]'"))
        assert "{" not in sentence


def test_a_full_disk_refuses_the_new_and_keeps_the_old(path: Path) -> None:
    fill(path)
    store = open_store(f"sqlite:///{path}")
    more = [make(f"more {number}", os.urandom(2000).hex()) for number in range(500)]
    stored: list[str] = []
    with (
        largest_file(path.stat().st_size + 300_000),
        pytest.raises(LibraryFull, match="no disk space"),
    ):
        stored.extend(id for one in more for id in store.add([one]).new)
    assert stored
    assert len(store.articles()) == 50 + len(stored)
    assert store.texts(stored)
    assert store.add([make("after room was made")]).new
    store.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_no_library_takes_the_last_of_the_disk(path: Path) -> None:
    store = open_store(f"sqlite:///{path}")
    with pytest.raises(LibraryFull):
        store._database.require_room(shutil.disk_usage(path.parent).total)
    store.close()


def hold_write_lock(path: Path, held: threading.Event, release: threading.Event) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    held.set()
    release.wait(120)
    connection.execute("ROLLBACK")
    connection.close()


@contextmanager
def another_writer(path: Path) -> Iterator[threading.Event]:
    """Somebody who is in the middle of a transaction until the event is set."""
    held, release = threading.Event(), threading.Event()
    thread = threading.Thread(target=hold_write_lock, args=(path, held, release))
    thread.start()
    held.wait(120)
    try:
        yield release
    finally:
        release.set()
        thread.join()


def test_a_write_waits_for_another_writer(path: Path) -> None:
    store = open_store(f"sqlite:///{path}?timeout=120")
    with another_writer(path) as release:
        threading.Timer(0.3, release.set).start()
        assert store.add([make("one")]).new
    store.close()


def test_a_writer_that_does_not_end_is_a_busy_library_that_can_be_read(path: Path) -> None:
    fill(path)
    store = open_store(f"sqlite:///{path}?timeout=0.2")
    with another_writer(path):
        with pytest.raises(LibraryBusy, match="yours was not saved"):
            store.add([make("one")])
        assert len(store.articles()) == 50
    assert store.add([make("one")]).new
    store.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user of the machine may enter."""
    folder = Path(tempfile.mkdtemp(prefix="parallax-open-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
def test_a_read_only_library_is_read_and_not_changed(
    open_folder: Path, folder_mode: int, run_writers: Run
) -> None:
    path = open_folder / "library.sqlite"
    fill(path)
    path.chmod(0o444)
    open_folder.chmod(folder_mode)
    outcome = run_writers("look", f"sqlite:///{path}")
    assert outcome.stdout.split("\n")[:2] == ["True 50", "LibraryReadOnly"], outcome.stderr


def test_a_read_only_postgresql_is_read_and_not_changed(new_postgresql: New) -> None:
    url = new_postgresql()
    open_store(url).close()
    execute(url, f"ALTER DATABASE {make_url(url).database} SET default_transaction_read_only = on")
    store = open_store(url)
    assert store.read_only
    assert store.articles().empty
    with pytest.raises(LibraryReadOnly):
        store.add([make("one")])
    store.close()


def test_a_file_that_is_no_database_is_left_as_it_is(path: Path) -> None:
    path.write_bytes(b"These are my notes, not a library. " * 100)
    with pytest.raises(LibraryDamaged, match="Restore a backup"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == b"These are my notes, not a library. " * 100


def test_a_library_with_broken_pages_says_so(path: Path) -> None:
    fill(path)
    broken = bytearray(path.read_bytes())
    broken[20 * 4096 :] = b"\xa5" * (len(broken) - 20 * 4096)
    path.write_bytes(broken)
    with pytest.raises(LibraryDamaged):
        read_all(path)


def test_a_library_cut_short_says_so(path: Path) -> None:
    fill(path)
    path.write_bytes(path.read_bytes()[: 10 * 4096])
    with pytest.raises(LibraryDamaged):
        read_all(path)


def test_a_database_of_another_program_is_left_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(LibraryForeign, match="another program"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_postgresql_with_other_tables_is_shared_unless_names_clash(new_postgresql: New) -> None:
    url = new_postgresql()
    execute(url, "CREATE TABLE bookmarks (url TEXT)")
    open_store(url).close()
    clash = new_postgresql()
    execute(clash, "CREATE TABLE article (id TEXT)")
    with pytest.raises(LibraryForeign):
        open_store(clash)


def test_a_library_of_a_newer_version_is_left_as_it_is(store: Store, url: str) -> None:
    store.add([make("one")])
    execute(url, "UPDATE parallax_version SET version_num = '9999'")
    with pytest.raises(LibraryNewer, match="Update Parallax"):
        open_store(url)
    assert len(store.articles()) == 1


@pytest.mark.parametrize("place", ["", "missing/library.sqlite"])
def test_a_place_where_no_file_can_be_is_unreachable(tmp_path: Path, place: str) -> None:
    with pytest.raises(LibraryUnreachable, match="cannot be reached"):
        open_store(f"sqlite:///{tmp_path / place}")


def test_a_server_that_is_not_there_is_unreachable_and_its_password_is_not_told() -> None:
    with pytest.raises(LibraryUnreachable) as raised:
        open_store("postgresql+psycopg://me:secret@127.0.0.1:1/news")
    assert "secret" not in str(raised.value)


def test_a_restarted_server_is_reached_again(new_postgresql: New) -> None:
    url = new_postgresql()
    store = open_store(url)
    store.add([make("one")])
    execute(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    assert len(store.articles()) == 1
    store.close()


@pytest.mark.parametrize("url", ["", "library.sqlite", "sqlite://", "mysql://me@here/news"])
def test_an_address_of_another_kind_is_named(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite:///path/to/file"):
        open_store(url)


def test_what_is_acknowledged_has_reached_the_disk(path: Path) -> None:
    store = open_store(f"sqlite:///{path}")
    with store._database.writing() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    store.close()


def test_a_backup_opens_as_the_library_it_was_made_of(path: Path, tmp_path: Path) -> None:
    fill(path)
    with sqlite3.connect(path) as connection:
        connection.execute("VACUUM INTO ?", [str(tmp_path / "backup.sqlite")])
    library = open_store(f"sqlite:///{path}")
    backup = open_store(f"sqlite:///{tmp_path}/backup.sqlite")
    assert backup.articles().equals(library.articles())
    assert backup.add([make("one")]).new
    backup.close()
    library.close()
