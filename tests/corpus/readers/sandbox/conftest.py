"""A process that forks hosts, for tests of what hosts do and not of their start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.readers.sandbox import forked_host

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
