"""Signs by which a mail and a mailbox are told from other texts, whatever their names are."""

from __future__ import annotations

import re

_FIELD = re.compile(rb"([!-9;-~]{1,76}):[ \t]|([!-9;-~]{1,76}):\r?$")
_FROM = re.compile(rb"From \S{1,200} .{0,60}\d\d:\d\d.{0,40}\r?\n(?:[!-9;-~]{1,76}:|>From )")
# Written by programs that send mails, and by nobody else.
_OF_PROGRAMS = frozenset(
    (b"received", b"message-id", b"return-path", b"mime-version", b"delivered-to", b"x-unsent")
)
_OF_PERSONS = frozenset((b"from", b"subject", b"date", b"to"))
_PAGE = (b"snapshot-content-location", b"\ncontent-location:", b"<saved by ")


def is_mailbox(start: bytes) -> bool:
    """Whether a file that begins so is a mailbox (mbox)."""
    return start.startswith(b"From ") and _FROM.match(start) is not None


def is_mail(start: bytes) -> bool:
    """Whether a file that begins so is a mail: header fields, its sender's among them."""
    start = start.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    head, _, _ = start.partition(b"\n\n")
    if any(sign in head.lower() for sign in _PAGE):
        return False
    names = set()
    for number, line in enumerate(head.split(b"\n")):
        if line[:1] in (b" ", b"\t") and number:
            continue
        found = _FIELD.match(line)
        if found is None:
            # The start may be cut within a line.
            if len(head) < len(start) or number < 5:
                return False
            break
        names.add((found[1] or found[2]).lower())
    sure = names & _OF_PROGRAMS
    return b"from" in names and (bool(sure) or (names >= _OF_PERSONS and b"@" in head))
