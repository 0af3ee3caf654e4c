"""Finishing of drafts: letters corrected, text in paragraphs, day, source and language found."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

from components.corpus.readers.drafts import Draft, Note, Reference, Refused, Results
from components.corpus.readers.sandbox.limits import Limits
from components.corpus.readers.shaping.clean_names import clean_names
from components.corpus.readers.shaping.garbled_letters import correct_letters, make_line
from components.corpus.readers.shaping.paragraphs import shape_paragraphs
from components.corpus.readers.shaping.publication_days import is_plausible
from components.corpus.readers.shaping.settle_day import SettledDay, Stated, settle_day
from components.text.language import UNKNOWN, identify
from components.text.normalisation import clean
from components.text.plural import agree


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
    plain = clean_names(draft, text)
    day = settle_day(
        text,
        Stated(
            draft.published,
            draft.bases.get("published", ""),
            draft.day_words,
            draft.made,
            draft.modified,
            plain.url,
        ),
    )
    if plain.sentence:
        yield Note(_sentence(plain.sentence))
    details, note = _tell_other_day(draft, day)
    if note:
        yield Note(_sentence(note))
    yield replace(
        draft,
        text=text,
        published=day.date,
        basis=day.basis,
        bases={**plain.bases, **({"published": day.told} if day.told else {})},
        details=details,
        title=plain.title,
        source=plain.source,
        author=plain.author,
        url=plain.url,
        day_words=day.written,
        language=draft.language or _identify_language(draft.title, text),
    )


def _tell_other_day(draft: Draft, day: SettledDay) -> tuple[dict[str, str], str]:
    """The details with the day of a later change and another that is stated; a sentence, or ""."""
    details = {key: line for key, told in draft.details.items() if (line := make_line(told))}
    known = details.get("other_day", "")
    # What the reader has told is not told twice.
    is_new = bool(day.other) and day.other.split(" (")[0] not in known
    if is_new:
        details["other_day"] = f"{known}; {day.other}" if known else day.other
    changed = draft.modified
    if changed and is_plausible(changed) and (day.date is None or changed > day.date):
        details["modified"] = changed.isoformat()
    if not day.sentence or not (is_new or day.date is None):
        return details, ""
    return details, f"{draft.place}: {day.sentence}" if draft.place else day.sentence


def finish_reference(reference: Reference, limits: Limits) -> Results:
    """The reference with every field of its draft cleaned; its text stays empty if it was."""
    draft = reference.draft
    for part in finish_draft(replace(draft, text=draft.text or draft.title), limits):
        if isinstance(part, Draft):
            yield replace(reference, draft=part if draft.text else replace(part, text=""))
        elif draft.text:
            yield part


def clean_text(text: str, where: str = "the file") -> Generator[Note, None, str]:
    """Correct and clean a text, with a note when letters were changed or lost in it."""
    text, count = correct_letters(text)
    if count:
        yield _note_corrected(count, where)
    cleaned = clean(text)
    if cleaned.replaced:
        yield _note_lost(cleaned.replaced, where)
    return cleaned.text


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


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
