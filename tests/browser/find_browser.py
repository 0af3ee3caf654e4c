"""A Chromium for the browser suite: one on the PATH, else Playwright's own, else the system's.

Run as a script it makes sure that there is one; imported it says where it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT = [sys.executable, "-m", "playwright", "install", "chromium"]
SYSTEM = (
    (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]),
    (["dnf", "install", "-y", "-q", "chromium"],),
    (["apk", "add", "--quiet", "chromium"],),
)


def find_browser() -> str | None:
    """The path of a Chromium that runs here; None when there is none."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    return _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_browser() -> None:
    """Fetch a browser by the first way that works."""
    subprocess.run([*PLAYWRIGHT], check=False, timeout=300, capture_output=True)
    if find_browser():
        return
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for steps in SYSTEM:
        if shutil.which(steps[0][0]):
            for step in steps:
                subprocess.run([*as_root, *step], check=True, stdout=subprocess.DEVNULL)
            return


if __name__ == "__main__":
    if not find_browser():
        install_browser()
    if not find_browser():
        sys.exit("No Chromium could be found or installed. Install one and run the tests again.")
