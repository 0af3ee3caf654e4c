"""What the pages read: the articles of the library and what is known of them by now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.analysis.borrowing import NO_VERDICTS, name_takers
from components.analysis.contradictions import COLUMNS
from components.analysis.cosine_parts import Frequencies
from components.analysis.decided_speakers import rename_in_ledger, rename_speakers
from components.analysis.entities import SECOND_TYPES, Decision, apply_decisions
from components.analysis.facts import date_table, figure_table
from components.analysis.families import families
from components.analysis.pairs import no_pairs
from components.analysis.parts import Parts
from components.analysis.projection import no_points
from components.analysis.settings import Settings
from components.analysis.similarity import find_closest
from components.app.worker import comparing
from components.corpus.results import StoredFrame
from components.corpus.store import Store
from components.text.segment import Span
from components.views.articles import tell_apart, tick
from components.views.aside import Line
from components.views.local import reader

FRAMES = (
    *("boilerplate", "pairs", "reuse", "mentions", "quotation_ledger", "quotations"),
    *("directions", "map"),
)
# Read only when a page asks for them.
FACTS = ("figures", "dates", "contradictions")
WORDS = "words"
# For how many ways of writing days the short names are kept.
_TONGUES = 4
_NO_MENTIONS = pd.DataFrame(
    {name: pd.Series(dtype=str) for name in ("article", "surface", "type", "entity", "why")}
).assign(
    **{name: pd.Series(dtype=int) for name in ("start", "end", "sentence")},
    lead=pd.Series(dtype=bool),
)
_NO_REUSE = pd.DataFrame({name: [] for name in ("a", "b", "score", "a_in_b", "b_in_a")}).astype(
    {"a": "str", "b": "str"}
)
_NO_QUOTATIONS = pd.DataFrame(
    {
        name: []
        for name in (
            *("article", "start", "end", "text", "speaker", "kind", "mention", "confidence"),
            *("how", "cue", "named"),
        )
    }
)
_NO_VARIANTS = pd.DataFrame({name: [] for name in ("quotation", "article")})
_NO_FACTS = {
    "figures": figure_table({}),
    "dates": date_table({}),
    "contradictions": pd.DataFrame({name: [] for name in ("a", "b", *COLUMNS, "thing")}),
}
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
    directions: pd.DataFrame
    map: pd.DataFrame
    back: dict[str, list[Span]]
    fresh: frozenset[str]

    @cached_property
    def labels(self) -> dict[str, str]:
        """The title of each article, or its first words, with what tells namesakes apart."""
        return tell_apart(self.articles)

    @cached_property
    def known(self) -> frozenset[str]:
        """The ids of all articles."""
        return frozenset(self.articles["id"])

    @cached_property
    def names(self) -> pd.DataFrame:
        """The mentions of names, without the dates, sums, shares and laws among them."""
        return self.mentions[~self.mentions["type"].isin(SECOND_TYPES)]

    @property
    def ticks(self) -> dict[str, str]:
        """A short name for each article, where and when as the reader writes it, or its title."""
        tongue = reader()
        ticks = self._ticks.get(tongue)
        if ticks is None:
            columns = ["id", "label", "source", "published"]
            named = self.articles.assign(label=self.articles["id"].map(self.labels))[columns]
            ticks = {row["id"]: tick(row) for row in named.to_dict("records")}
            if len(self._ticks) >= _TONGUES:
                self._ticks.clear()
            self._ticks[tongue] = ticks
        return ticks

    @cached_property
    def _ticks(self) -> dict[str, dict[str, str]]:
        return {}

    @cached_property
    def rows(self) -> pd.Index:
        """The ids of the articles, for finding the row of one."""
        return pd.Index(self.articles["id"])

    @cached_property
    def families(self) -> pd.DataFrame:
        """The families at the usual threshold, as `components.analysis.families` gives them."""
        return families(self.reuse)

    @cached_property
    def closest(self) -> dict[str, str]:
        """The most similar other article of each article that has one."""
        return find_closest(self.pairs)

    @cached_property
    def taken(self) -> pd.DataFrame:
        """Which article took text from which, as `components.analysis.borrowing` gives it."""
        return name_takers(self.reuse, self.directions, self.articles)

    @cached_property
    def points(self) -> pd.DataFrame:
        """The map, with what is known of each article."""
        known = self.articles.set_index("id")[["label", "source", "language", "published"]]
        about = self.map.join(known, on="article").reset_index(drop=True)
        sizes = self.families["family"].value_counts()
        names = {
            article: f"family {family + 1} ({sizes[family]} articles)"
            for article, family in self.families[["article", "family"]].itertuples(index=False)
        }
        return about.assign(family=about["article"].map(names).fillna(""))

    def among(self, name: str, shown: pd.DataFrame) -> pd.DataFrame:
        """The rows of the table `name` whose articles are all among `shown`.

        `shown` is some rows of `articles`. Numbers of rows are compared, not ids: in the tables of
        ten thousand articles that is the difference between a blink and a wait.
        """
        inside = np.zeros(len(self.articles), dtype=bool)
        inside[shown.index] = True
        table: pd.DataFrame = getattr(self, name)
        keep = np.ones(len(table), dtype=bool)
        for numbers in self._numbers[name]:
            keep &= inside[numbers]
        return table[keep]

    @cached_property
    def _numbers(self) -> dict[str, list[NDArray[np.intp]]]:
        ends = {
            "pairs": ("a", "b"),
            "reuse": ("a", "b"),
            "taken": ("taker", "giver"),
            "mentions": ("article",),
            "families": ("article",),
        }
        return {
            name: [_rows_of(getattr(self, name)[end], self.rows) for end in columns]
            for name, columns in ends.items()
        }

    def parts(self, texts: dict[str, str]) -> dict[str, Parts]:
        """These articles by their parts, as far as those are known by now."""
        headlines, quoted, lines = self._spans
        return comparing.make_parts(texts, headlines, quoted, lines, self.back)

    def lines_of(self, article: str) -> tuple[Line, ...]:
        """The boilerplate of an article, with what analysts put back of it."""
        own = self._lines.get(article, [])
        back = self.back.get(article, [])
        return tuple(
            Line(start, end, reason, any(start < stop and at < end for at, stop in back))
            for start, end, reason in own
        )

    @cached_property
    def _lines(self) -> dict[str, list[tuple[int, int, str]]]:
        found: dict[str, list[tuple[int, int, str]]] = {}
        columns = (self.lines[name].tolist() for name in ("article", "start", "end", "reason"))
        for article, start, end, reason in zip(*columns, strict=True):
            found.setdefault(article, []).append((start, end, reason))
        return found

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
    known = pd.Index(articles["id"])
    mark = comparing.mark_of(back)

    def of_known(name: str, empty: pd.DataFrame, *columns: str) -> pd.DataFrame:
        found = stored[name]
        # A table of an older making lacks columns until the worker has made it anew.
        frame = found.frame if found and set(empty) <= set(found.frame) else empty
        return _keep(frame, columns, known)

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
        directions=of_known("directions", NO_VERDICTS, "a", "b"),
        map=of_known("map", no_points(), "article"),
        back=back,
        fresh=frozenset(_find_fresh(stored, revision, mark)) | _find_fresh_facts(library, revision),
    )


def decide(corpus: Corpus, stamp: str, decisions: Sequence[Decision]) -> Corpus:
    """The corpus under the names that analysts decided on."""
    mentions = apply_decisions(corpus.mentions, decisions)
    # Compared and counted on every click, which categories make ten times faster.
    mentions = mentions.astype({"entity": "category", "type": "category"})
    speaking = [one for one in decisions if one.kind != "hide"]
    same = len(speaking) == len(decisions)
    named = mentions if same else apply_decisions(corpus.mentions, speaking)
    quotations = rename_speakers(corpus.quotations, corpus.mentions, named)
    variants = corpus.variants
    if quotations is not corpus.quotations:
        variants = rename_in_ledger(variants, quotations)
    return replace(corpus, stamp=stamp, mentions=mentions, quotations=quotations, variants=variants)


def read_facts(library: Store, name: str, known: pd.Index) -> pd.DataFrame:
    """One of the tables `FACTS` about these articles; empty before it was made."""
    stored = library.results.frame(name)
    if stored is None:
        return _NO_FACTS[name]
    ids = [column for column in ("article", "a", "b") if column in stored.frame]
    return _keep(stored.frame, ids, known)


def _keep(table: pd.DataFrame, columns: Sequence[str], known: pd.Index) -> pd.DataFrame:
    """The rows about articles that are known; the table itself, which is shared, if all are."""
    there = [_rows_of(table[column], known) >= 0 for column in columns]
    keep = np.logical_and.reduce(there)
    return table if keep.all() else table[keep]


def _rows_of(ids: pd.Series, known: pd.Index) -> NDArray[np.intp]:
    """The place of each id among the known ones, -1 for none; each id of a category once."""
    if isinstance(ids.dtype, pd.CategoricalDtype):
        places = known.get_indexer(ids.cat.categories.astype(str))
        return np.append(places, -1)[ids.cat.codes]
    return known.get_indexer(ids.astype(str))


def _find_fresh_facts(library: Store, revision: int) -> frozenset[str]:
    made = {name: library.results.frame_made(name) for name in (*FACTS, WORDS)}
    return frozenset(name for name, one in made.items() if one and one[1] == revision)


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


def read_frequencies(library: Store, corpus: Corpus) -> Frequencies:
    """In how many articles each term stands, as far as that was counted by now."""
    stored = library.results.frame(comparing.table_name("terms", corpus.settings))
    if stored is None:
        return Frequencies(len(corpus.articles), {})
    terms, counts = stored.frame["term"], stored.frame["articles"].tolist()
    return Frequencies(len(corpus.articles), dict(zip(terms, counts, strict=True)))
