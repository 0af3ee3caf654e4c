"""Exports of Factiva.

Such an export is one page with many articles. Each stands in a `div` of class `article`. In the
layout for reading its parts are `div`s: headline, byline, count of words, date, publication,
language; with field codes it is a table, a code beside each value.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import html  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Draft, Refused, Results
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.shaping.publication_days import parse_day

_FACTIVA_START = 200_000
_FACTIVA_MARKS = re.compile(
    r"class=[\"']?(?:article [a-z]{2}article|[a-z]{2}headline|articleparagraph)"
)
_FACTIVA_ARTICLES = ".//div[contains(concat(' ', @class, ' '), ' article ')]"
_CODES = ("HD", "BY", "PD", "SN", "LA", "LP", "TD", "AN")
_WORD_COUNT = re.compile(r"[\d,.]{1,9} (?:words|mots|wörter|palabras|слов|слів)")
_FACTIVA_NUMBER = re.compile(r"(?:Document|Dokument) [A-Za-z0-9]{12,40}")


def is_factiva(markup: str) -> bool:
    """Whether a page is an export of Factiva."""
    start = markup[:_FACTIVA_START]
    coded = "<b>HD</b>" in start and "<b>PD</b>" in start
    return coded or (_FACTIVA_MARKS.search(start.lower()) is not None and "activa" in markup)


def split_factiva(markup: str) -> Results:
    """One draft for each article of an export of Factiva; one without text is refused singly."""
    tree = html.fromstring(markup)
    found = tree.xpath(_FACTIVA_ARTICLES) or [tree]
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
    return "\n\n".join(words for words in found if words and not _FACTIVA_NUMBER.fullmatch(words))


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
