"""Dispatches of teleprinters, IPTC 7901 and ANPA 1312: told and parted by their control bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from components.corpus.readers.drafts import Kind, Reader, Results, UnreadableError
from components.corpus.readers.formats.wire.teleprinter.anpa import is_anpa, make_anpa_item
from components.corpus.readers.formats.wire.teleprinter.iptc_7901 import make_7901_item
from components.corpus.readers.formats.wire.wire_item import WireItem, give_items

# Start of header, of text and end of text; what is before a header and behind an end is padding.
_DISPATCH = re.compile(
    rb"\x01(?P<header>[^\x01\x02\x03]{0,2000})\x02(?P<text>[^\x01\x03]*)(?P<end>\x03[^\x01]{0,400})?"
)


def read_dispatches(data: bytes) -> Results:
    """One article for each dispatch with a text. Raises UnreadableError without any dispatch."""
    found = [*_DISPATCH.finditer(data)]
    if not found:
        raise UnreadableError(
            "It has the control bytes of a wire dispatch but no text between them: "
            "save it as plain text."
        )
    of_anpa = sum(is_anpa(_decode(one["text"])) for one in found)
    yield Kind(f"a wire dispatch ({'ANPA 1312' if 2 * of_anpa > len(found) else 'IPTC 7901'})")
    yield from give_items([*_make_items(found)], "a wire dispatch")


def _make_items(found: list[re.Match[bytes]]) -> Iterator[WireItem]:
    for number, one in enumerate(found, 1):
        header, text, end = (_decode(one[name] or b"") for name in ("header", "text", "end"))
        place = f"dispatch {number}" if len(found) > 1 else ""
        make = make_anpa_item if is_anpa(text) else make_7901_item
        yield make(header, text, end, place)


def _decode(data: bytes) -> str:
    """UTF-8 where it is that, else windows-1252, what agencies of the West send."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


_CONTROLS = dict.fromkeys([*range(9), 11, *range(13, 32), 127])
_SAMPLE = (
    b"\x01abc0001 3 i 20  xyz 0001\r\n\r\nPlace/event/\r\n\x02A headline\r\n"
    b"By Ann Example =\r\n\r\nPlace (xyz) - The text stands here.\r\n\x03011200 GMT May 15\r\n\x04"
    b"\x16\x16\x01W0001\x1fabc\r\nf i BC-Event   05-01 0020\r\n\x02\x02^BC-Event,20<\r\n"
    b"^A headline<\r\n\t   The text stands here.\r\n\x03AP-WF-05-01-15 1200GMT<\r\n\x04"
)
DISPATCHES = Reader(lambda: _SAMPLE, whole=read_dispatches)
