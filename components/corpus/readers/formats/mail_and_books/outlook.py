"""Mails of Outlook (MSG), by python-oxmsg: of a damaged one what can be read is."""

from __future__ import annotations

import struct
from collections.abc import Generator
from dataclasses import replace
from datetime import date, datetime
from email.utils import parseaddr
from typing import Any, BinaryIO

from components.corpus.readers.drafts import (
    Draft,
    Member,
    Note,
    Reader,
    Refused,
    Result,
    Results,
    UnreadableError,
)
from components.corpus.readers.formats.mail_and_books.mail_text import MailText, without_hidden
from components.corpus.readers.formats.mail_and_mhtml import draft_body
from components.corpus.readers.sandbox.limits import Limits
from components.corpus.readers.shaping.decoding import declared_encoding, decode
from components.corpus.readers.shaping.publication_days import parse_day

_DAMAGED = "It is a damaged mail: save it from Outlook again."
# The parts of such a mail are looked up by name and of any size and kind; oxmsg checks neither.
_DAMAGES = (
    *(ValueError, OSError, LookupError, ArithmeticError),
    *(AttributeError, TypeError, struct.error),
)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".wmz", ".emz")
_FIELDS = {"sender": "sender", "sent_date": "day", "message_headers": "head", "subject": "subject"}


def read_outlook(stream: BinaryIO, _: Limits) -> Results:
    """A mail as one article under its subject, and what is attached; pictures without a note."""
    from oxmsg import Message

    if not stream.read(8):
        return
    stream.seek(0)
    try:
        message = Message.load(stream)
    except _DAMAGES as problem:
        raise UnreadableError(_DAMAGED) from problem
    draft = yield from _draft_text(message)
    fields = {name: _read_field(message, name) for name in _FIELDS}
    if lost := [_FIELDS[name] for name, value in fields.items() if value is None]:
        yield Note(f"The mail is damaged: this of it could not be read: {', '.join(lost)}.")
    name, address = parseaddr(str(fields["sender"] or ""))
    day = _day(fields["sent_date"], fields["message_headers"] or {})
    bases = {"title": "Subject of the mail", "author": "From of the mail"}
    yield replace(
        draft,
        title=fields["subject"] or draft.title,
        author=name or address,
        published=day,
        bases={**draft.bases, **bases, **({"published": "Date of the mail"} if day else {})},
    )
    yield from _attached(message)


def _read_field(message: Any, name: str) -> Any:
    """What the mail has under this name, "" for nothing; None where that is damaged."""
    try:
        return getattr(message, name) or ""
    except _DAMAGES:
        return None


def _draft_text(message: Any) -> Generator[Result, None, Draft]:
    """The draft of the plain text, else of the one in HTML."""
    plain = _read_field(message, "body")
    if plain and plain.strip():
        return Draft(plain.strip())
    markup = _read_markup(message)
    if not markup and None in (plain, markup):
        raise UnreadableError(_DAMAGED)
    if not markup:
        return Draft("")
    text = MailText("", without_hidden(markup))
    draft = yield from draft_body(text)
    yield from text.note()
    return draft


def _read_markup(message: Any) -> str | None:
    """The text in HTML; None where it is damaged, no matter for a byte that is no letter."""
    from oxmsg.domain.constants import PID_HTML

    try:
        return message.html_body or ""
    except (UnicodeError, LookupError):
        pass
    except _DAMAGES:
        return None
    try:
        packed = message.properties.binary_prop_value(PID_HTML)
        return decode(packed, declared_encoding(packed)).text
    except _DAMAGES:
        return None


def _day(sent: Any, head: Any) -> date | None:
    """The day of a mail that was sent.

    The moment is kept in UTC; the day that its sender wrote stands in the header.
    """
    if not isinstance(sent, datetime):
        return None
    return parse_day(head.get("Date", "")) or sent.date()


def _attached(message: Any) -> Results:
    for number, file in enumerate(message.attachments, 1):
        name = _read_field(file, "file_name") or f"attachment {number}"
        content = _read_field(file, "file_bytes")
        if name.lower().endswith(_PICTURES):
            continue
        if content is None:
            yield Refused("It is damaged in the mail: save it from Outlook by itself.", name)
        else:
            yield Member(name, [content or b""])


# An empty mail of Outlook loads all that one with content does.
OUTLOOK = Reader(bytes, stream=read_outlook)
