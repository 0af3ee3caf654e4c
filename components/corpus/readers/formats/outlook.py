"""Mails of Outlook (MSG), by python-oxmsg: as mails, with their attachments."""

from __future__ import annotations

from dataclasses import replace
from email.utils import parseaddr
from typing import BinaryIO

from oxmsg import Message

from components.corpus.readers.formats.webpage import draft_page
from components.corpus.readers.sandbox.protocol import Limits
from components.corpus.readers.shaping.drafts import Draft, Member, Parts, UnreadableError

SAMPLE = b""
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".wmz", ".emz")


def stream(source: BinaryIO, _: Limits) -> Parts:
    """The body as one article under its subject, by its sender; then each attachment."""
    if not source.read(8):
        return
    source.seek(0)
    try:
        message = Message.load(source)
    except (ValueError, OSError) as problem:
        raise UnreadableError("It is a damaged mail: save it from Outlook again.") from problem
    draft = Draft((message.body or "").strip())
    if not draft.text and message.html_body:
        for part in draft_page(message.html_body):
            if isinstance(part, Draft):
                draft = part
            else:
                yield part
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
