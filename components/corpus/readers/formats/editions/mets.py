"""Articles of a scanned issue, by the logical structure of its METS file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from components.corpus.readers.formats.editions.mets_records import (
    Area,
    Record,
    Records,
    named,
    read_areas,
)
from components.corpus.readers.formats.xml_tree import local_name

_CONTAINERS = frozenset(
    (
        *("newspaper", "volume", "issue", "content", "section", "supplement", "physsequence", ""),
        *("page_section", "serial", "monograph", "main", "front", "back", "part", "periodical"),
    )
)
_HEADINGS = frozenset(("heading", "title", "headline", "maintitle"))
_AUTHORS = frozenset(("author", "byline"))
_PICTURES = frozenset(("image", "illustration", "picture", "photograph", "figure", "separator"))
_MASTHEADS = frozenset(("masthead", "title_section", "titlesection", "title_page", "header"))
_OWN_TEXT = frozenset(("body", "body_content", "paragraph", "text", "textblock"))
_NO_ARTICLES = (
    *(("advert", "advert"), ("publicit", "advert"), ("anzeige", "advert"), ("reklam", "advert")),
)


@dataclass(frozen=True)
class Paragraph:
    """The areas of a paragraph and what it is in the article: `title`, `author` or `text`."""

    role: str
    areas: tuple[Area, ...]


@dataclass
class MetsArticle:
    """An article as METS has it: its paragraphs are still areas on pages."""

    label: str = ""
    record: Record = field(default_factory=Record)
    section: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)


def find_articles(root: Any, records: Records) -> tuple[list[MetsArticle], Counter[str]]:
    """The articles of an issue in their order, and how many adverts and mastheads are left out."""
    left_out: Counter[str] = Counter()
    structure = _logical(root)
    if structure is None:
        return [], left_out
    articles: list[MetsArticle] = []
    stack = [(div, "") for div in reversed(_children(structure))]
    while stack:
        div, section = stack.pop()
        kind = _kind(div)
        if other := _no_article(kind):
            left_out[other] += 1
        elif kind in _PICTURES:
            continue
        elif kind in _CONTAINERS or _holds_articles(div):
            named_here = (div.get("LABEL") or "") if kind == "section" else section
            own = [child for child in _children(div) if _kind(child) in _OWN_TEXT | _HEADINGS]
            if any(_kind(child) in _OWN_TEXT for child in own):
                articles.append(_make(div, own, section, records))
            others = [child for child in _children(div) if child not in own]
            stack += [(child, named_here) for child in reversed(others)]
        elif kind not in _HEADINGS | _OWN_TEXT:
            articles.append(_make(div, [div], section, records))
    return [one for one in articles if one.paragraphs], left_out


def _logical(root: Any) -> Any:
    maps = list(named(root, "structMap"))
    stated = [one for one in maps if "logical" in (one.get("TYPE") or "").casefold()]
    others = [one for one in maps if any(_kind(div) == "article" for div in named(one, "div"))]
    return next(iter(stated or others), None)


def _children(element: Any) -> list[Any]:
    return [child for child in element if local_name(child) == "div"]


def _kind(div: Any) -> str:
    return (div.get("TYPE") or "").strip().casefold()


def _no_article(kind: str) -> str:
    if kind in _MASTHEADS:
        return "masthead"
    return next((name for part, name in _NO_ARTICLES if part in kind), "")


def _holds_articles(div: Any) -> bool:
    return _kind(div) != "article" and any(
        _kind(one) == "article" for one in named(div, "div") if one is not div
    )


def _make(div: Any, parts: list[Any], section: str, records: Records) -> MetsArticle:
    ids = (div.get("DMDID") or "").split()
    record = next((records.records[key] for key in ids if key in records.records), Record())
    paragraphs = [found for part in parts for found in _read_parts(part, records)]
    return MetsArticle(div.get("LABEL") or "", record, section, paragraphs)


def _read_parts(div: Any, records: Records) -> Iterator[Paragraph]:
    """The paragraphs of a part: each pointer is one, and each div of a page linked to it."""
    stack: list[tuple[Any, str]] = [(div, "text")]
    while stack:
        one, role = stack.pop()
        kind = _kind(one)
        if one is not div and (kind in _PICTURES or _no_article(kind)):
            continue
        role = "title" if kind in _HEADINGS else "author" if kind in _AUTHORS else role
        if role == "title" and kind not in _HEADINGS:
            role = "text"
        for pointer in one:
            if local_name(pointer) == "fptr" and (areas := read_areas(pointer)):
                yield Paragraph(role, tuple(areas))
        yield from _read_linked(one, role, records)
        stack += [(child, role) for child in reversed(_children(one))]


def _read_linked(div: Any, role: str, records: Records) -> Iterator[Paragraph]:
    for key in records.linked.get(div.get("ID") or "", ()):
        target = records.divs.get(key)
        if target is None:
            continue
        kind = (target.get("LABEL") or target.get("TYPE") or "").casefold()
        if kind in _PICTURES:
            continue
        for pointer in target:
            if local_name(pointer) == "fptr" and (areas := read_areas(pointer)):
                yield Paragraph("title" if kind in _HEADINGS else role, tuple(areas))
