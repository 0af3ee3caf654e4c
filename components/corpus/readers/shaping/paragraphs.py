"""Paragraphs of plain text: hard-wrapped lines joined, a headline split off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from components.text.normalisation import fold

WIDEST_WRAP = 130
"""Characters: nobody wraps lines by hand beyond this, so longer lines are paragraphs."""
NARROWEST_WRAP = 40
SHARE_OF_FULL_LINES = 2 / 3
LONGEST_HEADLINE = 160
_SPACES = re.compile("[ \t]+")
_BULLET = re.compile(r"(?:[-*•–—]|\d{1,3}[.)]) ")
_CLOSERS = "\"'”’»)]"
_STOPS = ".!?…。！？"
_NO_LETTER = re.compile(r"[\W_]+")


def shape_paragraphs(text: str) -> str:
    """Put one blank line between paragraphs, and no line break inside them.

    Hard-wrapped lines are joined: text counts as wrapped when at two line breaks of three the next
    word would not have fitted on the line. Otherwise each line is a paragraph. Expects cleaned
    text; shaping twice is the same as once; only white space gives "".
    """
    blocks = list(_blocks(text))
    width = _wrap_width(blocks)
    paragraphs = (p for block in blocks for p in (_unwrap(block, width) if width else block))
    return "\n\n".join(paragraphs)


def split_headline(text: str) -> tuple[str, str]:
    """Split cleaned text into its headline and the rest; the headline is "" when there is none.

    A headline is a first line that is short, does not end like a sentence, and is followed by a
    blank line and more text. A question or an exclamation of up to 100 characters may be one.
    """
    line, _, rest = text.lstrip().partition("\n")
    headline = line.strip()
    after, _, _ = rest.partition("\n")
    if after.strip() or not rest.strip() or not _looks_like_headline(headline):
        return "", text
    return _SPACES.sub(" ", headline), rest


def _looks_like_headline(line: str) -> bool:
    if not any(map(str.isalpha, line)) or len(line) > LONGEST_HEADLINE:
        return False
    if line.casefold().startswith(("by ", "http://", "https://")):
        return False
    end = line.rstrip(_CLOSERS)[-1:]
    if end in "?!":
        return len(line) <= 100
    return end not in ".…。！？:;,-–—"


def _blocks(text: str) -> Iterator[list[str]]:
    """Blocks of lines that no blank line interrupts, their spaces trimmed."""
    block: list[str] = []
    for line in text.split("\n"):
        if trimmed := _SPACES.sub(" ", line).strip():
            block.append(trimmed)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _wrap_width(blocks: list[list[str]]) -> int:
    """The column at which the text was wrapped, or 0 when its lines are paragraphs."""
    lengths = sorted(len(line) for block in blocks if len(block) > 1 for line in block)
    if not lengths:
        return 0
    # A long address may stick out, so the longest twentieth does not set the width.
    width = lengths[-1 - len(lengths) // 20]
    breaks = [pair for block in blocks for pair in pairwise(block)]
    full = sum(_is_full(line, following, width) for line, following in breaks)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP or full < SHARE_OF_FULL_LINES * len(breaks):
        return 0
    # Wrapped lines do not all end with a sentence.
    return 0 if all(_ends_sentence(line) for line, _ in breaks) else width


def _unwrap(block: list[str], width: int) -> Iterator[str]:
    paragraph = block[0]
    for line, following in pairwise(block):
        ended = _ends_sentence(line) and not _is_full(line, following, width)
        if ended or _BULLET.match(following):
            yield paragraph
            paragraph = following
        else:
            paragraph = _joined(paragraph, following)
    yield paragraph


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line would not have fitted on this one."""
    word = 1 if _is_wide(following[0]) else len(following.split(" ", 1)[0])
    return len(line) + 1 + word > width


def _ends_sentence(line: str) -> bool:
    return line.rstrip(_CLOSERS).endswith(tuple(_STOPS))


def _joined(first: str, second: str) -> str:
    if first.endswith("\u00ad"):
        return first[:-1] + second
    hyphenated = first.endswith("-") and first[-2:-1].isalpha() and second[0].islower()
    unspaced = _is_wide(first[-1]) and _is_wide(second[0])
    return first + second if hyphenated or unspaced else f"{first} {second}"


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def repeats_title(line: str, *titles: str) -> bool:
    """Whether a line has the words of one of these titles, whatever stands between them."""
    words = _fold_words(line)
    return bool(words) and words in map(_fold_words, titles)


def drop_title(text: str, *titles: str) -> str:
    """The text without the lines at its head that repeat a title; one without more is kept."""
    first, _, rest = text.lstrip().partition("\n")
    while rest.strip() and repeats_title(first, *titles):
        text = rest.lstrip("\n")
        first, _, rest = text.lstrip().partition("\n")
    return text


def drop_titles(paragraphs: Sequence[str], *titles: str) -> list[str]:
    """The same for paragraphs."""
    at = 0
    while at < len(paragraphs) - 1 and repeats_title(paragraphs[at], *titles):
        at += 1
    return list(paragraphs[at:])


def _fold_words(text: str) -> str:
    return _NO_LETTER.sub(" ", fold(text)).strip()
