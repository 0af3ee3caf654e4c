"""First bytes of files that a program has to read: whether it can be expected to."""

from __future__ import annotations

import re
import struct

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old office documents begin."""
FEWEST_DOTS = 400
"""Along the longer side: a smaller picture is a sign or an icon, and no scanned page."""
_JPEG_FRAME = re.compile(rb"\xff[\xc0-\xc2]\x00[\x0b\x11]\x08(.{4})", re.DOTALL)


def refuse_start(key: str, start: bytes, kind: str) -> str:
    """Why a file that is named as one of a format with this key is not given to a program, or "".

    `kind` is what its first bytes are ("a PNG picture").
    """
    if key == "old_word":
        wrong = "" if start.startswith(OLE) else "It is no Word document, although its name says so"
    elif not kind.endswith("picture"):
        wrong = "It is no picture, although its name says so"
    else:
        wrong = "" if is_as_large_as_a_page(start) else "It is a picture too small to be a page"
    return wrong and f"{wrong}: open it and save it again as text."


def is_as_large_as_a_page(start: bytes) -> bool:
    """Whether a picture has as many dots as a scanned page; also when its first bytes do not say.

    PNG says it at once, JPEG in its frame header, https://www.w3.org/Graphics/JPEG/itu-t81.pdf.
    """
    if start.startswith(b"\x89PNG"):
        return max(struct.unpack_from(">II", start.ljust(24, b"\0"), 16)) >= FEWEST_DOTS
    frame = _JPEG_FRAME.search(start) if start.startswith(b"\xff\xd8") else None
    return frame is None or max(struct.unpack(">HH", frame[1])) >= FEWEST_DOTS
