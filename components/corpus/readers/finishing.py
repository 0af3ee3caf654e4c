"""From a draft to the fields of an article: cleaned, shaped, its language named."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

from components.corpus.readers.drafts import Draft, Note, Refused
from components.corpus.readers.limits import Limits
from components.corpus.readers.shaping import shape_paragraphs
from components.text.clean import clean
from components.text.language import UNKNOWN, identify


def clean_whole(text: str) -> Generator[Note, None, str]:
    """Clean the text of a file, with a note when characters were lost."""
    cleaned = clean(text)
    if cleaned.replaced:
        count = f"{cleaned.replaced:,} characters"
        yield Note(f"{count} that no text can hold were removed or replaced.")
    return cleaned.text


def finish(draft: Draft, limits: Limits) -> Draft | Refused:
    """Clean and shape every field, and name the language when the file did not."""
    where = draft.place or "the file"
    text = shape_paragraphs(clean(draft.text).text)
    if not text:
        advice = "add the text or leave it out" if draft.place else "choose a file with text in it"
        return Refused(_sentence(f"{where} has no text: {advice}"))
    if len(text) > limits.article_length:
        size = f"{len(text):,} characters, more than the {limits.article_length:,} of one article"
        return Refused(_sentence(f"{where} has {size}: split it into articles"))
    return replace(
        draft,
        text=text,
        title=_one_line(draft.title),
        source=_one_line(draft.source),
        author=_one_line(draft.author),
        url=_one_line(draft.url),
        language=draft.language or _language(draft.title, text),
    )


def _language(title: str, text: str) -> str:
    language = identify(text)
    return language if language != UNKNOWN else identify(f"{title}\n{text}")


def _one_line(value: str) -> str:
    return " ".join(clean(value).text.split())[:2_000]


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
