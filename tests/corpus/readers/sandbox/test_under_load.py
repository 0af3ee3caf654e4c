"""Reading hosts that are killed while several files are read: none is lost, none is blamed."""

import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from components.corpus.readers import read_file
from components.corpus.readers.sandbox import client
from components.corpus.readers.sandbox.client import ParserHost

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the host needs Linux")
KILLS, AT_ONCE = 4, 4


def kill_hosts(host):
    """Kill a host a moment after it has begun to serve, so often."""
    killed = set()
    while len(killed) < KILLS:
        time.sleep(0.3)
        pid = host.pid
        if pid is not None and pid not in killed:
            os.kill(pid, signal.SIGKILL)
            killed.add(pid)


def test_hosts_that_are_killed_under_load_lose_no_file_and_blame_none(monkeypatch):
    monkeypatch.setattr(client, "_host", host := ParserHost())
    files = {
        f"{number}.txt": f"Ferry {number} sails at noon. ".encode() * 2_000 for number in range(60)
    }
    with ThreadPoolExecutor(AT_ONCE + 1) as pool:
        killing = pool.submit(kill_hosts, host)
        readings = dict(zip(files, pool.map(read_file, files, files.values()), strict=True))
        while not killing.done():
            assert read_file("more.txt", b"A tram line opened on Monday.") is not None
    left = {name: one.rejected for name, one in readings.items() if not one.articles}
    assert {one.fault for rejected in left.values() for one in rejected} <= {"program", "unknown"}
    again = [read_file(name, files[name]) for name in left]
    assert all(one.articles for one in again)
    told = {name: one.articles[0].text for name, one in readings.items() if one.articles}
    told |= {name: one.articles[0].text for name, one in zip(left, again, strict=True)}
    assert {name: text.split(".")[0] for name, text in told.items()} == {
        f"{number}.txt": f"Ferry {number} sails at noon" for number in range(60)
    }
    host.close()
