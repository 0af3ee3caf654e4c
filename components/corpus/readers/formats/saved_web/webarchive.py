"""Pages that Safari saved (`.webarchive`): a property list with the page and what belongs to it."""

from __future__ import annotations

import plistlib
from typing import Any

from components.corpus.readers.drafts import Note, Reader, Results, UnreadableError
from components.corpus.readers.formats.webpage import draft_saved_page
from components.corpus.readers.shaping.decoding import declared_encoding, decode

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")


def read_webarchive(data: bytes) -> Results:
    """The article of the main page, with the address from which it was saved; frames are left out.

    Raises UnreadableError for what is no such archive, or holds no page.
    """
    try:
        listed = plistlib.loads(data)
    except MemoryError:
        raise
    except Exception as problem:  # of a broken list nearly anything is raised
        raise UnreadableError(
            "It is damaged or not a web archive of Safari: save the page again."
        ) from problem
    main = listed.get("WebMainResource") if isinstance(listed, dict) else None
    content = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(content, bytes) or _text(main, "WebResourceMIMEType").lower() not in _PAGES:
        raise UnreadableError("There is no web page in it: save the page again.")
    decoded = decode(
        content, _text(main, "WebResourceTextEncodingName") or declared_encoding(content)
    )
    if decoded.note:
        yield Note(decoded.note)
    yield from draft_saved_page(decoded.text.replace("\0", ""), _text(main, "WebResourceURL"))


def _text(main: Any, name: str) -> str:
    value = main.get(name)
    return value if isinstance(value, str) else ""


def _make_sample() -> bytes:
    page = b"<html><body><p>The text of an article stands here.</p></body></html>"
    main = {"WebResourceData": page, "WebResourceMIMEType": "text/html"}
    # Read once in each of the two ways of writing such a list.
    for form in (plistlib.FMT_XML, plistlib.FMT_BINARY):
        made = plistlib.dumps({"WebMainResource": main}, fmt=form)
        plistlib.loads(made)
    return made


WEBARCHIVE = Reader(_make_sample, whole=read_webarchive)
