"""Open a library: create or upgrade its tables, and warn of risks to stored work."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, inspect, select, text

from components.corpus.database.audit import PROTECT
from components.corpus.database.connection import RESERVE, Database
from components.corpus.database.engines import LOCK
from components.corpus.database.errors import LibraryForeign, LibraryNewer
from components.corpus.database.roles import Role
from components.corpus.database.tables import (
    COUNTERS,
    DERIVED,
    HEAD,
    SEARCH,
    SEARCH_TABLE,
    VERSION_TABLE,
    change,
    library,
    metadata,
    note,
    upload,
    verdict,
)

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Create or upgrade the tables; one query for a library that is up to date.

    A file is copied before it is upgraded, to `name.before-` and the new version beside it.
    Raises LibraryNewer, LibraryForeign or LibraryReadOnly, with nothing changed.
    """
    with database.reading() as connection:
        version = read_version(database, connection)
    database.use_wal()
    if version == HEAD:
        return
    with database.writing(Role.READER) as connection:
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
    """The revision of the library's schema; None when there is no library yet.

    Raises LibraryForeign for a file with other tables, and for a database on a server with tables
    of the same names as ours.
    """
    # One query, so that it sees all or none of the tables that another process creates meanwhile.
    present = set(inspect(connection).get_table_names())
    if VERSION_TABLE in present:
        return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 (a constant)
    if present if database.path else present & {SEARCH_TABLE, *metadata.tables}:
        raise LibraryForeign(database.where)
    return None


def create(connection: Connection) -> None:
    """Create all tables as the migrations would, without loading alembic."""
    metadata.create_all(connection)
    for statement in (*SEARCH[connection.dialect.name], *PROTECT[connection.dialect.name]):
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
    """Insert the rows of `library`; its identity is another for each library."""
    rows = {"identity": secrets.randbits(62), **dict.fromkeys(COUNTERS, 0), "derived": DERIVED}
    connection.execute(
        library.insert(), [{"name": name, "value": value} for name, value in rows.items()]
    )


def continue_numbers(connection: Connection) -> None:
    """Have the database number new rows after the highest number, once rows were imported."""
    if connection.dialect.name != "postgresql":
        return
    for table in (change, note, upload, verdict):
        last = select(func.max(table.c.id)).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table.name, "id")
        connection.execute(select(func.setval(sequence, func.coalesce(last, 1))))


def upgrade(connection: Connection) -> None:
    """Run the missing migrations in the caller's transaction."""
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


# A page can be lost when one connection restarts the log while another still copies it into the
# file: https://sqlite.org/wal.html#walresetbug
FAULT_SINCE, FAULT_FIXED = (3, 7, 0), (3, 51, 3)
LOW = 20 * RESERVE
NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"})
MOUNTS = Path("/proc/mounts")

READ_ONLY = "The library can be read but not changed: nothing you type or upload will be saved."
NETWORKED = (
    "The library is on a network disk, where SQLite cannot keep several programs from "
    "interfering with each other. Store it on a local disk, or use PostgreSQL."
)


def find_risks(database: Database) -> list[str]:
    """Risks to stored work, a sentence each; takes less than a millisecond."""
    risks = [READ_ONLY] if database.read_only else []
    if database.path is None:
        return risks
    free = shutil.disk_usage(database.path.parent).free
    if free < LOW:
        risks.append(
            f"Only {free // 1000000} MB are left on the disk of the library. Below "
            f"{RESERVE // 1000000} MB, nothing more is saved."
        )
    if lies_on_network(database.path, MOUNTS):
        risks.append(NETWORKED)
    if FAULT_SINCE <= sqlite3.sqlite_version_info < FAULT_FIXED and not database.read_only:
        risks.append(
            f"SQLite {sqlite3.sqlite_version} has a rare fault that can damage a library while "
            "several programs write to it. Keep a backup, and use SQLite 3.51.3 or later, or "
            "PostgreSQL, if many people work on the library at the same time."
        )
    return risks


def lies_on_network(path: Path, mounts: Path) -> bool:
    """Whether a path is on a network disk, by the mounts of Linux; False on other systems."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    # The longest mount point above the path is its disk; \040 stands for a space.
    fields = [line.split(" ") for line in lines if line.count(" ") >= 2]
    above = {Path(field[1].replace("\\040", " ")): field[2] for field in fields}
    holding = max((at for at in above if path.is_relative_to(at)), key=_depth, default=None)
    return holding is not None and above[holding] in NETWORK


def _depth(path: Path) -> int:
    return len(path.parts)
