"""Names of files in an archive: which are not taken."""

from __future__ import annotations

import re

_DRIVE = re.compile(r"[A-Za-z]:")
_LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def refuse_path(name: str) -> str:
    """Why a file of this name is not taken: it reaches out of its archive; "" when it does not."""
    path = name.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path):
        return "Its name is an absolute path, which points outside the archive: rename it."
    if ".." in path.split("/"):
        return "Its name points outside the archive with “..”: rename it."
    if "\0" in path:
        return "Its name contains a NUL character: rename it."
    return ""


def is_litter(name: str) -> bool:
    """Whether a file was left there by the system that packed the archive."""
    folders = name.split("/")
    return folders[-1].startswith("._") or not set(_LITTER).isdisjoint(folders)
