"""The list of sums by which an article of the sample is known."""

from hashlib import sha256
from pathlib import Path

from components.app.environment import SAMPLE, sample_files

ROOT = Path(__file__).resolve().parents[2]


def test_the_list_names_every_file_that_is_shipped_by_its_bytes():
    shipped = {sha256(path.read_bytes()).hexdigest(): path.name for path in SAMPLE.iterdir()}
    assert shipped.items() <= sample_files().items()


def test_git_never_changes_a_byte_of_the_sample():
    assert "data/corpus/* -text" in (ROOT / ".gitattributes").read_text(encoding="utf-8")
