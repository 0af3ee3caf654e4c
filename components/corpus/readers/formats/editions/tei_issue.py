"""Articles of a newspaper's issue in TEI: which parts of it are one, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from components.corpus.readers.drafts import Draft, Results
from components.corpus.readers.formats.editions.tei_account import Account, tell_account
from components.corpus.readers.formats.editions.tei_header import TeiHeader
from components.corpus.readers.formats.editions.tei_words import TeiWords, read_words, words_of
from components.corpus.readers.formats.xml_tree import local_name

_DIV = re.compile(r"div[0-7]?")
_SURE = frozenset(("item", "article", "wirereport", "newsitem", "jarticle"))
_ARTICLES = _SURE | frozenset(
    (
        *("news", "story", "report", "editorial", "letter", "feuilleton", "obituary", "review"),
        *("leader", "dispatch", "telegram", "notice", "jcomment", "jvarious", "jannouncements"),
    )
)
_ADVERTS = frozenset(
    (
        *("advert", "adverts", "advertisement", "advertisements", "ad", "ads", "classified"),
        *("classifieds", "jan", "anzeige", "annonce", "publicité", "publicity", "reklame"),
    )
)
_MASTHEADS = frozenset(
    ("masthead", "nameplate", "banner", "titlepage", "imprint", "colophon", "contents", "toc")
)
_WHOLE_PAGES = frozenset(("page", "issue", "newspaper", "column", "supplement"))
_SUB = frozenset(("sub", "subtitle", "subheading", "subhead", "desc"))


def _kind(div: Any) -> str:
    return re.sub(r"[\W_]", "", (div.get("type") or "").casefold())


def _is_div(element: Any) -> bool:
    return _DIV.fullmatch(local_name(element)) is not None


def is_issue(body: Any) -> bool:
    """Whether a text has parts that only a newspaper has."""
    known = _SURE | _ADVERTS | {"masthead"}
    return any(_is_div(one) and _kind(one) in known for one in body.iter())


@dataclass(frozen=True)
class _Part:
    """The elements that are one article, those within them that are none of it, its section."""

    elements: list[Any]
    skip: frozenset[Any]
    section: str = ""


def read_issue(body: Any, header: TeiHeader, place: str) -> Results:
    """The articles of an issue, then notes on what is no article and on what was joined."""
    account, pages = Account(), _pages_before(body)
    number = 0
    for part in _split(body, "", account):
        head, words = _read_part(part)
        account.tables += words.tables
        account.noted += words.notes
        if words.paragraphs:
            number += 1
            page = _find_page(part.elements[0], pages)
            yield _draft(part, head, words, header, page, f"{place}article {number}")
        elif words.tables:
            account.left_out["part that is only a table"] += 1
        elif head.title:
            account.left_out["heading without a text"] += 1
    yield from tell_account(account)


def _split(div: Any, section: str, account: Account) -> Iterator[_Part]:
    """The articles of a part of the issue, in their order."""
    stack: list[tuple[Any, str]] = [(div, section)]
    while stack:
        div, section = stack.pop()
        if kind := _left_out(div):
            account.left_out[kind] += 1
            continue
        inner = [child for child in div if _is_div(child)]
        if _is_one_article(div, inner):
            yield _whole(div, inner, section, account)
            continue
        own = [child for child in div if local_name(child) and not _is_div(child)]
        is_page = _kind(div) in _WHOLE_PAGES or local_name(div) == "body"
        heads = [child for child in own if local_name(child) == "head"]
        if any(local_name(child) not in ("head", "fw", "pb", "cb", "lb") for child in own):
            used = [child for child in own if not is_page or local_name(child) != "head"]
            yield _Part(used, frozenset(), section)
        account.left_out["heading of a page"] += is_page and bool(heads)
        named = words_of(heads[0]) if heads and not is_page else section
        stack += [(child, named) for child in reversed(inner)]


def _left_out(div: Any) -> str:
    kind = _kind(div)
    if kind in _ADVERTS:
        return "advert"
    return "masthead" if kind in _MASTHEADS else ""


def _is_one_article(div: Any, inner: list[Any]) -> bool:
    """Whether it is an article as a whole: what is within it has no headings as articles have."""
    if local_name(div) == "body":
        return False
    if not inner:
        return True
    kinds = {_kind(child) for child in inner if not _left_out(child)}
    if _kind(div) not in _ARTICLES:
        return False
    return not kinds & _ARTICLES or not any(
        local_name(one) == "head" for child in inner for one in child if _kind(child) in _ARTICLES
    )


def _whole(div: Any, inner: list[Any], section: str, account: Account) -> _Part:
    skip = [one for one in div.iter() if one is not div and _is_div(one) and _left_out(one)]
    for one in skip:
        account.left_out[_left_out(one)] += 1
    items = sum(_kind(child) in _ARTICLES for child in inner)
    if items > 1:
        head = next((words_of(one) for one in div if local_name(one) == "head"), "")
        account.joined.append(f"“{head}” ({items} items)")
    return _Part([div], frozenset(skip), section)


@dataclass(frozen=True)
class _Head:
    title: str = ""
    below: tuple[str, ...] = ()
    author: str = ""
    place: str = ""


def _read_part(part: _Part) -> tuple[_Head, TeiWords]:
    """Headings, by-line and dateline of an article, and the words that are left."""
    first = part.elements[0]
    own = list(first) if _is_div(first) else part.elements
    heads = [one for one in own if local_name(one) == "head"]
    main = [one for one in heads if (one.get("type") or "").casefold() not in _SUB]
    title = next(iter([*main, *heads]), None)
    named = [one for element in part.elements for one in element.iter()]
    lines = [one for one in named if local_name(one) in ("byline", "dateline")]
    signed = [one for one in named if local_name(one) == "signed"][:1]
    bylines = [one for one in lines if local_name(one) == "byline"] or signed
    datelines = [one for one in lines if local_name(one) == "dateline"][:1]
    head = _Head(
        words_of(title) if title is not None else "",
        tuple(filter(None, (words_of(one) for one in heads if one is not title))),
        _clean_byline(words_of(bylines[0])) if bylines else "",
        words_of(datelines[0]) if datelines else "",
    )
    skip = part.skip | {*heads, *bylines[:1], *datelines}
    return head, read_words([one for one in part.elements if one not in skip], skip)


def _clean_byline(written: str) -> str:
    """The name in a by-line: “(By A. Writer.)” is A. Writer."""
    name = written.strip("()[]—– ").removesuffix(".").strip("()[]—– ")
    return re.sub(r"^(?:by|von|par|från|af|door) ", "", name, flags=re.IGNORECASE)


def _draft(
    part: _Part, head: _Head, words: TeiWords, header: TeiHeader, page: str, place: str
) -> Draft:
    below = f"; below it: {' / '.join(head.below)}" if head.below else ""
    details = {"section": part.section, "page": page, "place": head.place}
    details |= {"note": " – ".join(words.notes)[:1_000], "other_day": header.other_day}
    source = header.source or header.title
    bases = {
        "title": f"head of this part of the edition{below}" if head.title else "",
        "author": "by-line in the edition" if head.author else "",
        "source": "title in the sourceDesc" if header.source else "title in the TEI header",
        "published": header.published_from,
    }
    return Draft(
        text="\n\n".join(words.paragraphs),
        title=head.title,
        author=head.author,
        source=source,
        published=header.published,
        language=header.language,
        place=place,
        bases={key: why for key, why in bases.items() if why and (key != "source" or source)},
        details={key: value for key, value in details.items() if value},
    )


def _pages_before(body: Any) -> dict[Any, str]:
    """For each part of the text the number of the page on which it begins, by the page breaks."""
    pages: dict[Any, str] = {}
    page, count = "", 0
    waiting: list[Any] = []
    for element in body.getroottree().getroot().iter():
        name = local_name(element)
        if name == "pb":
            count += 1
            page = element.get("n") or str(count)
            pages.update(dict.fromkeys(waiting, page))
            waiting = []
        pages[element] = page
        waiting.append(element)
        if (element.text or "").strip():
            waiting = []
    return pages


def _find_page(element: Any, pages: dict[Any, str]) -> str:
    """The page that an edition states around a part, else by the page breaks before it."""
    for above in (element, *element.iterancestors()):
        if _is_div(above) and _kind(above) == "page" and above.get("n"):
            return str(above.get("n"))
    return pages.get(element, "")
