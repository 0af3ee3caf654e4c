"""Which paragraph of a document is its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from components.corpus.readers.drafts import Draft
from components.corpus.readers.shaping import split_headline

_TITLE_STYLES = ("title", "heading 1", "titel", "überschrift 1", "titre", "заголовок 1", "назва")
_OF_NO_MEANING = re.compile(
    r"(?:microsoft word|word document|powerpoint|untitled|unbenannt|слайд)\b"
    r"|(?:document|doc|документ) ?\d*$"
    r"|\S+\.(?:docx?|odt|rtf|pdf|indd|qxd|qxp|tex|dvi|html?|txt|pages)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a document, and the name of its style, or ""."""

    text: str
    style: str = ""


def draft_paragraphs(paragraphs: list[Paragraph]) -> Draft:
    """An article whose title is a first paragraph in a style for titles, or like a headline."""
    if not paragraphs:
        return Draft("")
    first, rest = paragraphs[0], paragraphs[1:]
    if rest and first.style.casefold() in _TITLE_STYLES:
        return Draft(_joined(rest), title=first.text)
    title, text = split_headline(_joined(paragraphs))
    return Draft(text, title=title)


def meaningful_title(title: str) -> str:
    """A title from a file's properties, or "" when it names the file or the program."""
    words = " ".join(title.split())
    return "" if _OF_NO_MEANING.match(words) else words


def without_title(text: str, title: str) -> str:
    """The text without a first paragraph that repeats the title."""
    first, _, rest = text.lstrip().partition("\n\n")
    return rest if rest and " ".join(first.split()).casefold() == title.casefold() else text


def _joined(paragraphs: list[Paragraph]) -> str:
    return "\n\n".join(p.text.strip() for p in paragraphs)
