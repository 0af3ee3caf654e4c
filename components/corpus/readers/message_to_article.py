"""Article of a finished draft, which the sandbox gave as a message; outside the sandbox."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from components.corpus.article import Article, article_id
from components.corpus.readers.formats.saved_web.archived_copy import original_of
from components.corpus.readers.formats.saved_web.page_names import host_of
from components.corpus.readers.shaping.publication_days import is_plausible
from components.text.dateline import day_in_address


def make_article(message: Mapping[str, Any], name: str, sha256: str, fetched: str) -> Article:
    """The article of a finished draft that came as JSON; `fetched` is the address of its file."""
    written, basis = message["published"], message["basis"]
    day = date.fromisoformat(written) if written else None
    title, text, source, author = (message[f] for f in ("title", "text", "source", "author"))
    url, bases = message["url"] or original_of(fetched).url or fetched, dict(message["bases"])
    if url and not message["url"]:
        bases["url"] = "where the file says that it was fetched"
        if not source and (source := host_of(url)):
            bases["source"] = "the host of its address"
    if day is None and (found := day_in_address(url)) and is_plausible(found):
        day, basis = found, "inferred"
        bases["published"] = "the address of the page"
    return Article(
        id=article_id(title, text, source, author, day, url),
        title=title,
        text=text,
        source=source,
        author=author,
        published=day,
        language=message["language"],
        url=url,
        name=name,
        sha256=sha256,
        basis=basis,
        bases=bases,
        details=message["details"],
    )
