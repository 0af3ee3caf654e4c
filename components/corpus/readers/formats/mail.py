"""Mails (EML): the mail is an article, and what is attached is read as files."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import BinaryIO

from components.corpus.readers.formats.webpage import draft_page
from components.corpus.readers.sandbox.protocol import Limits
from components.corpus.readers.shaping.decoding import decode
from components.corpus.readers.shaping.drafts import Draft, Member, Note, Parts, UnreadableError
from components.corpus.readers.shaping.publication_days import parse_day
from components.text.plural import agree

SAMPLE = (
    b"From: Ann <a@example.org>\nSubject: =?utf-8?q?A_title?=\nDate: 1 May 2025 12:00 +0100\n"
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n"
    b"<html><body><p>The text of an article stands here.</p></body></html>\n--b\n"
    b"Content-Type: message/rfc822\n\nSubject: A mail in it\n\nIts text.\n--b--\n"
)
MOST_PARTS = 1_000
LONGEST_HEADER = 10_000
DEEPEST = 50
_LEFT_OUT = ("image", "audio", "video", "font")
_KEYS_AND_CARDS = ("signature", "pkcs7", "vcard", "calendar", "ms-tnef", "delivery-status")
_KINDS = {"text/html": ".html", "text/csv": ".csv", "message/rfc822": ".eml"}


def stream(source: BinaryIO, _: Limits) -> Parts:
    """The body as one article under its subject, by its sender; then each attachment.

    Of two forms of a body the plain one counts, unless it is much shorter. Pictures, sounds, keys
    and cards are left out, pictures with a note.
    """
    message = email.message_from_binary_file(source, policy=email.policy.compat32)
    if not message.keys():
        raise UnreadableError("It is not a mail: export it again as .eml.")
    parts = list(_parts(message, 0))
    if len(parts) > MOST_PARTS:
        raise UnreadableError(f"It has more than {MOST_PARTS:,} parts, too many for a mail.")
    files = [part for part in parts if _is_file(part)]
    bodies = [part for part in parts if not _is_file(part)]
    plain, markup = _choose_body(bodies)
    if plain or markup or not files:
        yield from _draft(message, plain, markup)
    pictures = sum(part.get_content_maintype() in _LEFT_OUT for part in files)
    if pictures:
        one, many = "picture, sound or film in it was", "pictures, sounds or films in it were"
        what = agree(pictures, one, many)
        yield Note(f"{pictures} {what} left out.")
    yield from (_member(n, part) for n, part in enumerate(files, 1) if _is_kept(part))


def _draft(message: Message, plain: str, markup: str) -> Parts:
    """The article that a mail is. `plain` counts where it is given."""
    name, address = parseaddr(_header(message, "From"))
    draft = Draft(plain)
    if markup and not plain:
        for part in draft_page(markup):
            if isinstance(part, Draft):
                draft = part
            else:
                yield part
    yield replace(
        draft,
        title=_header(message, "Subject") or draft.title,
        author=name or address,
        published=parse_day(_header(message, "Date")),
    )


def _parts(message: Message, depth: int) -> Iterator[Message]:
    """The leaves of a mail; a mail within the mail is one leaf."""
    inner = message.get_payload()
    is_mail = message.get_content_type() == "message/rfc822" and depth > 0
    if not isinstance(inner, list) or is_mail:
        yield message
        return
    if depth > DEEPEST:
        raise UnreadableError("Its parts are nested more than 50 levels deep, too deep for a mail.")
    for part in inner:
        if isinstance(part, Message):
            yield from _parts(part, depth + 1)


def _is_file(part: Message) -> bool:
    attached = part.get_content_disposition() == "attachment" or bool(part.get_filename())
    return attached or part.get_content_maintype() != "text"


def _is_kept(part: Message) -> bool:
    kind = part.get_content_type()
    return part.get_content_maintype() not in _LEFT_OUT and not any(
        word in kind for word in _KEYS_AND_CARDS
    )


def _choose_body(parts: list[Message]) -> tuple[str, str]:
    """The plain text, or "" when the HTML should count; and the HTML."""
    plain = "\n\n".join(_text(p) for p in parts if p.get_content_type() != "text/html")
    markup = "\n".join(_text(p) for p in parts if p.get_content_type() == "text/html")
    is_stub = len(plain) * 20 < len(markup) and len(plain) < 300
    return ("" if is_stub else plain.strip()), markup


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        return ""
    return decode(data, str(part.get_content_charset() or "")).text


def _member(number: int, part: Message) -> Member:
    ending = _KINDS.get(part.get_content_type(), "")
    name = _decoded(str(part.get_filename() or "")) or f"attachment {number}{ending}"
    inner = part.get_payload()
    if isinstance(inner, list) and isinstance(inner[0], Message):
        return Member(name if name.endswith(".eml") else f"{name}.eml", [inner[0].as_bytes()])
    data = part.get_payload(decode=True)
    return Member(name, [data] if isinstance(data, bytes) else [])


def _header(message: Message, name: str) -> str:
    return _decoded(str(message.get(name, ""))[:LONGEST_HEADER])


def _decoded(written: str) -> str:
    try:
        return str(make_header(decode_header(written)))
    except (HeaderParseError, LookupError, ValueError):
        return written
