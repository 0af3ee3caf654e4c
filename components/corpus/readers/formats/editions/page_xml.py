"""Pages of recognised or transcribed print in PAGE XML, as Transkribus and OCR-D write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from components.corpus.readers.drafts import Draft, Note, Results
from components.corpus.readers.formats.editions.printed_words import (
    PrintedWord,
    join_words,
    mean_confidence,
    printed_language,
)
from components.corpus.readers.formats.xml_tree import local_name

_NOT_TEXT = frozenset(
    ("page-number", "header", "footer", "signature-mark", "catch-word", "marginalia")
)
_TITLES = frozenset(("heading", "headline"))


def read_page_xml(root: Any) -> Results:
    """Each page of the file as one article, a paragraph for each region of text.

    The first region is the title when it is a heading. Running heads and feet are left out.
    """
    pages = [one for one in root.iter() if local_name(one) == "Page"]
    yield Note("It is a scanned page (PAGE XML), read as one article: PAGE knows no articles.")
    for number, page in enumerate(pages, 1):
        yield _draft(page, "" if len(pages) == 1 else f"page {number}")


def _draft(page: Any, place: str) -> Draft:
    regions = [one for one in _in_order(page) if (one.get("type") or "") not in _NOT_TEXT]
    read = [(one, words) for one in regions if (words := list(_read_region(one)))]
    is_headed = len(read) > 1 and read[0][0].get("type") in _TITLES
    title = join_words(read[0][1]) if is_headed else ""
    text = "\n\n".join(join_words(words) for _, words in read[is_headed:])
    stated = [value for one in (page, *regions) if (value := one.get("primaryLanguage"))]
    confidence = mean_confidence(word for _, words in read for word in words)
    return Draft(
        text=text,
        title=title,
        language=printed_language(text, stated),
        place=place,
        bases={"title": "the heading of the page"} if title else {},
        details={"confidence": confidence} if confidence else {},
    )


def _in_order(page: Any) -> list[Any]:
    """The regions of text in the order of reading that the page states, else as in the file."""
    regions = {one.get("id") or str(n): one for n, one in enumerate(_named(page, "TextRegion"))}
    orders = (one for name in ("RegionRefIndexed", "RegionRef") for one in _named(page, name))
    placed = sorted(orders, key=_index)
    stated = [ref for one in placed if (ref := one.get("regionRef")) in regions]
    return [regions[key] for key in dict.fromkeys([*stated, *regions])]


def _index(reference: Any) -> int:
    """Its place among those around it; several groups keep the order of the file."""
    written = reference.get("index") or ""
    is_nested = local_name(reference.getparent()) != "OrderedGroup"
    return int(written) if written.isdecimal() and not is_nested and len(written) < 9 else 0


def _named(element: Any, name: str) -> Iterator[Any]:
    return (one for one in element.iter() if local_name(one) == name)


def _read_region(region: Any) -> Iterator[PrintedWord]:
    """The words of a region's own lines; of one without lines, of its own text."""
    lines = [one for one in region if local_name(one) == "TextLine"]
    for number, part in enumerate(lines or [region]):
        for word in _read_line(part):
            yield replace(word, line=number)


def _read_line(line: Any) -> list[PrintedWord]:
    """The text of the line itself, which a person may have corrected, else of its words."""
    words = [one for one in line if local_name(one) == "Word"]
    sure = [_confidence(one) for one in words]
    known = [value for value in sure if value is not None]
    mean = sum(known) / len(known) if known else _confidence(line)
    text = _text(line) or " ".join(map(_text, words))
    return [PrintedWord(word, mean) for word in text.split()]


def _equivalents(element: Any) -> list[Any]:
    """The readings of an element, the best first: that of the lowest index."""
    found = [one for one in element if local_name(one) == "TextEquiv"]
    return sorted(found, key=lambda one: (one.get("index") or "0").zfill(9))


def _text(element: Any) -> str:
    for reading in _equivalents(element)[:1]:
        for one in _named(reading, "Unicode"):
            return one.text or ""
    return ""


def _confidence(element: Any) -> float | None:
    stated = next((one.get("conf") for one in _equivalents(element)[:1]), None)
    try:
        return float(stated) * 100 if stated else None
    except ValueError:
        return None
