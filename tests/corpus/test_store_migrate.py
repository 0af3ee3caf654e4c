"""The schema: what the migrations make is what the code expects, however a library came about."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select

from components.corpus.database import Database
from components.corpus.migrate import MIGRATIONS, create, migrate, read_version, upgrade
from components.corpus.schema import COUNTERS, HEAD, VERSION_TABLE, library, metadata
from components.corpus.store import open_store

ROOT = Path(__file__).parents[2]


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
            "indexes": sorted(inspector.get_indexes(name), key=str),
            "unique": sorted(inspector.get_unique_constraints(name), key=str),
        }
        for name in sorted(inspector.get_table_names())
    }


def test_tables_made_at_once_are_those_the_migrations_make(url: str) -> None:
    database = Database(url)
    descriptions, counters = [], []
    for make in (create, upgrade):
        with database.writing() as connection:
            make(connection)
            descriptions.append(describe(connection))
            counters.append(set(connection.execute(select(library.c.name)).scalars()))
            assert read_version(database, connection) == HEAD
            metadata.drop_all(connection)
            connection.exec_driver_sql(f"DROP TABLE {VERSION_TABLE}")
    database.close()
    assert descriptions[0] == descriptions[1]
    assert counters == [{"identity", *COUNTERS}] * 2


def test_alembic_finds_nothing_left_to_migrate(url: str) -> None:
    database = Database(url)
    with database.writing() as connection:
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    database.close()


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
    assert subprocess.run(command, cwd=ROOT, timeout=60).returncode == 0
