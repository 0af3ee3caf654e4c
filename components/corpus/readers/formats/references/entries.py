"""Entries of a list of references: what each says of a work, by the fields of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from components.corpus.readers.drafts import Draft, Reference
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.html_text import extract_words_if_markup
from components.corpus.readers.shaping.empty_words import is_empty_word
from components.corpus.readers.shaping.publication_days import parse_day

_YEAR_FIRST = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}/\S+")


@dataclass(frozen=True)
class EntryFields:
    """Which fields of an entry mean what, the best first; `files` are all taken."""

    title: Sequence[str]
    author: Sequence[str]
    source: Sequence[str]
    date: Sequence[str]
    url: Sequence[str]
    abstract: Sequence[str]
    doi: Sequence[str]
    files: Sequence[str]
    language: Sequence[str]
    details: Mapping[str, str] = field(default_factory=dict)


Values = Mapping[str, Sequence[str]]


def make_reference(values: Values, meant: EntryFields, place: str) -> Iterator[Reference]:
    """What an entry says; nothing of one without a title and an abstract."""
    title_in, title = _first(values, meant.title)
    author_in, _ = _first(values, meant.author)
    author = ", ".join(map(_given_first, values.get(author_in, ())))
    source_in, source = _first(values, meant.source)
    date_in, day = _day(values, meant.date)
    url_in, url = _first(values, meant.url)
    _, abstract = _first(values, meant.abstract)
    bases = {
        **{"title": title_in, "author": author_in, "source": source_in},
        **{"published": date_in if day else "", "url": url_in},
    }
    if not title and not abstract:
        return
    draft = Draft(
        text=extract_words_if_markup(abstract),
        title=extract_words_if_markup(title),
        author=author,
        source=source,
        published=day,
        url=url,
        language=language_code(_first(values, meant.language)[1]),
        place=place,
        bases={name: f"field {of} of the reference" for name, of in bases.items() if of},
        details={
            key: words
            for key, name in meant.details.items()
            if (words := _first(values, [name])[1])
        },
    )
    files = (one.strip() for name in meant.files for one in values.get(name, ()))
    said = (one for name in (*meant.doi, *meant.url) for one in values.get(name, ()))
    doi = next((found[0] for one in said if (found := _DOI.search(one))), "")
    yield Reference(draft, tuple(filter(None, files)), doi.rstrip(".,;)}").casefold())


def _first(values: Values, names: Sequence[str]) -> tuple[str, str]:
    """The first of these fields that is filled, and what stands there."""
    for name in names:
        for one in values.get(name, ()):
            if not is_empty_word(one):
                return name, one.strip()
    return "", ""


def _day(values: Values, names: Sequence[str]) -> tuple[str, date | None]:
    """The first field that names a day: one that has only a year names none."""
    for name in names:
        for one in values.get(name, ()):
            if found := _YEAR_FIRST.match(one.strip()):
                one = f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
            if day := parse_day(one):
                return name, day
    return "", None


def _given_first(name: str) -> str:
    """Ida Berg for `Berg, Ida`; a name without a comma or with several as it is."""
    family, comma, given = name.partition(",")
    is_pair = comma and given.strip() and "," not in given
    return f"{given.strip()} {family.strip()}" if is_pair else name.strip()
