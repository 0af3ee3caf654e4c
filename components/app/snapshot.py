"""What the pages read: the articles of the library and what is known of them by now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from components.analysis.pairs import no_pairs
from components.analysis.parts import Parts
from components.analysis.settings import Settings
from components.app import comparing
from components.corpus.results import StoredFrame
from components.corpus.store import Store
from components.text.segment import Span
from components.views.articles import tick

FRAMES = ("boilerplate", "pairs", "reuse", "mentions", "quotation_ledger", "quotations")
_NO_MENTIONS = pd.DataFrame(
    {name: pd.Series(dtype=str) for name in ("article", "surface", "type", "entity")}
).assign(start=pd.Series(dtype=int), end=pd.Series(dtype=int))
_NO_REUSE = pd.DataFrame({name: [] for name in ("a", "b", "score", "a_in_b", "b_in_a")})
_NO_QUOTATIONS = pd.DataFrame(
    {
        name: []
        for name in ("article", "start", "end", "text", "speaker", "kind", "mention", "confidence")
    }
)
_NO_VARIANTS = pd.DataFrame({name: [] for name in ("quotation", "article")})
_NO_LINES = pd.DataFrame({name: [] for name in ("article", "start", "end", "reason")})


@dataclass(frozen=True)
class Corpus:
    """The tables are shared by all sessions and are never written to.

    `fresh` names the analyses that have caught up with the articles and with what counts of them;
    `back` are the lines that analysts put back among what counts, by article.
    """

    stamp: str
    settings: Settings
    articles: pd.DataFrame
    pairs: pd.DataFrame
    mentions: pd.DataFrame
    reuse: pd.DataFrame
    quotations: pd.DataFrame
    variants: pd.DataFrame
    lines: pd.DataFrame
    back: dict[str, list[Span]]
    fresh: frozenset[str]

    @cached_property
    def labels(self) -> dict[str, str]:
        """The title of each article, or its first words."""
        return dict(zip(self.articles["id"], self.articles["label"], strict=True))

    @cached_property
    def ticks(self) -> dict[str, str]:
        """A short name for each article: where and when, else its title."""
        return {row["id"]: tick(row) for row in self.articles.to_dict("records")}

    def parts(self, texts: dict[str, str]) -> dict[str, Parts]:
        """These articles by their parts, as far as those are known by now."""
        headlines, quoted, lines = self._spans
        return comparing.make_parts(texts, headlines, quoted, lines, self.back)

    @cached_property
    def _spans(self) -> tuple[dict[str, str], comparing.Spans, comparing.Spans]:
        headlines = dict(zip(self.articles["id"], self.articles["title"], strict=True))
        quoted = self.quotations[self.quotations["kind"] == "direct"]
        return headlines, comparing.spans_of(quoted), comparing.spans_of(self.lines)


def read_corpus(
    library: Store, stamp: str, settings: Settings, back: dict[str, list[Span]]
) -> Corpus:
    """Read the whole library but for its texts."""
    articles, revision = library.articles(), library.revision()
    stored = {name: _read_frame(library, name, settings) for name in FRAMES}
    known = set(articles["id"])
    mark = comparing.mark_of(back)

    def of_known(name: str, empty: pd.DataFrame, *columns: str) -> pd.DataFrame:
        found = stored[name]
        frame = found.frame if found else empty
        return frame[frame[list(columns)].isin(known).all(axis=1)]

    return Corpus(
        stamp=stamp,
        settings=settings,
        articles=articles,
        pairs=of_known("pairs", no_pairs(), "a", "b"),
        mentions=of_known("mentions", _NO_MENTIONS, "article"),
        reuse=of_known("reuse", _NO_REUSE, "a", "b"),
        quotations=of_known("quotations", _NO_QUOTATIONS, "article"),
        variants=of_known("quotation_ledger", _NO_VARIANTS, "article"),
        lines=of_known("boilerplate", _NO_LINES, "article"),
        back=back,
        fresh=frozenset(_find_fresh(stored, revision, mark)),
    )


def _read_frame(library: Store, name: str, settings: Settings) -> StoredFrame | None:
    """The table for these settings; until it is there the usual one, which then is not fresh."""
    if name not in comparing.TABLES or not settings.key:
        return library.results.frame(name)
    asked = library.results.frame(comparing.table_name(name, settings))
    usual = library.results.frame(name) if asked is None else None
    return replace(usual, revision=-1) if usual else asked


def _find_fresh(stored: dict[str, StoredFrame | None], revision: int, mark: str) -> Iterable[str]:
    for name, frame in stored.items():
        if frame is None or frame.revision != revision:
            continue
        if name in comparing.TABLES and frame.version != comparing.expected_version(name, mark):
            continue
        yield name
