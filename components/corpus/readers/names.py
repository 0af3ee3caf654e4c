"""Names of files, fit to be shown; never used as a path."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 120
DEEPEST = 8


def show_name(name: str) -> str:
    """A file's own name, fit to be shown: no folders, controls or bidi marks, not overlong."""
    return _show_part(_parts(name)[-1])


def show_path(name: str) -> str:
    """The same with the folders above it, the innermost eight of them."""
    shown = [_show_part(part) for part in _parts(name)[-DEEPEST:] if part not in ("", ".", "..")]
    return "/".join(shown) or "unnamed"


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").replace("\0", "").rstrip("/").split("/")


def _show_part(part: str) -> str:
    short = part if len(part) < 1_000 else part[:500] + part[-500:]
    plain = short.encode("utf-8", "replace").decode("utf-8")
    composed = unicodedata.normalize("NFC", plain)
    visible = "".join(c for c in composed if unicodedata.category(c)[0] != "C").strip()
    if len(visible) > LONGEST_NAME:
        visible = f"{visible[: LONGEST_NAME - 20]}…{visible[-18:]}"
    return visible or "unnamed"
