"""Mails (EML) and web pages saved as mails are (MHTML).

A mail is an article, and what is attached to it is read as files.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Generator, Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from components.corpus.readers.drafts import (
    Draft,
    Member,
    Note,
    Reader,
    Result,
    Results,
    UnreadableError,
)
from components.corpus.readers.formats.mail_and_books.mail_text import (
    MailText,
    choose_text,
    has_layout,
    leave_out_lines,
    read_layout,
    stated_charset,
)
from components.corpus.readers.formats.press.recognise import split_lines, split_page
from components.corpus.readers.formats.webpage import draft_page, draft_saved_page
from components.corpus.readers.shaping.decoding import declared_encoding, decode
from components.corpus.readers.shaping.publication_days import parse_day
from components.text.plural import agree

MOST_PARTS = 1_000
LONGEST_HEADER = 10_000
DEEPEST = 50
_LEFT_OUT = ("image", "audio", "video", "font")
_KEYS_AND_CARDS = ("signature", "pkcs7", "vcard", "calendar", "ms-tnef", "delivery-status")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".wmz", ".emz")
_DRAFTS = (
    *("draft", "drafts", "entwürfe", "brouillons", "borradores", "bozze", "rascunhos"),
    *("чернетки", "черновики", "wersje robocze", "concepten"),
)
_ENDINGS = {"text/html": ".html", "text/csv": ".csv", "message/rfc822": ".eml"}


def draft_message(message: Message, is_draft: bool = False) -> Results:
    """The body of a mail as one article under its subject, by its sender; then each attachment.

    Where a press database sent the mail, the articles in it are those.
    Pictures, sounds, keys and cards are left out, pictures with a note. A mail that was never sent,
    as `is_draft` or its header says, has no day.
    """
    parts = list(_parts(message, 0))
    if len(parts) > MOST_PARTS:
        raise UnreadableError(f"It has more than {MOST_PARTS:,} parts, too many for a mail.")
    files = [part for part in parts if _is_file(part)]
    text = choose_text([p for p in parts if not _is_file(p)], "List-Unsubscribe" in message)
    if exported := split_lines(text.plain.split("\n")) or split_page(text.markup):
        yield from exported
    elif text.plain or text.markup or not files:
        yield from _draft_mail(message, text, is_draft or is_unsent(message))
    pictures = sum(part.get_content_maintype() in _LEFT_OUT for part in files)
    if pictures:
        one, many = "picture, sound or film in it was", "pictures, sounds or films in it were"
        what = agree(pictures, one, many)
        yield Note(f"{pictures} {what} left out.")
    yield from (_member(n, part) for n, part in enumerate(files, 1) if _is_kept(part))


def is_unsent(message: Message) -> bool:
    """Whether the mail is a draft that a program kept."""
    labels = _header(message, "X-Gmail-Labels").casefold().split(",")
    return (
        _header(message, "X-Unsent").strip() == "1"
        or "X-Mozilla-Draft-Info" in message
        or "mail-draft" in _header(message, "X-Uniform-Type-Identifier")
        or any(label.strip() in _DRAFTS for label in labels)
    )


def _draft_mail(message: Message, text: MailText, is_draft: bool) -> Results:
    """The article that a mail is, or all of an export. Its plain text counts where it is given."""
    if articles := split_page(text.markup) or split_lines(text.plain.split("\n")):
        yield from articles
        return
    name, address = parseaddr(_header(message, "From"))
    draft = Draft(text.plain)
    if not text.plain and text.markup:
        draft = yield from draft_body(text)
    yield from text.note()
    title, author = _header(message, "Subject"), name or address
    day = None if is_draft else parse_day(_header(message, "Date"))
    told = {"title": title, "author": author, "published": day}
    fields = {"title": "Subject", "author": "From", "published": "Date"}
    bases = {name: f"{field} of the mail" for name, field in fields.items() if told[name]}
    yield replace(
        draft,
        title=title or draft.title,
        author=author,
        published=day,
        bases={**draft.bases, **bases},
    )


def draft_body(text: MailText) -> Generator[Result, None, Draft]:
    """The draft of a body in HTML, after what there is to note of it."""
    draft = Draft("")
    for result in (
        [read_layout(text.markup)] if has_layout(text.markup) else draft_page(text.markup)
    ):
        if isinstance(result, Draft):
            kept, text.left_out = leave_out_lines(result.text)
            draft = replace(result, text=kept)
        else:
            yield result
    return draft


def _parts(message: Message, depth: int) -> Iterator[Message]:
    """The leaves of a mail; a mail within the mail is one leaf."""
    is_mail = message.get_content_type() == "message/rfc822" and depth > 0
    if not message.is_multipart() or is_mail:
        yield message
        return
    if depth > DEEPEST:
        raise UnreadableError("Its parts are nested more than 50 levels deep, too deep for a mail.")
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _parts(part, depth + 1)


def _is_file(part: Message) -> bool:
    attached = part.get_content_disposition() == "attachment" or bool(_file_name(part))
    return attached or part.get_content_maintype() != "text"


def _is_kept(part: Message) -> bool:
    kind = part.get_content_type()
    return part.get_content_maintype() not in _LEFT_OUT and not any(
        word in kind for word in _KEYS_AND_CARDS
    )


def _member(number: int, part: Message) -> Member:
    ending = _ENDINGS.get(part.get_content_type(), "")
    name = _decoded(_file_name(part)) or f"attachment {number}{ending}"
    # Asked for bytes that are not decoded, Python decodes them, and fails on a strange encoding.
    inner = part.get_payload() if part.is_multipart() else None
    if isinstance(inner, list) and isinstance(inner[0], Message):
        return Member(name if name.endswith(".eml") else f"{name}.eml", _write_mail(inner[0]))
    data = part.get_payload(decode=True)
    return Member(name, [data] if isinstance(data, bytes) else [])


def _file_name(part: Message) -> str:
    try:
        return str(part.get_filename() or "")
    except ValueError:  # an encoding of the name that has a NUL in its own
        return ""


def _write_mail(message: Message) -> Iterator[bytes]:
    """A mail within a mail, written out again as it was read."""
    try:
        yield message.as_bytes()
    except (ValueError, LookupError, TypeError, MessageError) as problem:
        raise UnreadableError(
            "It is damaged in the mail: save it from there by itself."
        ) from problem


def _header(message: Message, name: str) -> str:
    return _decoded(str(message.get(name, ""))[:LONGEST_HEADER])


def _decoded(written: str) -> str:
    try:
        return str(make_header(decode_header(written)))
    except (MessageError, LookupError, ValueError):
        return written


def read_saved_page(data: bytes) -> Results:
    """The article of the first page in a saved page, with the address from which it was saved."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    pages = (part for part in message.walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    content = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(content, bytes):
        raise UnreadableError("There is no web page in it: save the page again.")
    decoded = decode(content, stated_charset(page) or declared_encoding(content))
    if decoded.note:
        yield Note(decoded.note)
    # Cleaned when it is an article: most of a page is not.
    markup = decoded.text.replace("\0", "")
    place = message.get("Snapshot-Content-Location") or page.get("Content-Location") or ""
    address = str(place) if str(place).startswith("http") else ""
    # The day of the snapshot is not that of the article.
    captured = parse_day(_header(message, "Date"))
    for result in split_page(markup) or draft_saved_page(markup, address):
        if isinstance(result, Draft) and captured:
            details = {"captured": captured.isoformat(), **result.details}
            yield replace(result, details=details)
        else:
            yield result


_SAMPLE_MHTML = (
    b"Content-Type: text/html\n\n<html><body><p>The text of it stands here.</p></body></html>"
)
SAVED_PAGE = Reader(lambda: _SAMPLE_MHTML, whole=read_saved_page)
