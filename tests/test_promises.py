"""SECURITY.md: every promise names a test that is there."""

import re
from pathlib import Path

from components.app.worker.read_files import FILES_AT_ONCE, SMALL

ROOT = Path(__file__).parents[1]


def test_every_test_that_a_promise_names_is_there():
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8")))
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in ROOT.glob("tests/**/test_*.py")
    )
    there = set(re.findall(r"^def (test_\w+)\(", sources, re.MULTILINE))
    assert len(named) > 5
    assert named <= there


def test_it_says_how_many_short_texts_are_read_by_one_process():
    told = " ".join((ROOT / "SECURITY.md").read_text(encoding="utf-8").split())
    assert f"(up to {SMALL:,} bytes)" in told
    assert f"up to {FILES_AT_ONCE} of them" in told
