"""What holds for all tests of the worker."""

import pytest

from components.app.worker import read_files, runner


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A piece of work ends by what is in it: how much fits into seconds is the machine's doing."""
    monkeypatch.setattr(read_files, "SECONDS_AT_ONCE", 600.0)
    monkeypatch.setattr(runner, "SECONDS", 600.0)
