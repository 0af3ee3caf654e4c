"""A fresh library for each test, over both databases; PostgreSQL is really started."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import psycopg
import pytest

from components.corpus.database.libraries import library_url
from components.corpus.store import Store, open_store

ROOT = Path(__file__).parents[2]
WRITERS = Path(__file__).with_name("store_writers.py")
databases = count()


def find_program(name: str) -> str | None:
    packaged = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(packaged[-1]) if packaged else None)


def find_user() -> str | None:
    """PostgreSQL refuses to run as root, so root lends it another user."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The folder of the socket of a running PostgreSQL."""
    initdb, pg_ctl = find_program("initdb"), find_program("pg_ctl")
    if not (initdb and pg_ctl):
        pytest.skip("PostgreSQL is not installed: no initdb and pg_ctl on the PATH")
    user = find_user()
    folder = Path(tempfile.mkdtemp(prefix="parallax-postgresql-"))
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        with open(os.devnull, "wb") as quiet:
            subprocess.run(command, check=True, user=user, cwd=folder, stdout=quiet, timeout=120)

    data = str(folder / "data")
    run(initdb, "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    run(pg_ctl, "-D", data, "-w", "-o", settings, "-l", str(folder / "log"), "start")
    try:
        yield str(folder)
    finally:
        run(pg_ctl, "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def make_database(server: str) -> str:
    """The address of a new empty database on the server."""
    name = f"library{next(databases)}"
    with psycopg.connect(f"host={server} user=tester dbname=postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://tester@/{name}?host={server}"


@pytest.fixture(scope="session")
def database(server: str) -> str:
    """The address of a database whose schemas tests share: a schema is made in no time."""
    return make_database(server)


def make_place(kind: str, request: pytest.FixtureRequest, folder: Path) -> str:
    """The address of a library that is not there yet, in a file or in a schema."""
    if kind == "sqlite":
        return f"sqlite:///{folder}/library.sqlite"
    return library_url(request.getfixturevalue("database"), f"test {next(databases)}")


@pytest.fixture
def new_postgresql(server: str) -> Callable[[], str]:
    """Each call gives the address of another empty database."""
    return partial(make_database, server)


@pytest.fixture
def run_writers() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `store_writers.py` with the arguments given."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(WRITERS), *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            command, capture_output=True, text=True, env=environment, timeout=3600
        )

    return run


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a library that is not there yet."""
    return make_place(request.param, request, tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a library that is not there yet, with no other beside it."""
    if request.param == "sqlite":
        return make_place("sqlite", request, tmp_path)
    return make_database(request.getfixturevalue("server"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """One library for all the examples of a property."""
    url = make_place(request.param, request, tmp_path_factory.mktemp("lasting"))
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def both_stores(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Store]]:
    """A library in each database, for all the examples of a property."""
    folder = tmp_path_factory.mktemp("both")
    opened = [open_store(make_place(kind, request, folder)) for kind in ("sqlite", "postgresql")]
    yield opened
    for one in opened:
        one.close()
