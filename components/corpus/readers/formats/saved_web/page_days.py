"""The day on which a page was published, as it states it; htmldate where it has no plain field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from itertools import islice
from typing import Any

from htmldate import extractors, find_date

from components.corpus.readers.formats.saved_web.linked_data import is_article, is_page, text_of
from components.corpus.readers.formats.saved_web.page_fields import PageFields
from components.corpus.readers.formats.tables.numeric_days import parse_numeric_day
from components.corpus.readers.shaping.publication_days import parse_day, possible_days
from components.text.dates.said_days import find_said_days

_PUBLISHED = (
    *("article:published_time", "article:published", "og:article:published_time"),
    *("og:published_time", "og:pubdate", "og:publish_date", "datepublished", "date.published"),
    *("article.published", "article_date_original", "article:published_date", "published_time"),
    *("publish-date", "publishdate", "publish_date", "publication_date", "published_date"),
    *("citation_publication_date", "citation_online_date", "citation_date", "parsely-pub-date"),
    *("sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created"),
    *("dc.date", "dcterms.date", "dc:date", "originalpublicationdate", "rbpubdate", "pubdate"),
    *("bt:pubdate", "cxenseparse:recs:publishtime", "vr:published_time", "date", "pdate", "ptime"),
    *("displaydate", "datecreated", "article:created", "article.created", "date_published"),
    *("shareaholic:article_published_time", "rnews:datepublished", "last-published", "created"),
    *("dcsext.articlefirstpublished", "mediator_published_time", "publish_time"),
)
_MODIFIED = (
    *("article:modified_time", "og:updated_time", "article:modified", "og:modified_time"),
    *("datemodified", "dateupdate", "last-modified", "lastmod", "lastmodified", "modified"),
    *("dcterms.modified", "dc.modified", "bt:moddate", "article:post_modified", "revision_date"),
)
_IN_LINE = frozenset(("p", "li", "td", "blockquote", "dd", "figcaption"))
_MOST_TIMES = 200
_OF_OTHERS = re.compile(
    r"(?i)modif|(?:start|end)(?:date|time)|expires|valid(?:from|thr)|schema\.org/\w*Event"
)
"""Names of times (schema.org) of an event, an offer or a change."""
_OF_COMMENTS = frozenset(
    ("comment", "comments", "commentlist", "comment-list", "comments-area", "disqus_thread")
)
# What programs write for a time that they do not have.
_NO_TIME = date(1970, 1, 1)
_PRINTED = re.compile(r"(?i)printed|retrieved|accessed|gedruckt|abgerufen|imprimé|consult")
_CHANGED, _SOME_DAY = "changed", "2021-03-04"
_TIME = "a time element above the text"
_MOST_LINES, _LONGEST_LINE, _FEW_INSIDE = 2_000, 100, 3
# Characters beside a day in a line that tells author and day.
_LONGEST_BY_LINE = 60
# Around an article: days in them are those of other things.
_ASIDE = frozenset(("aside", "nav", "footer", "figure", "form", "table"))


@dataclass(frozen=True)
class PageDays:
    """Days of publication and of the last change, each None or with its basis in plain words.

    `written` are the words of a day in three numbers, which without `published` may be one of two.
    """

    published: date | None = None
    basis: str = ""
    modified: date | None = None
    modified_basis: str = ""
    written: str = ""


def find_days(page: PageFields, tree: Any) -> PageDays:
    """The days that a page states, before its times are made words.

    The article's own object goes before meta elements, those before what is marked as a time.
    """
    changed, why, _ = _first_day(_stated_modified(page))
    day, basis, written = _first_day(_stated(page, tree))
    if not (day or changed):
        changed, why, _ = _first_day(_marked(tree, changes=True))
    return PageDays(day, basis, changed, why, written)


def _first_day(stated: Iterator[tuple[str, str]]) -> tuple[date | None, str, str]:
    """The first plain day with its basis and its words in numbers; else the first in two ways."""
    is_open = ""
    for written, basis in stated:
        day = parse_day(written) or parse_numeric_day(written)
        if day and day != _NO_TIME:
            return day, basis, written if possible_days(written) else ""
        if not is_open and len(set(possible_days(written).values())) > 1:
            is_open = written
    return None, "", is_open


def _stated(page: PageFields, tree: Any) -> Iterator[tuple[str, str]]:
    for name in ("datePublished", "dateCreated"):
        yield text_of(page.own.get(name)), f"{name} of the page's {page.kind()}"
    for name in _PUBLISHED:
        for written in page.meta.get(name, ())[:3]:
            yield written, f"{name} of the page"
    for one in page.linked.objects:
        if is_page(one) and not is_article(one):
            yield text_of(one.get("datePublished")), "datePublished of the page"
    yield from _marked(tree)


def _stated_modified(page: PageFields) -> Iterator[tuple[str, str]]:
    yield text_of(page.own.get("dateModified")), f"dateModified of the page's {page.kind()}"
    for name in _MODIFIED:
        yield page.first(name), f"{name} of the page"
    for one in page.linked.objects:
        if is_page(one):
            yield text_of(one.get("dateModified")), "dateModified of the page"


def _marked(tree: Any, changes: bool = False) -> Iterator[tuple[str, str]]:
    """Days that are marked as those of publication, or stand alone above a text.

    With `changes` those that the words before them call the last change.
    """
    marked, alone = list[tuple[str, str]](), list[Any]()
    for one in islice(tree.iter("time", "abbr", "span", "div", "meta"), 20_000):
        item, kind = one.get("itemprop") or "", (one.get("class") or "").lower()
        written = one.get("datetime") or one.get("content") or ""
        if "datepublished" in item.lower() and one.tag != "meta":
            marked.append((written or _line(one), "datePublished in the page"))
        elif one.tag == "time" and len(alone) < _MOST_TIMES:
            if one.get("pubdate") is not None or "publi" in kind or "entry-date" in kind:
                marked.append((written or _line(one), "the time element of the article"))
            elif "updated" not in kind and not _OF_OTHERS.search(item):
                alone.append(one)
        elif one.tag == "abbr" and "published" in kind:
            mark = "the mark of the day in the page"
            marked += [(one.get("title") or "", mark), (_line(one), mark)]
    yield from [] if changes else marked
    beside = [one for one in alone if not _stands_in_sentence(one)]
    told = [(str(one.get("datetime") or _line(one)), _kind_of(one)) for one in beside]
    for kind in (_CHANGED,) if changes else ("published", ""):
        yield from ((written, _TIME) for written, said in told if said == kind)


def _kind_of(time: Any) -> str:
    """What the words before a time say of it, see `SaidDay`; "" where nothing is said."""
    around, before = time, ""
    for _ in range(2):
        beside = list(islice(around.itersiblings(preceding=True), 3))
        around = around.getparent()
        if around is None or before.strip():
            break
        parts = [around.text or "", *(f"{_line(one)} {one.tail or ''}" for one in beside[::-1])]
        before = " ".join(" ".join(parts).split())[-_LONGEST_LINE:]
    said = find_said_days(f"{before} {_SOME_DAY}")
    return said[-1].kind if said else ""


def _is_of_others(element: Any) -> bool:
    """Whether an element is about an event, an offer, a change, or what readers wrote."""
    named = f"{element.get('id') or ''} {element.get('class') or ''}".lower().split()
    item = f"{element.get('itemprop') or ''} {element.get('itemtype') or ''}"
    return not _OF_COMMENTS.isdisjoint(named) or _OF_OTHERS.search(item) is not None


def _stands_in_sentence(time: Any) -> bool:
    """Whether a time is part of a text, or of something beside the article."""
    for above in time.iterancestors():
        if above.tag in _ASIDE or _is_of_others(above):
            return True
        if above.tag in _IN_LINE:
            rest = len(above.text_content()) - len(time.text_content())
            goes_on = (time.tail or "").strip()[:1].isalpha()
            return rest > (_LONGEST_BY_LINE / 2 if goes_on else _LONGEST_BY_LINE)
    return False


class _OwnParser:
    """What htmldate asks last, for which it has dateparser in two hundred languages.

    That takes seconds and opens files, as no confined child may.
    """

    def get_date_data(self, written: str) -> dict[str, datetime | None]:
        """The day that the words name for certain."""
        day = parse_day(written)
        return {"date_obj": datetime.combine(day, time()) if day else None}


extractors.get_external_parser = cache(_OwnParser)


def search_day(tree: Any, text: str) -> PageDays:
    """What htmldate finds in a page that states no day, beside the paragraphs of this text.

    Lines above them that tell a last change alone are no days of publication.
    """
    rest = copy(tree)
    lines = {line.strip() for line in text.split("\n") if len(line) > 60}
    changed, is_open = _drop_others(rest, lines)
    for one in [*rest.iter("p", "form", "figure", "link")]:
        is_text = one.tag == "p" and _line(one, 100_000) in lines
        if (is_text or one.tag != "p") and one.getparent() is not None:
            one.drop_tree()
    found = find_date(rest, original_date=True, max_date=date.today().isoformat())
    # Of a year alone, as beside a copyright, it makes the first of January.
    day = date.fromisoformat(found) if found and not found.endswith("-01-01") else None
    if day and is_open and day in possible_days(is_open).values():
        return PageDays(written=is_open)
    if day:
        return PageDays(day, "a day that stands beside the text of the page")
    return PageDays(None, "", changed, "a line of the page" if changed else "")


def _drop_others(tree: Any, lines: set[str]) -> tuple[date | None, str]:
    """Take out days of events, comments and printing, and above these lines those of a change.

    Gives the day of the first change, and the first short line whose day may be one of two.
    """
    changed, is_open, is_above = None, "", True
    blocks = islice(tree.iter("p", "div", "span", "li", "small", "time"), _MOST_LINES)
    for one in [*blocks]:
        if one.getparent() is None:
            continue
        if _is_of_others(one):
            one.drop_tree()
        elif len(one) <= _FEW_INSIDE and (words := _line(one)):
            is_above = is_above and words not in lines
            said = find_said_days(words) if len(words) <= _LONGEST_LINE else []
            if is_above and not is_open and len(set(possible_days(words).values())) > 1:
                is_open = words
            if said and all(day.kind == _CHANGED for day in said) and is_above:
                changed = changed or said[0].choose()
                one.drop_tree()
            elif said and all(day.kind == "other" for day in said) and _PRINTED.search(words):
                one.drop_tree()
    return changed, is_open


def _line(element: Any, most: int = 2_000) -> str:
    """The first words of an element on one line."""
    found = ""
    for piece in islice(element.itertext(), 200):
        found += piece
        if len(found) > most:
            break
    return " ".join(found.split())
