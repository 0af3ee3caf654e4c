"""The schema: what the migrations make is what the code expects, however a library came about."""

import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select, text

from components.corpus.article import Article
from components.corpus.database.audit import PROTECT
from components.corpus.database.connection import Database
from components.corpus.database.tables import (
    COUNTERS,
    HEAD,
    SEARCH,
    SEARCH_TABLE,
    VERSION_TABLE,
    library,
    metadata,
)
from components.corpus.database.upgrade_schema import (
    MIGRATIONS,
    create,
    migrate,
    read_version,
    upgrade,
)
from components.corpus.store import open_store

ROOT = Path(__file__).parents[3]


def describe(connection: Connection) -> dict[str, Any]:
    """Everything the database knows about its tables, types as text."""
    inspector = inspect(connection)
    return {
        name: {
            "columns": [
                {**column, "type": repr(column["type"])} for column in inspector.get_columns(name)
            ],
            "key": inspector.get_pk_constraint(name),
            "foreign": sorted(inspector.get_foreign_keys(name), key=str),
            "indexes": sorted(map(describe_index, inspector.get_indexes(name)), key=str),
            "unique": sorted(inspector.get_unique_constraints(name), key=str),
        }
        for name in sorted(inspector.get_table_names())
    }


def describe_index(index: Any) -> dict[str, Any]:
    """What SQLAlchemy tells of an index, its condition as text."""
    return {**index, "dialect_options": {k: str(v) for k, v in index["dialect_options"].items()}}


def is_ours(name: str | None, kind: str, parents: object) -> bool:
    """SQLAlchemy does not know the tables of a full-text index."""
    return not str(name).startswith(SEARCH_TABLE)


def test_tables_made_at_once_are_those_the_migrations_make(url: str) -> None:
    database = Database(url)
    descriptions, counters = [], []
    for make in (create, upgrade):
        with database.writing() as connection:
            make(connection)
            descriptions.append(describe(connection))
            counters.append(set(connection.execute(select(library.c.name)).scalars()))
            assert read_version(database, connection) == HEAD
            for name in (n for n in descriptions[-1] if n.startswith(SEARCH_TABLE)):
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
            metadata.drop_all(connection)
            connection.exec_driver_sql(f"DROP TABLE {VERSION_TABLE}")
    database.close()
    assert descriptions[0] == descriptions[1]
    assert counters == [{"identity", *COUNTERS}] * 2


def test_alembic_finds_nothing_left_to_migrate(url: str) -> None:
    database = Database(url)
    with database.writing() as connection:
        upgrade(connection)
        options = {"version_table": VERSION_TABLE, "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    database.close()


@pytest.mark.parametrize(("revision", "kind"), [("0002", "sqlite"), ("0004", "postgresql")])
def test_the_index_made_at_once_is_the_one_the_migration_makes(revision: str, kind: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config).get_revision(revision)
    assert script.module.SEARCH[kind] == SEARCH[kind]


@pytest.mark.parametrize("kind", PROTECT)
def test_what_protects_the_audit_is_the_same_when_made_at_once(kind: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config).get_revision("0012")
    assert script.module.PROTECT[kind] == PROTECT[kind]


def make_first_library(url: str) -> None:
    """A library as the first version left it, with something in every table."""
    database = Database(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    rows = [
        "INSERT INTO article VALUES (1, 'a1', 'Ferry late', 'Ferry late', 'Post', 'Ada', "
        "'2024-05-01', 'en', 'https://post.example/ferry', 'a.txt', '00', 4, "
        "'2024-05-02T00:00:00.000000', NULL, 1)",
        "INSERT INTO article VALUES (2, 'a2', '', 'Gone', '', '', NULL, 'und', '', 'b.txt', '00', "
        "1, '2024-05-02T00:00:00.000000', '2024-05-03T00:00:00.000000', 2)",
        "INSERT INTO article_text VALUES (1, 'The ferries were late.'), (2, 'Gone')",
        "INSERT INTO change (article, field, old, new, who, made) VALUES "
        "('a1', 'source', '', 'Post', 'Ada', '2024-05-02T00:00:00.000000')",
        "INSERT INTO upload (batch, who, name, sha256, state, message, articles, new, duplicates, "
        "worker, lease, tries) VALUES ('b', '', 'a.txt', '00', 'done', '', '[\"a1\"]', 1, 0, "
        "'w', 0.0, 1)",
        "UPDATE library SET value = 2 WHERE name IN ('articles', 'numbers')",
    ]
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        original = {"size": 1, "data": zlib.compress(b"x")}
        connection.execute(text("INSERT INTO original VALUES ('00', :size, :data)"), original)
        connection.execute(
            metadata.tables["result"].insert(),
            {"kind": "names", "article": "a1", "version": "1", "value": b"[1]"},
        )
        for row in rows:
            connection.exec_driver_sql(row)
    database.close()


def test_a_library_of_the_first_version_opens_and_keeps_everything(url: str) -> None:
    make_first_library(url)
    store = open_store(url)
    assert store.article("a1") == Article(
        "a1", "Ferry late", "The ferries were late.", "Post", "Ada", date(2024, 5, 1), "en",
        "https://post.example/ferry", "a.txt", "00", bases={"source": "typed by an analyst"},
    )  # fmt: skip
    assert store.search("ferry").ids == ["a1"]
    assert store.add([Article("a3", "", "the ferries were late.")]).relations.same_text == {
        "a3": "a1"
    }
    store.remove(["a3"])
    assert list(store.articles(removed=True)["id"]) == ["a2", "a3"]
    assert store.revision() == 4
    (change,) = store.history("a1")["change"]
    store.undo(int(change))
    assert store.article("a1").source == ""
    assert store.article("a1").bases == {}
    assert store.original("00") == b"x"
    assert list(store.uploads.given("b")["article"]) == ["a1"]
    assert list(store.uploads.given("b")["new"]) == [True]
    assert store.article("a1").basis == ""
    store.close()


def test_a_file_is_copied_before_it_is_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    make_first_library(f"sqlite:///{path}")
    open_store(f"sqlite:///{path}").close()
    (copy,) = tmp_path.glob("*.before-*")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute(f"SELECT * FROM {VERSION_TABLE}").fetchall() == [("0001",)]
        assert connection.execute("SELECT count(*) FROM article_text").fetchone() == (2,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_library_up_to_date_is_not_copied(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/library.sqlite"
    for _ in range(2):
        open_store(url).close()
    assert list(tmp_path.glob("*.before-*")) == []


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_library_up_to_date_is_not_touched(url: str) -> None:
    first = open_store(url)
    stamp = first.stamp()
    first.close()
    database = Database(url)
    migrate(database)
    database.close()
    again = open_store(url)
    assert again.stamp() == stamp
    again.close()


def test_opening_does_not_load_alembic(tmp_path: Path) -> None:
    code = (
        "import sys; from components.corpus.store import open_store; "
        "open_store(sys.argv[1]); open_store(sys.argv[1]); sys.exit('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", code, f"sqlite:///{tmp_path}/library.sqlite"]
    assert subprocess.run(command, cwd=ROOT, timeout=300).returncode == 0
