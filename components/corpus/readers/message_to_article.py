"""Article of a finished draft, which the sandbox gave as a message; outside the sandbox."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from components.corpus.article import Article, article_id
from components.corpus.readers.formats.saved_web.archived_copy import original_of
from components.corpus.readers.shaping.publication_days import possible_days
from components.corpus.readers.shaping.settle_day import SettledDay, weigh_address
from components.corpus.readers.shaping.source_names import host_of


def make_article(
    message: Mapping[str, Any], name: str, sha256: str, fetched: str, captured: str = ""
) -> tuple[Article, str]:
    """The article of a finished draft that came as JSON, and a sentence on its day, or "".

    `fetched` is the address of its file, `captured` the day on which it was fetched from there.
    """
    title, text, source, author = (message[f] for f in ("title", "text", "source", "author"))
    url, bases, details = message["url"], dict(message["bases"]), dict(message["details"])
    day = date.fromisoformat(message["published"]) if message["published"] else None
    settled = SettledDay(
        day,
        message["basis"],
        bases.get("published", ""),
        other=details.get("other_day", ""),
        written=message["day_words"],
    )
    if fetched and not url:
        url = original_of(fetched).url or fetched
        bases["url"] = "where the file says that it was fetched"
        if not source and (source := host_of(url)):
            bases["source"] = "the host of its address"
        settled = weigh_address(settled, url)
        bases |= {"published": settled.told} if settled.told else {}
        details |= {"other_day": settled.other} if settled.other else {}
    if captured:
        details.setdefault("captured", captured)
    if possible_days(settled.written):
        details["written"] = " ".join(settled.written.split())[:40]
    article = Article(
        id=article_id(title, text, source, author, settled.date, url),
        title=title,
        text=text,
        source=source,
        author=author,
        published=settled.date,
        language=message["language"],
        url=url,
        name=name,
        sha256=sha256,
        basis=settled.basis,
        bases=bases,
        details=details,
    )
    return article, settled.sentence
