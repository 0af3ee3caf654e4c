"""Title, source, author and address of a page, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from trafilatura.metadata import extract_title

from components.corpus.readers.formats.saved_web.linked_data import (
    MOST_STATED,
    LinkedData,
    choose_own,
    is_page,
    kinds_of,
    text_of,
)
from components.corpus.readers.formats.saved_web.page_names import (
    clean_site,
    fold,
    host_of_site,
    is_bare_address,
    plain,
    site_heading,
    strip_site,
)
from components.corpus.readers.formats.xml_tree import line_of
from components.corpus.readers.shaping.source_names import host_of

MOST_META = 2_000
# Where search engines cut a headline off.
_CUT_FROM = 95
_TITLES = (
    *("og:title", "citation_title", "dc.title", "dcterms.title", "headline", "parsely-title"),
    *("sailthru.title", "twitter:title"),
)
_SOURCES = (
    *("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "citation_journal_title"),
    *("application-name", "apple-mobile-web-app-title", "al:android:app_name"),
)
AUTHORS = (
    *("author", "article:author", "og:article:author", "og:author", "citation_author", "byl"),
    *("dc.creator", "dc:creator", "dcterms.creator", "creator", "parsely-author", "authors"),
    *("sailthru.author", "article:author_name", "shareaholic:article_author_name", "rbauthors"),
)
_PUBLISHERS = ("newsmediaorganization", "organization", "website", "corporation")


@dataclass
class PageFields:
    """What a page states: its meta elements by name, its linked data, and its own article object.

    `sites` are all names of its site and publisher that are known.
    """

    meta: dict[str, list[str]]
    linked: LinkedData
    own: dict[str, Any] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    named: str = ""
    url: str = ""
    sites: list[str] = field(default_factory=list)
    bases: dict[str, str] = field(default_factory=dict)

    @property
    def is_cut(self) -> bool:
        """Whether more authors or objects were stated than are looked at."""
        return self.linked.is_cut or any(
            len(self.meta.get(name, ())) > MOST_STATED for name in AUTHORS
        )

    def first(self, *names: str) -> str:
        """The first value of the first of these meta elements that has one."""
        return next((value for name in names for value in self.meta.get(name, ())), "")

    def kind(self) -> str:
        """The kind of the own article object as the page writes it."""
        kinds = self.own.get("@type")
        return str(kinds[0] if isinstance(kinds, list) and kinds else kinds or "article")


def read_fields(tree: Any, kept_url: str = "") -> PageFields:
    """Gather what a page states. `kept_url` is what the file says of where it was saved."""
    page = PageFields(_read_meta(tree), LinkedData())
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            page.linked.take(script.text)
    title = next((one.text_content() for one in tree.iter("title")), "")
    page.named = plain(title[:2_000])
    page.headings = [line_of(one)[:1_000] for one in _few(tree.iter("h1"))]
    page.url = _find_url(page, tree, kept_url)
    titles = [*page.meta.get("og:title", ()), *page.headings, page.named]
    page.own = choose_own(page.linked.objects, titles, [page.url, kept_url])
    _name_url(page, kept_url)
    page.sites = [*dict.fromkeys(_sites(page))]
    return page


def _few(elements: Iterable[Any]) -> Iterator[Any]:
    yield from (one for one, _ in zip(elements, range(20), strict=False))


def _read_meta(tree: Any) -> dict[str, list[str]]:
    """Contents of meta elements by their names in small letters; no name has many more than 50."""
    found: dict[str, list[str]] = {}
    for number, one in enumerate(tree.iter("meta")):
        content = (one.get("content") or "").strip()
        name = one.get("property") or one.get("name") or one.get("itemprop") or ""
        values = found.setdefault(name.strip().lower(), [])
        if content and len(values) <= MOST_STATED and number < 2 * MOST_META:
            values.append(content[:2_000])
    return found


def _find_url(page: PageFields, tree: Any, kept: str) -> str:
    """The address that the page gives as its own, else where it was saved."""
    links = {(link.get("rel") or "").lower(): link.get("href") or "" for link in tree.iter("link")}
    stated = [*page.meta.get("og:url", ()), links.get("canonical", ""), page.first("twitter:url")]
    base = kept or next(filter(is_bare_address, stated), "")
    found = [_whole(one, base) for one in stated]
    found = [one for one in found if is_bare_address(one) and host_of(one)]
    # The address of a site's front page says nothing of a page that stands deeper.
    deep = [one for one in [*found, kept] if one.partition("://")[2].strip("/").count("/")]
    return next(iter(deep or found), kept)


def _whole(address: str, base: str) -> str:
    try:
        return urljoin(base, address.strip()) if address.strip() else ""
    except ValueError:
        return ""


def _name_url(page: PageFields, kept: str) -> None:
    if not page.url and is_bare_address(own := text_of(page.own.get("url"))):
        page.url, page.bases["url"] = own, f"url of the page's {page.kind()}"
    elif page.url and page.url == kept:
        page.bases["url"] = "where the file says that it was saved"
    elif page.url:
        page.bases["url"] = "the address that the page states as its own"


def _publishers(page: PageFields) -> Iterator[str]:
    for name in ("publisher", "sourceOrganization", "provider"):
        held = page.own.get(name)
        one = page.linked.resolve(held[0] if isinstance(held, list) and held else held)
        yield text_of(one.get("name")) if isinstance(one, dict) else text_of(one)
    for one in page.linked.objects:
        if any(kind in _PUBLISHERS for kind in kinds_of(one)) or is_page(one):
            held = page.linked.resolve(one.get("publisher"))
            yield text_of(held.get("name")) if isinstance(held, dict) else ""
            yield "" if is_page(one) else text_of(one.get("name"))
    updates = page.own.get("liveBlogUpdate")
    for one in (updates if isinstance(updates, list) else [updates])[:MOST_STATED]:
        held = one.get("publisher") if isinstance(one, dict) else None
        yield text_of(held.get("name")) if isinstance(held, dict) else ""


def _sites(page: PageFields) -> Iterator[str]:
    yield from (value for name in _SOURCES for value in page.meta.get(name, ())[:1])
    yield from filter(None, _publishers(page))
    yield from filter(None, [site_heading(page.named, page.headings)])
    yield from filter(None, (host_of(page.url), page.first("twitter:site").lstrip("@")))


def find_title(page: PageFields, tree: Any) -> str:
    """The headline of the page's article object, else its title, without the name of the site."""
    own = plain(text_of(page.own.get("headline")) or text_of(page.own.get("name")))
    one_heading = page.headings[0] if len(page.headings) == 1 else ""
    candidates = [
        (own, f"headline of the page's {page.kind()}"),
        *((page.first(name), f"{name} of the page") for name in _TITLES),
        (one_heading, "the heading of the page"),
        (page.named, "the title of the page"),
    ]
    candidates = [(plain(title), basis) for title, basis in candidates if title]
    for title, basis in candidates:
        if stripped := strip_site(title, page.sites, page.headings):
            page.bases["title"] = basis
            return _whole_title(stripped, [one_heading, *(one for one, _ in candidates)], page)
    if title := plain(extract_title(tree) or ""):
        page.bases["title"] = "a heading of the page"
    return title


def _whole_title(title: str, others: Iterable[str], page: PageFields) -> str:
    """A headline that was cut off, as another place of the page has it."""
    start = title.rstrip(" .…")
    if len(title) < _CUT_FROM and start == title:
        return title
    wholes = [strip_site(other, page.sites, page.headings) for other in others]
    longer = (w for w in wholes if fold(w).startswith(fold(start)) and len(start) < len(w) < 400)
    # A mark of a cut where nothing is missing is none.
    whole = next((w for w in longer if fold(w) != fold(start)), "")
    return whole or next((w for w in wholes if w == start), title)


def find_source(page: PageFields, title: str) -> str:
    """The name of the site, else of the publisher, else the host; never an address or headline."""
    titles = [title, *page.headings, page.named]
    stated = [(page.first("og:site_name"), "og:site_name of the page")]
    stated += [(name, "publisher that the page states") for name in _publishers(page)]
    stated += [(page.first(name), f"{name} of the page") for name in _SOURCES[1:]]
    cleaned = [(clean_site(written, titles), basis) for written, basis in stated]
    cleaned = [(name, basis) for name, basis in cleaned if name]
    if cleaned:
        name, page.bases["source"] = _written_out(cleaned)
        return name
    if not page.url and (host := host_of_site(page.first("og:site_name"))):
        page.bases["source"] = "og:site_name of the page"
        return host
    handle = clean_site(page.first("twitter:site"), titles)
    if handle or host_of(page.url):
        page.bases["source"] = "twitter:site of the page" if handle else "the host of its address"
    return (handle[:1].upper() + handle[1:]) or host_of(page.url)


def _written_out(names: list[tuple[str, str]]) -> tuple[str, str]:
    """The first name, unless another writes it out: "The Daily News" for "dailynews" or "DN"."""
    name, basis = names[0]
    same = fold(name).replace(" ", "")
    for other, other_basis in names[1:]:
        whole = fold(other).replace(" ", "")
        is_written_out = len(same) > 3 and same in whole and " " in other and " " not in name
        if is_written_out or (len(same) <= 3 < len(whole)):
            return other, other_basis
    return name, basis
