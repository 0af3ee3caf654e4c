"""The day on which a page was published, as it states it; htmldate where it has no plain field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from itertools import islice
from typing import Any

from htmldate import extractors, find_date

from components.corpus.readers.formats.saved_web.linked_data import is_article, is_page, text_of
from components.corpus.readers.formats.saved_web.page_fields import PageFields
from components.corpus.readers.formats.saved_web.printed_days import (
    CHANGED,
    FEW_INSIDE,
    LONGEST_LINE,
    find_marked,
    find_own_time,
    find_printed,
    find_said_lines,
    is_of_others,
    line_of_element,
)
from components.corpus.readers.formats.tables.numeric_days import parse_numeric_day
from components.corpus.readers.shaping.publication_days import parse_day, possible_days
from components.text.address_days import month_in_address
from components.text.dates.said_days import find_said_days

_PUBLISHED = (
    *("article:published_time", "article:published", "og:article:published_time"),
    *("og:published_time", "og:pubdate", "og:publish_date", "datepublished", "date.published"),
    *("article.published", "article_date_original", "article:published_date", "published_time"),
    *("publish-date", "publishdate", "publish_date", "publication_date", "published_date"),
    *("citation_publication_date", "citation_online_date", "citation_date", "parsely-pub-date"),
    *("sailthru.date", "dc.date.issued", "dcterms.issued", "originalpublicationdate", "rbpubdate"),
    *("pubdate", "bt:pubdate", "cxenseparse:recs:publishtime", "vr:published_time", "pdate"),
    *("ptime", "displaydate", "date_published", "shareaholic:article_published_time"),
    *("rnews:datepublished", "dcsext.articlefirstpublished", "mediator_published_time"),
    "publish_time",
)
# Of the page or its file rather than of the article, in many a system the day of the last change.
_DOUBTFUL = (
    *("dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "dc:date", "date"),
    *("datecreated", "article:created", "article.created", "last-published", "created"),
)
_MODIFIED = (
    *("article:modified_time", "og:updated_time", "article:modified", "og:modified_time"),
    *("datemodified", "dateupdate", "last-modified", "lastmod", "lastmodified", "modified"),
    *("dcterms.modified", "dc.modified", "bt:moddate", "article:post_modified", "revision_date"),
)
# What programs write for a time that they do not have.
_NO_TIME = date(1970, 1, 1)
_PRINTED_DAY = "a line of the page that shows its day"
_PRINTED = re.compile(r"(?i)printed|retrieved|accessed|gedruckt|abgerufen|imprimé|consult")
_MOST_LINES = 2_000


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
    day, basis, written = _first_day(_stated(page, tree), tree)
    if not (day or changed):
        changed, why, _ = _first_day(find_marked(tree, changes=True))
    return PageDays(day, basis, changed, why, written)


def _first_day(stated: Iterator[tuple[str, str]], tree: Any = None) -> tuple[date | None, str, str]:
    """The first plain day with its basis and its words in numbers; else the first in two ways."""
    is_open = ""
    for written, basis in stated:
        day = parse_day(written) or parse_numeric_day(written)
        if day and day != _NO_TIME:
            if tree is not None and (own := find_own_time(tree, written)):
                return own, f"{basis}, in the page's own time", ""
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
    doubtful = [
        (written, f"{name} of the page")
        for name in _DOUBTFUL
        for written in page.meta.get(name, ())[:3]
    ]
    marked = [*find_marked(tree)]
    if doubtful:
        yield from _weigh(doubtful, marked, tree)
    else:
        yield from marked
        yield from _only_labelled(tree)


def _weigh(
    doubtful: list[tuple[str, str]], marked: list[tuple[str, str]], tree: Any
) -> Iterator[tuple[str, str]]:
    """What meta elements state that may be a change, behind the only day that the page shows.

    A later day of the page has to be called that of publication: above pages stands that of today.
    """
    lines = [*find_printed(tree)]
    labelled = [(one.written, _PRINTED_DAY) for one in lines if one.is_labelled]
    shown = labelled + marked + [(one.written, _PRINTED_DAY) for one in lines]
    days = {day: one for one in reversed(shown) if (day := parse_day(one[0]))}
    stated = [day for written, _ in doubtful if (day := parse_day(written))]
    if len(days) == 1 and (labelled or all(day > min(days) for day in stated)):
        yield from days.values()
    yield from doubtful
    yield from marked


def _only_labelled(tree: Any) -> Iterator[tuple[str, str]]:
    """The day that labels of the page call that of publication, if it is one and the same."""
    lines = [one.written for one in find_printed(tree) if one.is_labelled]
    if len({parse_day(line) for line in lines}) == 1:
        yield lines[0], _PRINTED_DAY


def _stated_modified(page: PageFields) -> Iterator[tuple[str, str]]:
    yield text_of(page.own.get("dateModified")), f"dateModified of the page's {page.kind()}"
    for name in _MODIFIED:
        yield page.first(name), f"{name} of the page"
    for one in page.linked.objects:
        if is_page(one):
            yield text_of(one.get("dateModified")), "dateModified of the page"


class _OwnParser:
    """What htmldate asks last, for which it has dateparser in two hundred languages.

    That takes seconds and opens files, as no confined child may.
    """

    def get_date_data(self, written: str) -> dict[str, datetime | None]:
        """The day that the words name for certain."""
        day = parse_day(written)
        return {"date_obj": datetime.combine(day, time()) if day else None}


extractors.get_external_parser = cache(_OwnParser)


def search_day(tree: Any, text: str, url: str) -> PageDays:
    """What htmldate finds in a page that states no day, beside the paragraphs of this text.

    Lines above them that tell a last change alone are no days of publication. A day of another
    month than the address has goes behind one of that month that the page shows. Parts of the tree
    are taken out.
    """
    month = month_in_address(url)
    in_month = [day for day in _days_shown(tree) if month == (day.year, day.month)] if month else []
    lines = {line.strip() for line in text.split("\n") if len(line) > 60}
    changed, is_open = _drop_others(tree, lines)
    for one in [*tree.iter("p", "form", "figure", "link")]:
        is_text = one.tag == "p" and line_of_element(one, 100_000) in lines
        if (is_text or one.tag != "p") and one.getparent() is not None:
            one.drop_tree()
    found = find_date(tree, original_date=True, max_date=date.today().isoformat())
    # Of a year alone, as beside a copyright, it makes the first of January.
    day = date.fromisoformat(found) if found and not found.endswith("-01-01") else None
    if in_month and (day is None or month != (day.year, day.month)):
        return PageDays(in_month[0], f"{_PRINTED_DAY}, of the month in the page's address")
    if day and is_open and day in possible_days(is_open).values():
        return PageDays(written=is_open)
    if day:
        return PageDays(day, "a day that stands beside the text of the page")
    return PageDays(None, "", changed, "a line of the page" if changed else "")


def _days_shown(tree: Any) -> Iterator[date]:
    """Days in the short lines of a page that are not called another day, in their order."""
    for line in find_said_lines(tree):
        yield from (day for one in line if one.kind in ("", "published") and (day := one.choose()))


def _drop_others(tree: Any, lines: set[str]) -> tuple[date | None, str]:
    """Take out days of events, comments and printing, and above these lines those of a change.

    Gives the day of the first change, and the first short line whose day may be one of two.
    """
    changed, is_open, is_above = None, "", True
    blocks = islice(tree.iter("p", "div", "span", "li", "small", "time"), _MOST_LINES)
    for one in [*blocks]:
        if one.getparent() is None:
            continue
        if is_of_others(one):
            one.drop_tree()
        elif len(one) <= FEW_INSIDE and (words := line_of_element(one)):
            is_above = is_above and words not in lines
            said = find_said_days(words) if len(words) <= LONGEST_LINE else []
            if is_above and not is_open and len(set(possible_days(words).values())) > 1:
                is_open = words
            if said and all(day.kind == CHANGED for day in said) and is_above:
                changed = changed or said[0].choose()
                one.drop_tree()
            elif said and all(day.kind == "other" for day in said) and _PRINTED.search(words):
                one.drop_tree()
    return changed, is_open
