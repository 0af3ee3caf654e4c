"""From a draft to the fields of an article: cleaned, shaped, its language named."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import date

from ftfy import fix_encoding
from ftfy.badness import is_bad

from components.corpus.readers.sandbox.protocol import Limits
from components.corpus.readers.shaping.drafts import Draft, Note, Parts, Refused
from components.corpus.readers.shaping.paragraphs import shape_paragraphs
from components.corpus.readers.shaping.publication_days import is_plausible
from components.text.dateline import find_stated_day, find_stated_source
from components.text.language import UNKNOWN, identify
from components.text.normalisation import clean
from components.text.plural import agree

# As usual in clean text as ASCII is; where there is nothing else, nothing is garbled.
_TYPOGRAPHIC = "‘’“”–—…"


def mend(text: str) -> tuple[str, int]:
    """The text with its garbled lines mended, and how many of them there were.

    A line is taken for garbled only when it has sequences of letters that hardly stand together in
    any language; two words in one line may be too few to tell.
    """
    if _is_usual(text):
        return text, 0
    lines = text.split("\n")
    mended = [line if _is_usual(line) or not is_bad(line) else fix_encoding(line) for line in lines]
    return "\n".join(mended), sum(a != b for a, b in zip(lines, mended, strict=True))


def _is_usual(text: str) -> bool:
    # To look for what is garbled takes longer than all else that is done with a text.
    for mark in _TYPOGRAPHIC:
        text = text.replace(mark, "")
    return text.isascii()


def clean_whole(text: str) -> Generator[Note, None, str]:
    """Mend and clean the text of a file, with a note when letters were changed or lost."""
    text, count = mend(text)
    if count:
        yield _mended(count, "the file")
    cleaned = clean(text)
    if cleaned.replaced:
        yield _lost(cleaned.replaced, "the file")
    return cleaned.text


def finish(draft: Draft, limits: Limits) -> Parts:
    """Mend, clean and shape every field; name language, day and source where only the text does."""
    where = draft.place or "the file"
    mended, count = mend(draft.text)
    if count:
        yield _mended(count, where)
    cleaned = clean(mended)
    if cleaned.replaced:
        yield _lost(cleaned.replaced, where)
    text = shape_paragraphs(cleaned.text)
    if problem := _refuse_length(text, limits, bool(draft.place)):
        yield Refused(_sentence(f"{where} has {problem}"))
        return
    published, basis = _day(draft, text)
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
        title=_one_line(mend(draft.title)[0]),
        source=source,
        author=_one_line(draft.author),
        url=_one_line(draft.url),
        language=draft.language or _language(draft.title, text),
    )


def _day(draft: Draft, text: str) -> tuple[date | None, str]:
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


def _mended(count: int, where: str) -> Note:
    lines = f"{count:,} {agree(count, 'line', 'lines')} of text"
    return Note(
        f"Letters garbled by a wrong encoding were corrected in {where} ({lines}): check them."
    )


def _lost(count: int, where: str) -> Note:
    what = f"{count:,} {agree(count, 'character', 'characters')}"
    verb = agree(count, "was", "were")
    return Note(f"{what} in {where} could not be kept in a text and {verb} removed or replaced.")


def _language(title: str, text: str) -> str:
    language = identify(text)
    return language if language != UNKNOWN else identify(f"{title}\n{text}")


def _one_line(value: str) -> str:
    return " ".join(clean(value).text.split())[:2_000]


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
