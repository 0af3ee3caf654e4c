"""The library of real pages that claims are made of, worked through by the product's own worker."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from components.app.worker.work import close_engine, work_through
from components.corpus.article import Article
from components.corpus.store import Store, open_store

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "benchmarks" / "gold" / "claims"
SHORTEST = 400
_LANGUAGES = {"zeit.de": "de"}


@dataclass(frozen=True)
class Library:
    """The articles by id, and the store in which their results lie."""

    articles: dict[str, Article]
    store: Store

    @cached_property
    def texts(self) -> dict[str, str]:
        """The texts as they are stored, by id."""
        return self.store.texts(list(self.articles))

    def table(self, name: str) -> Any:
        """A stored table of the pipeline, by its name."""
        return self.store.results.frame(name).frame


def build_library() -> Library | None:
    """Read and work through all pages and the articles of the pairs in gold; None without pages.

    It is made once for a run; PARALLAX_CLAIMS_LIBRARY names a file to keep it in between runs.
    """
    shared = Path(os.environ.get("PARALLAX_EVAL", ROOT.parent / "shared"))
    pages = shared / "eval" / "pages" / "newsdumpster-05-21.jsonl.gz"
    if not pages.is_file():
        return None
    known = json.loads((GOLD / "articles.json").read_text(encoding="utf-8"))
    articles = {one.id: one for one in _read_pages(pages)}
    articles |= {one.id: one for one in _read_bulk(shared / "bench", set(known))}
    kept = os.environ.get("PARALLAX_CLAIMS_LIBRARY")
    path = Path(kept) if kept else Path(tempfile.mkdtemp()) / "claims.sqlite"
    store = open_store(f"sqlite:///{path}")
    store.add(list(articles.values()))
    work_through(store)
    close_engine()
    return Library(articles, store)


def read_gold(kind: str) -> dict[str, Any]:
    """The gold of one kind: `items`, and on how many of how many labels the readers `agreed`."""
    folder = Path(os.environ.get("PARALLAX_CLAIMS_GOLD", GOLD))
    gold: dict[str, Any] = json.loads((folder / f"{kind}.json").read_text(encoding="utf-8"))
    return gold


def _read_pages(path: Path) -> Iterator[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if len(row["text"].strip()) >= SHORTEST:
                host = urlsplit(row["link"]).netloc.removeprefix("www.")
                yield _article(row, host, row["link"], row.get("published") or "")


def _read_bulk(folder: Path, wanted: set[str]) -> Iterator[Article]:
    with gzip.open(folder / "news-bulk.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] in wanted:
                yield _article(row, row["source"] or "", "", row["date"] or "")


def _article(row: dict[str, Any], source: str, address: str, day: str) -> Article:
    digest = sha256(row["text"].encode()).hexdigest()
    return Article(
        digest[:12], row["title"] or "", row["text"], source, "", _day(day),
        _LANGUAGES.get(source, "en"), url=address, name=f"{digest[:12]}.txt", sha256=digest,
    )  # fmt: skip


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(written).date()
    except ValueError:
        return None
