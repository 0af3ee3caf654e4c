"""Lists of addresses that look like news: site maps and lists of feeds. They contain no article."""

from __future__ import annotations

from typing import Any

from components.corpus.readers.drafts import Results, UnreadableError
from components.corpus.readers.formats.xml_tree import local_name, named
from components.text.plural import agree

_ADVICE = (
    "load the pages themselves, saved as web pages or in a web archive (WARC, WACZ), "
    "or the export of a program that collects them"
)


def refuse_address_list(root: Any) -> Results:
    """Raises UnreadableError, which says what the list is and what to load instead."""
    name = local_name(root)
    if name == "sitemapindex":
        told = _count(root, "sitemap", "site map", "site maps")
        what, advice = f"an index of {told} of a website", _ADVICE
    elif name == "opml":
        told = _count(root, "outline", "feed", "feeds", "xmlUrl")
        what, advice = f"a list of {told} (OPML)", "load the feeds themselves (RSS or Atom)"
    else:
        is_news = next(named(root, "news"), None) is not None
        told = _count(root, "url", "page", "pages")
        kind = "a news site map" if is_news else "a site map"
        what, advice = f"{kind}, a list of the addresses of {told}", _ADVICE
    raise UnreadableError(f"It is {what}; there is no text of an article in it: {advice}.")


def _count(root: Any, name: str, one: str, many: str, attribute: str = "") -> str:
    found = named(root, name)
    number = sum(not attribute or e.get(attribute) is not None for e in found)
    return f"{number:,} {agree(number, one, many)}"
