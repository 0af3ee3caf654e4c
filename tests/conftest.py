"""What holds for all tests."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.browser.find_browser import FLAGS, find_browser

# How long an example takes, or to think one up, says how busy the machine is.
settings.register_profile("parallax", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("parallax")

# Threads of scikit-learn that wait for one another spin; beside other processes that costs minutes.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

# Tests of the pool start one of their own; all others would wait for it longer than for their work.
os.environ.setdefault("PARALLAX_PROCESSES", "1")

# What a machine has installed changes nothing; a test of a converter names its stand-in.
for program in ("TESSERACT", "ANTIWORD", "CATDOC", "SOFFICE"):
    os.environ[f"PARALLAX_{program}"] = "/nowhere"

MEMORY = Path("/dev/shm")
ROOM = 4_000_000_000
"""Bytes that must be free in memory for the files of two processes of tests."""


def pytest_configure() -> None:
    """Keep what tests write in memory: a library waits for the disk at each of its changes."""
    wanted = "TMPDIR" not in os.environ and MEMORY.is_dir()
    if wanted and shutil.disk_usage(MEMORY).free >= ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


@pytest.fixture(scope="session")
def chromium():
    """The one browser of a process of tests: Playwright refuses a second one beside it."""
    from playwright.sync_api import sync_playwright

    path = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
