"""What a harmful file could do while it is read: tried out within the product's own confinement."""

import json
import logging
import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from components.corpus.readers import read_file
from components.corpus.readers.sandbox import client, gaps
from components.corpus.readers.sandbox.client import ParserHost
from components.corpus.readers.sandbox.converters import Job, run_caged
from components.corpus.readers.sandbox.probes import PROBED
from tests.corpus.readers.sandbox import without_landlock, without_seccomp

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the confinement needs Linux")
TEXT = b"The council met on Tuesday and agreed to repair the bridge.\n"
CALLS = {
    "change the rights of files", "change the times of files", "list the attributes of files",
    "watch what others do with files", "take memory that is not counted",
    "signal other programs", "start processes", "start programs",
    "reach programs of this machine", "reach the network",
}  # fmt: skip


@contextmanager
def host_of(module):
    host = ParserHost(module)
    yield host
    host.close()


def possible_in(module):
    with host_of(module) as host:
        return {*gaps._try_out(host.read)}


def test_nothing_that_is_tried_is_possible():
    assert possible_in("components.corpus.readers.sandbox.host") == set()


def test_outside_of_it_all_that_is_tried_is_possible(tmp_path):
    (tmp_path / "other").write_bytes(b"other")
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as local:
        local.bind(str(tmp_path / "socket"))
        local.listen()
        around = {
            "folder": str(tmp_path), "port": server.getsockname()[1], "asker": os.getpid()
        }  # fmt: skip
        code = (
            "from components.corpus.readers.sandbox.probes import _probe\n"
            f"print(next(_probe({json.dumps(around).encode()!r})).sentence)"
        )
        told = subprocess.check_output([sys.executable, "-c", code])
    assert {*json.loads(told)} == {*PROBED}
    assert (tmp_path / "other").read_bytes() == b"other"


def test_without_seccomp_landlock_and_namespaces_still_deny_files_and_networks():
    # Landlock knows no rights to what is kept of a file, nor sockets that have a path.
    left = CALLS - {"signal other programs", "start programs", "reach the network"}
    assert possible_in(without_seccomp.MODULE) == left


def test_without_landlock_seccomp_still_denies_what_is_no_file():
    assert possible_in(without_landlock.MODULE).isdisjoint(CALLS)


@pytest.fixture
def open_system(monkeypatch):
    """A system on which other files can be read."""
    monkeypatch.setattr(gaps, "_found", [])
    monkeypatch.setattr(gaps, "_try_out", lambda read: ("read other files",))


@pytest.mark.usefixtures("open_system")
def test_what_is_possible_is_logged_once_and_the_file_is_read(caplog):
    with caplog.at_level(logging.WARNING):
        assert read_file("a.txt", TEXT).articles
        assert read_file("b.txt", TEXT).articles
    (record,) = caplog.records
    assert "a harmful file could read other files." in record.getMessage()
    assert "read other files" in client.tell_gaps()


@pytest.mark.usefixtures("open_system")
def test_in_strict_mode_nothing_is_read_there_and_the_file_is_not_blamed(monkeypatch):
    monkeypatch.setenv("PARALLAX_STRICT", "1")
    (rejected,) = read_file("a.txt", TEXT).rejected
    assert "Nothing is read, because PARALLAX_STRICT is 1." in rejected.reason
    assert rejected.fault == "program"


def test_in_strict_mode_files_are_read_where_nothing_is_possible(monkeypatch):
    monkeypatch.setenv("PARALLAX_STRICT", "1")
    assert read_file("a.txt", TEXT).articles
    assert client.tell_gaps() == ""


def test_in_strict_mode_no_program_is_run_that_the_system_cannot_bind(monkeypatch):
    monkeypatch.setattr("components.corpus.readers.sandbox.converters.is_bound", lambda: False)
    job = Job(Path("/bin/true").resolve(), ())
    assert run_caged(job, "").ending == "done"
    monkeypatch.setenv("PARALLAX_STRICT", "1")
    assert run_caged(job, "").ending == "refused"
