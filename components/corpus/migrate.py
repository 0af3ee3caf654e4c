"""Bring the schema of a library up to date, once, however many open it at the same time."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from components.corpus.database import LOCK, Database
from components.corpus.errors import LibraryForeign, LibraryNewer
from components.corpus.schema import (
    COUNTERS,
    DERIVED,
    HEAD,
    VERSION_TABLE,
    library,
    metadata,
)
from components.corpus.search_tables import SEARCH, SEARCH_TABLE

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Make or upgrade the tables; one that is up to date costs one query.

    A file is copied beside itself before it is upgraded, as `name.before-` and the new version.
    Raises LibraryNewer, LibraryForeign or LibraryReadOnly, with nothing changed.
    """
    with database.reading() as connection:
        version = read_version(database, connection)
    database.use_wal()
    if version == HEAD:
        return
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        version = read_version(database, connection)
        if version is None:
            create(connection)
        elif version != HEAD:
            _require_known(database, version)
            if database.path:
                database.back_up(database.path.with_name(f"{database.path.name}.before-{HEAD}"))
            upgrade(connection)


def read_version(database: Database, connection: Connection) -> str | None:
    """The revision the library carries; None when there is no library yet.

    Raises LibraryForeign when there are other tables in the way: a file of another program is not
    ours to write to, a server's database may be shared as long as no names meet.
    """
    # One query, so that tables another process makes meanwhile are seen all or not at all.
    present = set(inspect(connection).get_table_names())
    if VERSION_TABLE in present:
        return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 (a constant)
    if present if database.path else present & {SEARCH_TABLE, *metadata.tables}:
        raise LibraryForeign(database.where)
    return None


def create(connection: Connection) -> None:
    """Make all tables at once: the same that all migrations make, without loading alembic."""
    metadata.create_all(connection)
    for statement in SEARCH[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    start_counters(connection)
    connection.execute(
        text(
            f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL, "
            f"CONSTRAINT {VERSION_TABLE}_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(text(f"INSERT INTO {VERSION_TABLE} VALUES (:head)"), {"head": HEAD})  # noqa: S608


def start_counters(connection: Connection) -> None:
    """The rows of `library`; its identity tells two libraries at the same revision apart."""
    rows = {"identity": secrets.randbits(62), **dict.fromkeys(COUNTERS, 0), "derived": DERIVED}
    connection.execute(
        library.insert(), [{"name": name, "value": value} for name, value in rows.items()]
    )


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, inside the caller's transaction."""
    from alembic import command

    config = _configure()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _configure() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _require_known(database: Database, version: str) -> None:
    from alembic.script import ScriptDirectory

    known = {
        script.revision for script in ScriptDirectory.from_config(_configure()).walk_revisions()
    }
    if version not in known:
        raise LibraryNewer(database.where)
