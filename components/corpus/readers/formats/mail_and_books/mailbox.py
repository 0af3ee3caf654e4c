"""Mails as files hold them: one (EML, Apple's EMLX) or all of a mailbox (mbox)."""

from __future__ import annotations

import email
import email.policy
import plistlib
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from typing import BinaryIO

from components.corpus.readers.drafts import (
    Draft,
    Member,
    Note,
    Reader,
    Refused,
    Results,
    UnreadableError,
)
from components.corpus.readers.formats.mail_and_mhtml import draft_message
from components.corpus.readers.sandbox.limits import Limits
from components.text.plural import agree

LONGEST_LINE = 1 << 20
# “From ann@example.org Sat May  2 10:00:00 2015”, also with a zone, or the year before the hour.
_FROM = re.compile(
    rb"From (?:\S{1,200} )?.{0,80}?\d\d:\d\d.{0,40}\d{4}|From \S{1,200} .{0,60}\d{4} \d\d:\d\d"
)
_FIELD = re.compile(rb"(?:[!-9;-~]{1,76}:|>From )")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_EMPTY = "A mail without text was left out."
_DRAFT_OF_APPLE = 1 << 6


def read_mailbox(stream: BinaryIO, limits: Limits) -> Results:
    """The mails of a mailbox in their order, each an article, and what is attached to them.

    A mail begins at a line “From …” with a day and header lines below; `>` before such words within
    a mail is taken away. A mail that is longer than a file may be is refused.
    """
    said: dict[str, int] = {}
    for number, data in enumerate(_split(stream, limits.file_size), 1):
        place = f"mail {number}"
        if len(data) > limits.file_size:
            most = limits.file_size / 1e6
            yield Refused(f"M{place[1:]} has more than {most:,.0f} MB: save it as a file.")
            continue
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for result in draft_message(message):
            match result:
                case Draft() if result.text.strip():
                    within = f", {result.place}" if result.place else ""
                    yield replace(result, place=f"{place}{within}")
                case Draft():
                    said[_EMPTY] = said.get(_EMPTY, 0) + 1
                case Member():
                    yield replace(result, name=f"{place}/{result.name}")
                case Note():
                    said[result.sentence] = said.get(result.sentence, 0) + 1
                case _:
                    yield result
    for sentence, count in list(said.items())[:20]:
        where = f" (so in {count:,} {agree(count, 'mail', 'mails')})" if count > 1 else ""
        yield Note(f"{sentence[:-1]}{where}.")


def _split(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """The bytes of each mail; of one that is longer than `most` a little more than so many."""
    mail: list[bytes] = []
    size = 0
    line = stream.readline(LONGEST_LINE)
    while line:
        following = stream.readline(LONGEST_LINE)
        if _FROM.match(line) and _FIELD.match(following):
            if size:
                yield _unescape(mail)
            mail, size = [], 0
        elif size <= most and not (size == 0 and not line.strip()):
            mail.append(line)
            size += len(line)
        line = following
    if size:
        yield _unescape(mail)


def _unescape(lines: list[bytes]) -> bytes:
    return _ESCAPED.sub(rb"\1", b"".join(lines))


def read_apple_mail(stream: BinaryIO, limits: Limits) -> Results:
    """The mail of a file of Apple Mail: its length in the first line, its state behind it."""
    first = stream.readline(100).strip()
    if not first.isdigit() or len(first) > 12:
        raise UnreadableError("It is not a mail of Apple Mail: save it from there as .eml.")
    data = stream.read(min(int(first), limits.file_size + 1))
    if len(data) > limits.file_size:
        raise UnreadableError(
            f"It has more than {limits.file_size / 1e6:,.0f} MB: save its text as a file."
        )
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    yield from draft_message(message, is_draft=_is_draft_of_apple(stream.read(100_000)))


def _is_draft_of_apple(state: bytes) -> bool:
    if b"<!ENTITY" in state:
        return False
    try:
        flags = plistlib.loads(state.strip(), fmt=plistlib.FMT_XML).get("flags", 0)
    except (plistlib.InvalidFileException, ValueError, AttributeError, OverflowError):
        return False
    except Exception:  # the errors of its parser have no name of their own
        return False
    return isinstance(flags, int) and bool(flags & _DRAFT_OF_APPLE)


def read_mail(stream: BinaryIO, _: Limits) -> Results:
    """A mail, and what is attached to it."""
    if stream.read(len(BOM_UTF8)) != BOM_UTF8:
        stream.seek(0)
    message: Message = email.message_from_binary_file(stream, policy=email.policy.compat32)
    if not message.keys():
        raise UnreadableError("It is not a mail: export it again as .eml.")
    yield from draft_message(message)


_SAMPLE = (
    b"From: Ann <a@example.org>\nSubject: =?utf-8?q?A_title?=\nDate: 1 May 2025 12:00 +0100\n"
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<html><body>"
    b"<p style='display:none'>So.</p><table><tr><td>The text stands here.</table></body></html>\n"
    b"--b\nContent-Type: message/rfc822\n\nSubject: A mail in it\n\nIts text.\n--b--\n"
)
_SAMPLE_MBOX = b"From a@example.org Thu May  1 12:00:00 2025\n" + _SAMPLE
_STATE = b'<?xml version="1.0"?><plist version="1.0"><dict><key>flags</key><integer>1</integer>'
_SAMPLE_EMLX = b"%d\n%s%s</dict></plist>" % (len(_SAMPLE), _SAMPLE, _STATE)
MAIL = Reader(lambda: _SAMPLE, stream=read_mail)
MAILBOX = Reader(lambda: _SAMPLE_MBOX, stream=read_mailbox)
EMLX = Reader(lambda: _SAMPLE_EMLX, stream=read_apple_mail)
