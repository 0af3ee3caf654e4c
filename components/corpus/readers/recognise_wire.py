"""What agencies send, told by its first bytes: their files have any ending, or none."""

from __future__ import annotations

import re

# Start of header and start of text, as teleprinters send them.
_DISPATCH = re.compile(rb"[\0\x04\x16\x7f\s]{0,40}\x01[\t-~\xa0-\xff]{3,1500}\x02")
_ROOT = re.compile(
    rb"<(?:[\w.-]{1,20}:)?(?:newsItem|newsMessage|packageItem|NewsML|nitf)(?:\s[^<>]*)?>"
)
_BOM = b"\xef\xbb\xbf"


def recognise_wire(start: bytes) -> str:
    """The key of the format that the first bytes of a file of an agency have; "" for any other."""
    if _DISPATCH.match(start):
        return "wire"
    is_marked_up = start.removeprefix(_BOM).lstrip().startswith((b"<?xml", b"<!--", b"<N", b"<n"))
    return "xml" if is_marked_up and _ROOT.search(start) else ""
