"""Exports of Factiva in HTML: many articles in a page.

Each stands in a `div` of class `article`. In the layout for reading its parts are `div`s: headline,
by-line, count of words, date, publication, language; with field codes it is a table, a code beside
each value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from lxml import html  # type: ignore[import-untyped]

from components.corpus.readers.formats.tables.field_names import language_code
from components.corpus.readers.shaping.drafts import Draft, Note, Parts, Refused
from components.corpus.readers.shaping.publication_days import parse_day

_END = "end of document"
_BODY = "body"
_AFTER_TEXT = ("classification", "load-date:", "graphic", "notes", _END)
_FIELD = re.compile(r"([A-Z][A-Za-z-]{2,20}): ?(.*)", re.DOTALL)
_WEEKDAY = re.compile(
    r",? ?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.{0,40}$", re.IGNORECASE | re.DOTALL
)
_FIELDS_NEEDED = ("length", "section", "byline", "load-date", "dateline", "language")


def is_nexis(paragraphs: Sequence[str]) -> bool:
    """Whether a document is such an export: it has lines that say where a body begins and ends."""
    lines = {p.strip().casefold() for p in paragraphs if len(p) < 40}
    fields = {f[1].casefold() for p in paragraphs[:400] if (f := _FIELD.match(p.strip()))}
    return _END in lines and _BODY in lines and any(name in fields for name in _FIELDS_NEEDED)


def split_nexis(paragraphs: Sequence[str]) -> Parts:
    """One article for each `End of Document`; the list of contents before the first is left out."""
    for number, lines in enumerate(_documents(paragraphs), 1):
        place = f"document {number}"
        bodies = [i for i, line in enumerate(lines) if line.casefold() == _BODY]
        if bodies:
            yield from _draft(_head(lines[: bodies[0]]), lines[bodies[0] + 1 :], place)
        else:
            yield Refused(f"Document {number} has no body: export it again with its full text.")


def _documents(paragraphs: Sequence[str]) -> Iterator[list[str]]:
    lines: list[str] = []
    for paragraph in paragraphs:
        line = paragraph.strip()
        if line.casefold() == _END:
            yield lines
            lines = []
        elif line:
            lines.append(line)


def _head(lines: list[str]) -> list[str]:
    """The lines above a body without a list of contents, which is numbered and has none."""
    dated = [i for i, line in enumerate(lines) if _day(line)]
    fields = [i for i, line in enumerate(lines) if _FIELD.match(line)]
    first_field = fields[0] if fields else len(lines)
    before = [i for i in dated if i < first_field] or dated
    # The date stands under the publication and the headline.
    return lines[max(0, before[-1] - 2) :] if before else lines


def _draft(head: list[str], after: list[str], place: str) -> Parts:
    fields = {f[1].casefold(): f[2].strip() for line in head if (f := _FIELD.match(line))}
    plain = [line for line in head if not _FIELD.match(line) and not _is_rights(line)]
    title = plain[0] if plain else ""
    published = next((day for line in plain[1:] if (day := _day(line))), None)
    if published is None:
        yield Note(f"{place.capitalize()} has no date that was understood.")
    ends = (i for i, line in enumerate(after) if line.casefold().startswith(_AFTER_TEXT))
    last = next((i for i in ends if _closes(after[i])), len(after))
    yield Draft(
        text="\n\n".join(after[:last]),
        title=title,
        source=plain[1] if len(plain) > 1 and not _day(plain[1]) else "",
        author=re.sub(r"^by ", "", fields.get("byline", ""), flags=re.IGNORECASE),
        published=published,
        language=language_code(fields.get("language", "").split(";")[0]),
        place=place,
    )


def _closes(line: str) -> bool:
    """Whether a line is a heading of what follows a text, not a sentence that begins like one."""
    return line.casefold() in _AFTER_TEXT or line.casefold().startswith("load-date:")


def _day(line: str) -> date | None:
    return parse_day(_WEEKDAY.sub("", line)) if len(line) < 80 else None


def _is_rights(line: str) -> bool:
    return line.casefold().startswith("copyright") or "all rights reserved" in line.casefold()


_START = 200_000
_MARKS = re.compile(r"class=[\"']?(?:article [a-z]{2}article|[a-z]{2}headline|articleparagraph)")
_ARTICLES = ".//div[contains(concat(' ', @class, ' '), ' article ')]"
_CODES = ("HD", "BY", "PD", "SN", "LA", "LP", "TD", "AN")
_WORD_COUNT = re.compile(r"[\d,.]{1,9} (?:words|mots|wörter|palabras|слов|слів)")
_NUMBER = re.compile(r"(?:Document|Dokument) [A-Za-z0-9]{12,40}")


def is_factiva(markup: str) -> bool:
    """Whether a page is such an export."""
    start = markup[:_START]
    coded = "<b>HD</b>" in start and "<b>PD</b>" in start
    return coded or (_MARKS.search(start.lower()) is not None and "activa" in markup)


def split_factiva(markup: str) -> Parts:
    """One article for each of the export's; what has no text is refused singly."""
    tree = html.fromstring(markup)
    found = tree.xpath(_ARTICLES) or [tree]
    for number, element in enumerate(found, 1):
        place = f"document {number}"
        values = _coded(element) or _laid_out(element)
        if not values.get("text"):
            yield Refused(f"Document {number} has no text: export it again with its full text.")
            continue
        yield Draft(
            text=values["text"],
            title=values.get("title", ""),
            source=values.get("source", ""),
            author=re.sub(r"^by ", "", values.get("author", ""), flags=re.IGNORECASE),
            published=parse_day(values.get("date", "")),
            language=language_code(values.get("language", "")),
            place=place,
        )


def _coded(element: Any) -> dict[str, str]:
    """Values of the table with field codes; no values when there is none."""
    rows = [[cell for cell in row if cell.tag == "td"] for row in element.iter("tr")]
    cells = {_words(row[0]).strip(): row[1] for row in rows if len(row) == 2}
    if not {"HD", "PD"} <= cells.keys():
        return {}
    value = {code: _words(cells[code]) for code in _CODES if code in cells}
    text = [_paragraphs(cells[code]) or value[code] for code in ("LP", "TD") if code in cells]
    names = {"title": "HD", "author": "BY", "date": "PD", "source": "SN", "language": "LA"}
    fields = {field: value.get(code, "") for field, code in names.items()}
    return {**fields, "text": "\n\n".join(text)}


def _laid_out(element: Any) -> dict[str, str]:
    """Values of the layout for reading, whose lines are told by the count of words above them."""
    headlines = element.xpath(".//*[contains(@class, 'eadline')]") or element.xpath(".//b")
    authors = element.xpath(".//*[contains(@class, 'author')]")
    lines = [_words(div) for div in element.iter("div") if not len(div.xpath("./div"))]
    counts = [i for i, line in enumerate(lines) if _WORD_COUNT.fullmatch(line)]
    after = lines[counts[0] + 1 :] if counts else lines
    dates = [i for i, line in enumerate(after) if len(line) < 40 and parse_day(line)]
    below = after[dates[0] + 1 :] if dates else []
    below = [line for line in below if not re.fullmatch(r"\d{1,2}:\d{2}.{0,10}", line)]
    languages = [line for line in below[:6] if language_code(line) and len(line) > 3]
    return {
        "title": _words(headlines[0]) if headlines else "",
        "author": _words(authors[0]) if authors else "",
        "date": after[dates[0]] if dates else "",
        "source": below[0] if below else "",
        "language": languages[0] if languages else "",
        "text": _paragraphs(element),
    }


def _paragraphs(element: Any) -> str:
    found = [_words(p) for p in element.iter("p")]
    return "\n\n".join(words for words in found if words and not _NUMBER.fullmatch(words))


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
