"""Finishing of drafts: letters corrected, text in paragraphs, day, source and language found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from ftfy import fix_encoding
from ftfy.badness import is_bad

from components.corpus.readers.drafts import Draft, Note, Refused, Results
from components.corpus.readers.sandbox.limits import Limits
from components.corpus.readers.shaping.publication_days import is_plausible
from components.text.dateline import find_stated_day, find_stated_source
from components.text.language import UNKNOWN, identify
from components.text.normalisation import clean
from components.text.plural import agree

WIDEST_WRAP = 130
"""Characters: nobody wraps lines by hand beyond this, so longer lines are paragraphs."""
NARROWEST_WRAP = 40
SHARE_OF_FULL_LINES = 2 / 3
LONGEST_HEADLINE = 160
_SPACES = re.compile("[ \t]+")
_BULLET = re.compile(r"(?:[-*•–—]|\d{1,3}[.)]) ")
_CLOSERS = "\"'”’»)]"
_STOPS = ".!?…。！？"
# As usual in clean text as ASCII is; where there is nothing else, nothing is garbled.
_TYPOGRAPHIC = "‘’“”–—…"


def finish_draft(draft: Draft, limits: Limits) -> Results:
    """The draft with every field cleaned and shaped, after notes on what was changed.

    Language, day and source are taken from the text where the file does not state them. A draft
    without text, or with more than `limits.article_length` characters, is refused.
    """
    where = draft.place or "the file"
    text = shape_paragraphs((yield from clean_text(draft.text, where)))
    if problem := _refuse_length(text, limits, bool(draft.place)):
        yield Refused(_sentence(f"{where} has {problem}"))
        return
    published, basis = _find_day(draft, text)
    source = _one_line(draft.source)
    if not source and (source := find_stated_source(text)):
        yield Note(
            f"The source of {draft.place or 'the article'} was taken from its text: {source}."
        )
    yield replace(
        draft,
        text=text,
        published=published,
        basis=basis,
        title=_one_line(correct_letters(draft.title)[0]),
        source=source,
        author=_one_line(draft.author),
        url=_one_line(draft.url),
        language=draft.language or _identify_language(draft.title, text),
    )


def correct_letters(text: str) -> tuple[str, int]:
    """The text with its garbled lines corrected, and how many of them there were.

    A line is taken for garbled only when it has sequences of letters that hardly stand together in
    any language; two words in one line may be too few to tell.
    """
    if _is_usual(text):
        return text, 0
    lines = text.split("\n")
    corrected = [
        line if _is_usual(line) or not is_bad(line) else fix_encoding(line) for line in lines
    ]
    return "\n".join(corrected), sum(a != b for a, b in zip(lines, corrected, strict=True))


def _is_usual(text: str) -> bool:
    # To look for what is garbled takes longer than all else that is done with a text.
    for mark in _TYPOGRAPHIC:
        text = text.replace(mark, "")
    return text.isascii()


def clean_text(text: str, where: str = "the file") -> Generator[Note, None, str]:
    """Correct and clean a text, with a note when letters were changed or lost in it."""
    text, count = correct_letters(text)
    if count:
        yield _note_corrected(count, where)
    cleaned = clean(text)
    if cleaned.replaced:
        yield _note_lost(cleaned.replaced, where)
    return cleaned.text


def _find_day(draft: Draft, text: str) -> tuple[date | None, str]:
    """The day, and what it rests on: what the file states, else what the text does."""
    if draft.published:
        return draft.published, "metadata"
    found = find_stated_day(text)
    if found is None or not is_plausible(found.date):
        return None, "unknown"
    return found.date, "inferred" if found.is_inferred else "byline"


def _refuse_length(text: str, limits: Limits, is_part: bool) -> str:
    if not text:
        advice = "add the text or leave it out" if is_part else "choose a file with text in it"
        return f"no text: {advice}"
    if len(text) <= limits.article_length:
        return ""
    return (
        f"{len(text):,} characters, more than the {limits.article_length:,} of one article: "
        "split it into articles"
    )


def _note_corrected(count: int, where: str) -> Note:
    lines = f"{count:,} {agree(count, 'line', 'lines')} of text"
    return Note(
        f"Letters garbled by a wrong encoding were corrected in {where} ({lines}): check them."
    )


def _note_lost(count: int, where: str) -> Note:
    what = f"{count:,} {agree(count, 'character', 'characters')}"
    verb = agree(count, "was", "were")
    return Note(f"{what} in {where} could not be kept in a text and {verb} removed or replaced.")


def _identify_language(title: str, text: str) -> str:
    language = identify(text)
    return language if language != UNKNOWN else identify(f"{title}\n{text}")


def _one_line(value: str) -> str:
    return " ".join(clean(value).text.split())[:2_000]


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


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
    few_and_ended = len(breaks) < 3 and all(_ends_sentence(line) for line, _ in breaks)
    return 0 if few_and_ended else width


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
