"""Makes sure that the programs the tests drive are here: Chromium, PostgreSQL and HAProxy.

What is found is used; else Playwright's own browser is fetched; else the system's package manager
installs it. The tests of PostgreSQL and HAProxy say that they were skipped where it cannot be had;
a browser must be there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "browser"))
from find_browser import find_browser

INSTALL = {
    "apt-get": ["apt-get", "install", "-y", "-qq"],
    "dnf": ["dnf", "install", "-y", "-q"],
    "apk": ["apk", "add", "--quiet"],
}
PACKAGES = {
    "chromium": {"apt-get": "chromium", "dnf": "chromium", "apk": "chromium"},
    "haproxy": {"apt-get": "haproxy", "dnf": "haproxy", "apk": "haproxy"},
    "postgresql": {"apt-get": "postgresql", "dnf": "postgresql-server", "apk": "postgresql"},
}


def has_postgresql() -> bool:
    packaged = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return bool(shutil.which("initdb") or packaged)


def install(program: str) -> None:
    """Install a program with the first package manager that is here; quietly do nothing without."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for manager, command in INSTALL.items():
        if shutil.which(manager):
            if manager == "apt-get":
                run([*as_root, "apt-get", "update", "-qq"])
            run([*as_root, *command, PACKAGES[program][manager]])
            return


def run(command: list[str]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    if not has_postgresql():
        install("postgresql")
    if not shutil.which("haproxy"):
        install("haproxy")
    if not find_browser():
        run([sys.executable, "-m", "playwright", "install", "chromium"])
    if not find_browser():
        install("chromium")
    if not find_browser():
        sys.exit("No Chromium could be found or installed. Install one and run the tests again.")
