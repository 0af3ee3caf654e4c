"""A web page saved as one file (MHTML)."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace

from components.corpus.readers.formats.webpage import draft_page
from components.corpus.readers.shaping.decoding import declared_encoding, decode
from components.corpus.readers.shaping.drafts import Draft, Note, Parts, UnreadableError

SAMPLE = b"Content-Type: text/html\n\n<html><body><p>The text of it stands here.</p></body></html>"


def read(data: bytes) -> Parts:
    """The article of the first page in it, with the address from which it was saved."""
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
    for part in draft_page(markup):
        if isinstance(part, Draft):
            # The day of the snapshot is not that of the article.
            part = replace(part, url=part.url or address)
        yield part
