"""Markdown: metadata above, and the words without their markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from components.corpus.readers.formats.markup import without_embedded, words_of_markup
from components.corpus.readers.formats.plain import draft_matter, split_front_matter
from components.corpus.readers.shaping.decoding import decode
from components.corpus.readers.shaping.drafts import Draft, Note, Parts
from components.corpus.readers.shaping.finish import clean_whole
from components.corpus.readers.shaping.paragraphs import split_headline

SAMPLE = b"---\ndate: 1 May 2025\n---\n# A heading\n\nThe *text* of an article stands under it.\n"
_KEPT_AS_IS = ("text", "code_inline", "text_special")
_BREAKS = ("softbreak", "hardbreak")


def read(data: bytes) -> Parts:
    """One article: title from the metadata, else from a first heading, else from a headline line.

    A heading at the head that repeats the title is left out of the text.
    """
    decoded = decode(data)
    if decoded.note:
        yield Note(decoded.note)
    matter = split_front_matter((yield from clean_whole(decoded.text)))
    heading, text = _read_markup(matter.text)
    for part in draft_matter(replace(matter, text=text)):
        yield _place_heading(part, heading) if isinstance(part, Draft) else part


def _place_heading(draft: Draft, heading: str) -> Draft:
    if not draft.title and not heading:
        title, text = split_headline(draft.text)
        return replace(draft, title=title, text=text)
    if heading and draft.title and heading.casefold() != draft.title.strip().casefold():
        return replace(draft, text=f"{heading}\n\n{draft.text}")
    return replace(draft, title=draft.title or heading)


def _read_markup(text: str) -> tuple[str, str]:
    """The heading a text begins with, or "", and the blocks after it as plain paragraphs."""
    tokens = MarkdownIt("commonmark").parse(without_embedded(text))
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
    return words_of_markup(token.content) if token.type == "html_block" else ""


def _inline_texts(tokens: list[Token]) -> Iterator[str]:
    """The words of a paragraph. Line breaks stay: shaping decides whether they part paragraphs."""
    for token in tokens:
        if token.type in _KEPT_AS_IS:
            yield token.content
        elif token.type in _BREAKS:
            yield "\n"
