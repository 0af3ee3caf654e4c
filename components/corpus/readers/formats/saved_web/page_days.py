"""The day on which a page was published, as it states it; htmldate where it has no plain field."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from htmldate import extractors, find_date

from components.corpus.readers.formats.saved_web.linked_data import is_article, is_page, text_of
from components.corpus.readers.formats.saved_web.page_fields import PageFields
from components.corpus.readers.formats.xml_tree import line_of
from components.corpus.readers.shaping.publication_days import parse_day

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
# Characters beside a day in a line that tells author and day.
_LONGEST_BY_LINE = 60
# Around an article: days in them are those of other things.
_ASIDE = frozenset(("aside", "nav", "footer", "figure", "form", "table"))


@dataclass(frozen=True)
class PageDays:
    """Days of publication and of the last change, each None or with its basis in plain words."""

    published: date | None = None
    basis: str = ""
    modified: date | None = None
    modified_basis: str = ""


def find_days(page: PageFields, tree: Any) -> PageDays:
    """The days that a page states, before its times are made words.

    The article's own object goes before meta elements, those before what is marked as a time.
    """
    modified, why = next(_plain_days(_stated_modified(page)), (None, ""))
    day, basis = next(_plain_days(_stated(page, tree)), (None, ""))
    return PageDays(day, basis, modified, why)


def _plain_days(stated: Iterator[tuple[str, str]]) -> Iterator[tuple[date, str]]:
    for written, basis in stated:
        if day := parse_day(written):
            yield day, basis


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


def _marked(tree: Any) -> Iterator[tuple[str, str]]:
    """Days that are marked as those of publication, or stand alone above a text."""
    marked: list[tuple[str, str]] = []
    alone: list[Any] = []
    for one, _ in zip(
        tree.iter("time", "abbr", "span", "div", "meta"), range(20_000), strict=False
    ):
        item, kind = one.get("itemprop") or "", (one.get("class") or "").lower()
        written = one.get("datetime") or one.get("content") or ""
        if "datepublished" in item.lower() and one.tag != "meta":
            marked.append((written or _words(one), "datePublished in the page"))
        elif one.tag == "time" and len(alone) < _MOST_TIMES:
            if one.get("pubdate") is not None or "publi" in kind or "entry-date" in kind:
                marked.append((written or _words(one), "the time element of the article"))
            elif "updated" not in kind and "modif" not in item.lower():
                alone.append(one)
        elif one.tag == "abbr" and "published" in kind:
            marked.append((one.get("title") or _words(one), "the mark of the day in the page"))
    yield from marked
    for one in alone:
        if not _stands_in_sentence(one):
            yield one.get("datetime") or _words(one), "a time element above the text"


def _words(element: Any) -> str:
    return line_of(element)[:80]


def _stands_in_sentence(time: Any) -> bool:
    """Whether a time is part of a text, or of something beside the article."""
    for above in time.iterancestors():
        if above.tag in _ASIDE:
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


def search_day(tree: Any, text: str) -> date | None:
    """What htmldate finds in a page that states no day, beside the paragraphs of this text."""
    rest = copy(tree)
    lines = {line.strip() for line in text.split("\n") if len(line) > 60}
    for one in [*rest.iter("p", "form", "figure")]:
        is_text = one.tag == "p" and line_of(one) in lines
        if (is_text or one.tag != "p") and one.getparent() is not None:
            one.drop_tree()
    found = find_date(rest, original_date=True, max_date=date.today().isoformat())
    # Of a year alone, as beside a copyright, it makes the first of January.
    return date.fromisoformat(found) if found and not found.endswith("-01-01") else None
