"""Mails (EML; Outlook's MSG, by python-oxmsg) and web pages saved as mails are (MHTML).

A mail is an article, and what is attached to it is read as files.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Generator, Iterator
from dataclasses import replace
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import BinaryIO

from components.corpus.readers.drafts import (
    Draft,
    Member,
    Note,
    Reader,
    Result,
    Results,
    UnreadableError,
)
from components.corpus.readers.formats.webpage import draft_page, draft_saved_page
from components.corpus.readers.sandbox.limits import Limits
from components.corpus.readers.shaping.decoding import declared_encoding, decode
from components.corpus.readers.shaping.publication_days import parse_day
from components.text.plural import agree

MOST_PARTS = 1_000
LONGEST_HEADER = 10_000
DEEPEST = 50
_LEFT_OUT = ("image", "audio", "video", "font")
_KEYS_AND_CARDS = ("signature", "pkcs7", "vcard", "calendar", "ms-tnef", "delivery-status")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".wmz", ".emz")
_ENDINGS = {"text/html": ".html", "text/csv": ".csv", "message/rfc822": ".eml"}


def read_mail(stream: BinaryIO, _: Limits) -> Results:
    """The body of a mail as one article under its subject, by its sender; then each attachment.

    Of two forms of a body the plain one counts, unless it is much shorter. Pictures, sounds, keys
    and cards are left out, pictures with a note.
    """
    message = email.message_from_binary_file(stream, policy=email.policy.compat32)
    if not message.keys():
        raise UnreadableError("It is not a mail: export it again as .eml.")
    parts = list(_parts(message, 0))
    if len(parts) > MOST_PARTS:
        raise UnreadableError(f"It has more than {MOST_PARTS:,} parts, too many for a mail.")
    files = [part for part in parts if _is_file(part)]
    bodies = [part for part in parts if not _is_file(part)]
    plain, markup = _choose_body(bodies)
    if plain or markup or not files:
        yield from _draft_mail(message, plain, markup)
    pictures = sum(part.get_content_maintype() in _LEFT_OUT for part in files)
    if pictures:
        one, many = "picture, sound or film in it was", "pictures, sounds or films in it were"
        what = agree(pictures, one, many)
        yield Note(f"{pictures} {what} left out.")
    yield from (_member(n, part) for n, part in enumerate(files, 1) if _is_kept(part))


def _draft_mail(message: Message, plain: str, markup: str) -> Results:
    """The article that a mail is. `plain` counts where it is given."""
    name, address = parseaddr(_header(message, "From"))
    draft = Draft(plain) if plain or not markup else (yield from _draft_body(markup))
    yield replace(
        draft,
        title=_header(message, "Subject") or draft.title,
        author=name or address,
        published=parse_day(_header(message, "Date")),
    )


def _draft_body(markup: str) -> Generator[Result, None, Draft]:
    """The draft of a body in HTML, after what there is to note of it."""
    draft = Draft("")
    for result in draft_page(markup):
        if isinstance(result, Draft):
            draft = result
        else:
            yield result
    return draft


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
    ending = _ENDINGS.get(part.get_content_type(), "")
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


def read_outlook(stream: BinaryIO, _: Limits) -> Results:
    """The same of a mail of Outlook; attached pictures are left out without a note."""
    from oxmsg import Message as OutlookMessage

    if not stream.read(8):
        return
    stream.seek(0)
    try:
        message = OutlookMessage.load(stream)
    except (ValueError, OSError) as problem:
        raise UnreadableError("It is a damaged mail: save it from Outlook again.") from problem
    draft = Draft((message.body or "").strip())
    if not draft.text and message.html_body:
        draft = yield from _draft_body(message.html_body)
    name, address = parseaddr(message.sender or "")
    yield replace(
        draft,
        title=message.subject or draft.title,
        author=name or address,
        published=message.sent_date.date() if message.sent_date else None,
    )
    for number, file in enumerate(message.attachments, 1):
        name = file.file_name or f"attachment {number}"
        if not name.lower().endswith(_PICTURES):
            yield Member(name, [file.file_bytes or b""])


def read_saved_page(data: bytes) -> Results:
    """The article of the first page in a saved page, with the address from which it was saved."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    pages = (part for part in message.walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    content = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(content, bytes):
        raise UnreadableError("There is no web page in it: save the page again.")
    charset = page.get_content_charset() or declared_encoding(content)
    decoded = decode(content, str(charset))
    if decoded.note:
        yield Note(decoded.note)
    # Cleaned when it is an article: most of a page is not.
    markup = decoded.text.replace("\0", "")
    place = message.get("Snapshot-Content-Location") or page.get("Content-Location") or ""
    address = str(place) if str(place).startswith("http") else ""
    # The day of the snapshot is not that of the article.
    captured = parse_day(_header(message, "Date"))
    for result in draft_saved_page(markup, address):
        if isinstance(result, Draft) and captured:
            details = {"captured": captured.isoformat(), **result.details}
            yield replace(result, details=details)
        else:
            yield result


_SAMPLE_EML = (
    b"From: Ann <a@example.org>\nSubject: =?utf-8?q?A_title?=\nDate: 1 May 2025 12:00 +0100\n"
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n"
    b"<html><body><p>The text of an article stands here.</p></body></html>\n--b\n"
    b"Content-Type: message/rfc822\n\nSubject: A mail in it\n\nIts text.\n--b--\n"
)
_SAMPLE_MHTML = (
    b"Content-Type: text/html\n\n<html><body><p>The text of it stands here.</p></body></html>"
)
MAIL = Reader(lambda: _SAMPLE_EML, stream=read_mail)
# An empty mail of Outlook loads all that one with content does.
OUTLOOK = Reader(bytes, stream=read_outlook)
SAVED_PAGE = Reader(lambda: _SAMPLE_MHTML, whole=read_saved_page)
