"""What an article is, and what a reader of files returns."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Fault = Literal["file", "unknown", "program"]


@dataclass(frozen=True)
class Article:
    """One article as the analyst reads it.

    `text` is the body: the title is left out when one was found, and paragraphs are separated
    by one blank line. Every span found anywhere in Parallax counts code points of `text`.
    Unknown fields are empty strings, an unknown language is `und`, an unknown day is None.
    `name` is the file the article came from and `sha256` that of the file's bytes, so several
    articles may share both.

    `basis` says what `published` rests on: `metadata`, `byline` (a line of the text), `inferred`
    (from the address, or a day whose year stands elsewhere), `typed` by an analyst, `unknown`, or
    "" where it was not kept. `place` is filled for the one article of a file that is read again
    when it changes: another text in the same place is another version.
    """

    id: str
    title: str
    text: str
    source: str = ""
    author: str = ""
    published: date | None = None
    language: str = "und"
    url: str = ""
    name: str = ""
    sha256: str = ""
    basis: str = ""
    place: str = ""


@dataclass(frozen=True)
class Rejection:
    """Something that could not be read, and why, in one sentence for a person.

    `fault` says whose it is: the file's; the program's or the computer's, so that it is worth
    reading again later; or not known, as when the reader was ended by the system.
    """

    name: str
    reason: str
    fault: Fault = "file"


@dataclass(frozen=True)
class Reading:
    """What one file gave: articles, rejected parts, or both (a table with one bad row).

    `notes` are sentences about a file that was read, for whoever loaded it: a guessed encoding,
    characters that were lost, a date that was not understood.
    """

    articles: list[Article] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def article_id(
    title: str, text: str, source: str, author: str, published: date | None, url: str
) -> str:
    """Twelve hex digits that name the article by what it says, not by the file it came in.

    The same content read twice has the same id, so a second upload of a file, or of a table to
    which rows were added, is recognised. The chance that any two of a million articles meet by
    accident is below 1 in 500.
    """
    content = [title, text, source, author, published.isoformat() if published else "", url]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:12]
