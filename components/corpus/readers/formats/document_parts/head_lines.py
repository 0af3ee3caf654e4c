"""The head of a text: title, source, author, day and address as lines above the story tell them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from components.corpus.readers.drafts import Draft, Note
from components.corpus.readers.formats.document_parts.labelled_lines import (
    draft_block,
    find_block,
    text_below,
)
from components.corpus.readers.shaping.paragraphs import drop_title, split_headline
from components.corpus.readers.shaping.publication_days import parse_day
from components.corpus.readers.shaping.source_names import is_address
from components.text.byline import are_names, read_byline

_STOPS = (".", "!", "?", "…", "。", "！", "？")
_CLOSERS = "\"'”’»)]"


def read_head(draft: Draft, above_credit: bool = False) -> Iterator[Draft | Note]:
    """The draft with what the first lines of its text tell, as far as it is not filled.

    Lines such as “Title: …” and “Date: …” are taken out of the text when they stand above it, and
    so is a headline; with `above_credit` only one with a by-line, names or a day below. A by-line
    tells the author and stays.
    """
    headline, block = find_block(draft.text)
    found = draft
    if block:
        for result in draft_block(block):
            if isinstance(result, Draft):
                found = _fill(replace(draft, text=text_below(draft.text, block)), result)
            else:
                yield result
    if headline and found.title:
        found = replace(found, text=f"{headline}\n\n{found.text}")
    elif not headline and not found.title:
        headline, text = split_title_line(found.text, above_credit)
        found = replace(found, text=text)
    if headline and not found.title:
        bases = {**found.bases, "title": "the first line"}
        found = replace(found, title=headline, bases=bases)
    found = replace(found, text=drop_title(found.text, found.title))
    yield _with_byline(_with_address(found) if found.title else found)


def draft_document(draft: Draft, stated: str) -> Iterator[Draft | Note]:
    """The same; a title in the properties of a document counts where no line tells one."""
    for result in read_head(draft):
        if isinstance(result, Draft) and not result.title and stated:
            bases = {**result.bases, "title": "the title in the properties of the file"}
            text = drop_title(result.text, stated)
            yield replace(result, title=stated, text=text, bases=bases)
        else:
            yield result


def split_title_line(text: str, above_credit: bool = False) -> tuple[str, str]:
    """A headline and the text under it, also where no blank line stands between them.

    Then the lines below are longer, begin like sentences, and end like them where they are not
    wrapped; by-lines and days may stand between, and must with `above_credit`. The headline is ""
    when there is none.
    """
    first, _, rest = text.lstrip("\n").partition("\n")
    if _is_day(first.strip()):
        headline, below_day = split_title_line(rest, above_credit) if rest[:1] == "\n" else ("", "")
        return (headline, f"{first}\n\n{below_day}") if headline else ("", text)
    candidate, _ = split_headline(f"{first}\n\n{rest}") if rest.strip() else ("", "")
    if not candidate:
        return "", text
    below = list(islice((line.strip() for line in rest.split("\n") if line.strip()), 8))
    has_credit = bool(below) and len(below[0]) < 80 and _is_credit(below[0])
    if not rest.partition("\n")[0].strip():
        return (candidate, rest) if has_credit or not above_credit else ("", text)
    while below and len(below[0]) < 80 and _is_credit(below[0]):
        del below[0]
    is_title = len(candidate.split()) > 1 and below and _is_story(below, candidate)
    return (candidate, rest) if is_title and (has_credit or not above_credit) else ("", text)


def _is_story(lines: list[str], headline: str) -> bool:
    """Whether lines below a headline are the beginning of a story, and no list or verse."""
    start = lines[0].lstrip("\"'“«„‘(")[:1]
    if start.islower() or not (start.isalpha() or start.isdigit()):
        return False
    is_sentence = lines[0].rstrip(_CLOSERS).endswith(_STOPS)
    is_wrapped = not is_sentence and len(lines[0]) > 50 and len(lines) > 1
    width = max(map(len, lines))
    return (is_sentence or is_wrapped) and len(headline) < 0.8 * width and len(lines[0]) >= 40


def _is_credit(line: str) -> bool:
    return are_names(line) or _is_day(line) or is_address(line)


def _is_day(line: str) -> bool:
    """Whether a line is nothing but a day, perhaps with its weekday or hour."""
    return 0 < len(line) < 45 and any(map(str.isdigit, line)) and parse_day(line) is not None


def _fill(draft: Draft, told: Draft) -> Draft:
    """The draft, the fields that it lacks filled by those of another."""
    fields: dict[str, str] = {
        name: getattr(told, name)
        for name in ("title", "source", "author", "url", "language", "day_words")
        if not getattr(draft, name) and getattr(told, name)
    }
    day = draft.published or told.published
    taken = {*fields, *(("published",) if not draft.published and told.published else ())}
    bases: Mapping[str, str] = {
        **draft.bases,
        **{name: basis for name, basis in told.bases.items() if name in taken},
    }
    details = {**told.details, **draft.details}
    return replace(draft, **fields, published=day, bases=bases, details=details)  # type: ignore[arg-type]


def _with_address(draft: Draft) -> Draft:
    """The draft with the address that stands alone among the lines below its headline."""
    lines = draft.text.split("\n")
    for at in [at for at, line in enumerate(lines[:8]) if line.strip()][:3]:
        if not draft.url and is_address(lines[at]):
            text = "\n".join((*lines[:at], "", *lines[at + 1 :])).strip("\n")
            bases = {**draft.bases, "url": "the address below the headline"}
            return replace(draft, url=lines[at].strip(), text=text, bases=bases)
    return draft


def _with_byline(draft: Draft) -> Draft:
    if draft.author:
        return draft
    for line in islice((line.strip() for line in draft.text.split("\n") if line.strip()), 4):
        if names := read_byline(line)[0]:
            return replace(draft, author=names, bases={**draft.bases, "author": "the by-line"})
    return draft
