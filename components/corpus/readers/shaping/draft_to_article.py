"""Finishing of drafts: letters corrected, text in paragraphs, day, source and language found."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ftfy import fix_encoding
from ftfy.badness import is_bad

from components.corpus.readers.drafts import Draft, Note, Reference, Refused, Results
from components.corpus.readers.sandbox.limits import Limits
from components.corpus.readers.shaping.paragraphs import shape_paragraphs
from components.corpus.readers.shaping.publication_days import is_plausible
from components.text.dateline import find_stated_day, find_stated_source
from components.text.language import UNKNOWN, identify
from components.text.normalisation import clean
from components.text.plural import agree

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
    day = _find_day(draft, text)
    author, account = _one_line(draft.author), _one_line(draft.made_by)
    source, bases = _one_line(draft.source), _clean_values(draft.bases)
    if not source and (source := find_stated_source(text)):
        bases["source"] = "a line of the text"
        yield Note(
            f"The source of {draft.place or 'the article'} was taken from its text: {source}."
        )
    if not author and account:
        author, bases["author"] = account, "account of the maker of the file"
    yield replace(
        draft,
        text=text,
        published=day.date,
        basis=day.basis,
        bases={**bases, **({"published": day.told} if day.told else {})},
        details=_clean_values(draft.details),
        title=_one_line(correct_letters(draft.title)[0]),
        source=source,
        author=author,
        url=_one_line(draft.url),
        language=draft.language or _identify_language(draft.title, text),
    )


def finish_reference(reference: Reference, limits: Limits) -> Results:
    """The reference with every field of its draft cleaned; its text stays empty if it was."""
    draft = reference.draft
    for part in finish_draft(replace(draft, text=draft.text or draft.title), limits):
        if isinstance(part, Draft):
            yield replace(reference, draft=part if draft.text else replace(part, text=""))
        elif draft.text:
            yield part


def _clean_values(texts: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, written in texts.items() if (value := _one_line(written))}


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


@dataclass(frozen=True)
class _Day:
    """A day of publication, its basis as `Article.basis` has it, and the same in plain words."""

    date: date | None
    basis: str
    told: str = ""


def _find_day(draft: Draft, text: str) -> _Day:
    """What the file states, else what the text does, else the day on which the file was made."""
    if draft.published:
        return _Day(draft.published, "metadata", draft.bases.get("published", ""))
    found = find_stated_day(text)
    if found and is_plausible(found.date):
        if found.is_inferred:
            return _Day(found.date, "inferred", "a dateline, its year from the text")
        return _Day(found.date, "byline", "a line of the text")
    if draft.made:
        return _Day(draft.made, "file", "the day on which the file was made")
    return _Day(None, "unknown")


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
