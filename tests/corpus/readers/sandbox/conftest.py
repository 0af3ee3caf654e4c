"""A process that forks hosts, for tests of what hosts do; and a host of files that misbehave."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from components.corpus.readers import detect_format
from components.corpus.readers.sandbox import client
from components.corpus.readers.sandbox.client import ParserHost
from tests.corpus.readers.sandbox import forked_host, misbehaving

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The folder in which hosts are asked for."""
    folder = tmp_path_factory.mktemp("loaded")
    forking = subprocess.Popen(
        [sys.executable, "-c", f"from {forked_host.MODULE} import fork_hosts; fork_hosts()"],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
    )
    assert forking.stdout.readline() == b"ready\n"
    yield folder
    forking.kill()
    forking.communicate()


@pytest.fixture(scope="module")
def misbehaving_files():
    """Files that end in .misbehaving are read, in a host that knows them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(detect_format, "FORMATS", (*detect_format.FORMATS, misbehaving.FORMAT))
        patch.setattr(client, "_host", host := ParserHost(misbehaving.MODULE))
        yield
        host.close()
