"""Rich text (RTF), by striprtf: one article."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from striprtf.striprtf import rtf_to_text

from components.corpus.readers.formats.press_databases import is_nexis, split_nexis
from components.corpus.readers.shaping.drafts import Draft, Parts, UnreadableError
from components.corpus.readers.shaping.paragraphs import meaningful_title, split_headline

SAMPLE = rb"{\rtf1\ansi{\info{\title A title}}The text of an article stands here.\par}"
_HEAD = 20_000
_CODE_PAGE = re.compile(r"\\ansicpg(\d{2,5})")
_TITLE = re.compile(r"\{\\title ([^{}]{1,1000})\}")
_AUTHOR = re.compile(r"\{\\author ([^{}]{1,500})\}")
_MADE = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")


def read(data: bytes) -> Parts:
    """One article with the document's properties; its title also from a first line."""
    marked = data.decode("latin-1")
    if not marked.lstrip().startswith("{\\rtf"):
        raise UnreadableError("It is not rich text: open it and save it as .rtf or .docx again.")
    head = marked[:_HEAD]
    page = _CODE_PAGE.search(head)
    encoding = f"cp{page[1]}" if page else "cp1252"
    text = _words(marked, encoding)
    paragraphs = [p for p in text.split("\n") if p.strip()]
    if is_nexis(paragraphs):
        yield from split_nexis(paragraphs)
        return
    title, body = split_headline("\n\n".join(paragraphs))
    stated = meaningful_title(_property(_TITLE, head, encoding))
    yield Draft(
        text=body,
        title=title or stated,
        author=_property(_AUTHOR, head, encoding),
        published=_day(head),
    )


def _words(marked: str, encoding: str) -> str:
    convert: Callable[..., str] = rtf_to_text
    try:
        return convert(marked, encoding=encoding, errors="replace")
    except LookupError:
        return convert(marked, encoding="cp1252", errors="replace")


def _property(pattern: re.Pattern[str], head: str, encoding: str) -> str:
    found = pattern.search(head)
    return _words(f"{{\\rtf1 {found[1]}}}", encoding).strip() if found else ""


def _day(head: str) -> date | None:
    found = _MADE.search(head)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
