"""Header of a TEI file: the paper that was edited, its day, and who wrote a single text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from components.corpus.readers.formats.editions.tei_words import words_of
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.xml_tree import line_of, local_name
from components.corpus.readers.shaping.publication_days import parse_day

_XML = "{http://www.w3.org/XML/1998/namespace}"
_STATED = ("when", "when-iso", "from", "notBefore")
_BORN_DIGITAL = re.compile(r"born[- ]digital|digital geboren|né numérique", re.IGNORECASE)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class TeiHeader:
    """What the header states of the text that was edited, and the field that each rests on."""

    source: str = ""
    title: str = ""
    author: str = ""
    published: date | None = None
    published_from: str = ""
    other_day: str = ""
    language: str = ""


def read_header(tei: Any) -> TeiHeader:
    """The header of one text: never the day or the editor of its edition."""
    header = _first(tei, "teiHeader")
    if header is None:
        return TeiHeader()
    described = _first(header, "sourceDesc")
    statement = _first(header, "titleStmt")
    day, basis = _find_day(header, described)
    return TeiHeader(
        source=_title(described, ("j", "m", "s", "")),
        title=_title(described, ("a",)) or _title(statement, ("a", "m", "")),
        author=_authors(described) or _authors(statement),
        published=day,
        published_from=basis,
        other_day=_other_day(tei, day),
        language=_language(tei, header),
    )


def _named(element: Any, name: str) -> Iterator[Any]:
    return (one for one in element.iter() if local_name(one) == name)


def _first(element: Any, name: str) -> Any:
    return next(_named(element, name), None)


def _title(part: Any, levels: tuple[str, ...]) -> str:
    """The first title of the first of these levels that there is; subtitles do not count."""
    if part is None:
        return ""
    titles = [one for one in _named(part, "title") if one.get("type") != "sub"]
    for level in levels:
        for one in titles:
            if (one.get("level") or "") == level and (words := words_of(one)):
                return words
    return ""


def _authors(part: Any) -> str:
    if part is None:
        return ""
    names = [words_of(one).rstrip(",;") for one in _named(part, "author")]
    return ", ".join(dict.fromkeys(filter(None, names)))


def _find_day(header: Any, described: Any) -> tuple[date | None, str]:
    """The day of the source; of a text that has none, since it was born digital, its publication's.

    A typist's blank within a day is overlooked.
    """
    if described is not None:
        if day := _day_of(described):
            return day, "date in the sourceDesc"
        printed = not _BORN_DIGITAL.search(" ".join(described.itertext()))
        if printed:
            return None, ""
    publication = _first(header, "publicationStmt")
    day = None if publication is None else _day_of(publication)
    return day, "date in the publicationStmt" if day else ""


def _day_of(part: Any) -> date | None:
    for one in _named(part, "date"):
        for name in _STATED:
            written = "".join((one.get(name) or "").split())[:10]
            if _ISO_DAY.fullmatch(written) and (day := parse_day(written)):
                return day
        if day := parse_day(line_of(one)):
            return day
    return None


def _other_day(tei: Any, day: date | None) -> str:
    """A day in the file's own identifier that is another than the source's: one is mistyped."""
    names = [tei.get(f"{_XML}id") or "", tei.get("n") or ""]
    names += [" ".join(one.itertext()) for one in _named(tei, "idno")]
    found = next(filter(None, map(_ISO_DAY.search, names)), None)
    other = parse_day(found[0]) if found else None
    return f"{other} (identifier of the file)" if day and other and other != day else ""


def _language(tei: Any, header: Any) -> str:
    text = _first(tei, "text")
    stated = [one.get(f"{_XML}lang") or "" for one in (text, tei) if one is not None]
    used = [one.get("ident") or "" for one in _named(header, "language")]
    stated += used if len(used) == 1 else []
    return next(filter(None, map(language_code, stated)), "")
