"""A library of its own for each test, in which something can be decided."""

import shutil

import pytest

from components.corpus.store import open_store


@pytest.fixture
def library(sample_library, tmp_path):
    """A copy of the analysed sample library."""
    path = tmp_path / "own.sqlite"
    sample = open_store(sample_library)
    sample.close()
    shutil.copy(sample_library.removeprefix("sqlite:///"), path)
    return f"sqlite:///{path}"
