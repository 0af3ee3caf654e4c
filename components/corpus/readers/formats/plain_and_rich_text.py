"""Text files: plain text and Markdown with front matter, and rich text (RTF, by striprtf)."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from components.corpus.readers.drafts import Draft, Note, Reader, Results, UnreadableError
from components.corpus.readers.formats.document_paragraphs import (
    join_initial,
    meaningful_maker,
    meaningful_title,
    tell_notes,
)
from components.corpus.readers.formats.document_parts.front_matter import (
    FrontMatter,
    split_front_matter,
)
from components.corpus.readers.formats.document_parts.head_lines import draft_document, read_head
from components.corpus.readers.formats.document_parts.rich_text_groups import DROP_CAP, clear_groups
from components.corpus.readers.formats.field_values import draft_fields
from components.corpus.readers.formats.html_text import extract_words, remove_embedded
from components.corpus.readers.formats.press.recognise import split_lines
from components.corpus.readers.shaping.decoding import decode
from components.corpus.readers.shaping.draft_to_article import clean_text

if TYPE_CHECKING:
    from markdown_it.token import Token

_KEPT_AS_IS = ("text", "code_inline", "text_special")
_BREAKS = ("softbreak", "hardbreak")
_HEAD = 20_000
"""Characters of an RTF file in which its properties are looked for."""
_LETTER, _NO_LETTER = re.compile(r"\\u(-?\d{5,})"), "\ufffd"
_AGAIN = "open it and save it as .rtf or .docx again."
_CODE_PAGE = re.compile(r"\\ansicpg(\d{2,5})")
_TITLE = re.compile(r"\{\\title ([^{}]{1,1000})\}")
_AUTHOR = re.compile(r"\{\\author ([^{}]{1,500})\}")
_MADE = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")


def read_plain(data: bytes) -> Results:
    """All of an export of a press database; else one article.

    Title and the rest are those of its metadata, above or in the first lines; else the title is a
    headline line.
    """
    matter = yield from _split_decoded(data)
    if articles := split_lines(matter.text.split("\n")):
        yield from articles
        return
    for result in _draft_matter(matter):
        yield from read_head(result) if isinstance(result, Draft) else [result]


def read_markdown(data: bytes) -> Results:
    """One article: title from the metadata, else from a first heading, else from a headline line.

    A heading at the head that repeats the title is left out of the text.
    """
    matter = yield from _split_decoded(data)
    heading, text = _read_markup(matter.text)
    for result in _draft_matter(replace(matter, text=text)):
        if isinstance(result, Draft):
            yield from read_head(_set_heading(result, heading))
        else:
            yield result


def _split_decoded(data: bytes) -> Generator[Note, None, FrontMatter]:
    """The cleaned text and what stands above it, after the notes on its letters."""
    decoded = decode(data)
    if decoded.note:
        yield Note(decoded.note)
    text = yield from clean_text(decoded.text)
    return split_front_matter(text)


def _draft_matter(matter: FrontMatter) -> Iterator[Draft | Note]:
    """The draft that a front matter and the text under it make, and what is to be said of it."""
    if matter.is_broken:
        yield Note("The block of metadata is not valid YAML and was read line by line: check it.")
    for result in draft_fields(matter.values):
        yield replace(result, text=matter.text) if isinstance(result, Draft) else result


def _set_heading(draft: Draft, heading: str) -> Draft:
    if heading and draft.title and heading.casefold() != draft.title.strip().casefold():
        return replace(draft, text=f"{heading}\n\n{draft.text}")
    bases = {**draft.bases, **({"title": "the first heading"} if heading else {})}
    return replace(draft, title=draft.title or heading, bases=bases)


def _read_markup(text: str) -> tuple[str, str]:
    """The heading that Markdown begins with, or "", and the blocks after it as plain paragraphs."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(remove_embedded(text))
    begins_with_heading = bool(tokens) and tokens[0].type == "heading_open"
    blocks = [block for block in map(_block_text, tokens) if block.strip()]
    if begins_with_heading and blocks and tokens[1].content.strip():
        return " ".join(blocks[0].split()), "\n\n".join(blocks[1:])
    return "", "\n\n".join(blocks)


def _block_text(token: Token) -> str:
    if token.type == "inline":
        return "".join(_inline_texts(token.children or []))
    if token.type in ("code_block", "fence"):
        return token.content
    return extract_words(token.content) if token.type == "html_block" else ""


def _inline_texts(tokens: list[Token]) -> Iterator[str]:
    """The words of a paragraph. Line breaks stay: shaping decides whether they part paragraphs."""
    for token in tokens:
        if token.type in _KEPT_AS_IS:
            yield token.content
        elif token.type in _BREAKS:
            yield "\n"


def read_rich_text(data: bytes) -> Results:
    """One article with the properties that RTF states, or all of a Nexis export.

    The title is a first line that is like a headline, else the one in the properties. Hidden and
    deleted text is left out, and so are the addresses of links; notes stand at the end.
    """
    marked = data.decode("latin-1")
    if not marked.lstrip().startswith("{\\rtf"):
        raise UnreadableError(f"It is not rich text: {_AGAIN}")
    head = marked[:_HEAD]
    page = _CODE_PAGE.search(head)
    encoding = f"cp{page[1]}" if page else "cp1252"
    cleared = clear_groups(marked)
    text = _plain_words(cleared.marked, encoding)
    lines = [_join_drop_cap(line, text) for line in text.split("\n")]
    if articles := split_lines(lines):
        yield from articles
        return
    if cleared.notes:
        yield tell_notes(cleared.notes)
    draft = Draft(
        text="\n\n".join(line for line in lines if line.strip()),
        made_by=meaningful_maker(_property(_AUTHOR, head, encoding)),
        made=_day_made(head),
    )
    yield from draft_document(draft, meaningful_title(_property(_TITLE, head, encoding)))


def _join_drop_cap(paragraph: str, text: str) -> str:
    initial, mark, rest = paragraph.partition(DROP_CAP)
    return join_initial(initial.strip(), rest, text) if mark else paragraph


def _plain_words(marked: str, encoding: str) -> str:
    from striprtf.striprtf import rtf_to_text

    convert: Callable[..., str] = rtf_to_text
    marked = _LETTER.sub(_known_letter, marked)
    try:
        return convert(marked, encoding=encoding, errors="replace")
    except LookupError:
        return convert(marked, encoding="cp1252", errors="replace")
    except (ValueError, TypeError) as problem:  # a control word lacks its number
        raise UnreadableError(f"It is damaged rich text: {_AGAIN}") from problem


def _known_letter(found: re.Match[str]) -> str:
    """The letter by its number, or the sign for one that there is not: striprtf fails on that."""
    is_known = len(found[1]) < 9 and -0x10000 <= int(found[1]) <= sys.maxunicode
    return found[0] if is_known else rf"\u{ord(_NO_LETTER)}"


def _property(pattern: re.Pattern[str], head: str, encoding: str) -> str:
    found = pattern.search(head)
    try:
        return _plain_words(f"{{\\rtf1 {found[1]}}}", encoding).strip() if found else ""
    except UnreadableError:  # which is no reason to lose the text
        return ""


def _day_made(head: str) -> date | None:
    found = _MADE.search(head)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


_SAMPLE_TXT = b"---\ndate: 1 May 2025\n---\nA headline\n\nThe text of an article stands under it.\n"
_SAMPLE_MD = (
    b"---\ndate: 1 May 2025\n---\n# A heading\n\nThe *text* of an article stands under it.\n"
)
_SAMPLE_RTF = rb"{\rtf1\ansi{\info{\title A title}}The text of an article stands here.\par}"
PLAIN = Reader(lambda: _SAMPLE_TXT, whole=read_plain)
MARKDOWN = Reader(lambda: _SAMPLE_MD, whole=read_markdown)
RICH_TEXT = Reader(lambda: _SAMPLE_RTF, whole=read_rich_text)
