"""The snapshot of a library that pages read: its articles, result tables, and derived tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np
import pandas as pd

from components.analysis.article.outline import Parts, Spans, make_parts, spans_of
from components.analysis.collection.families import families, leave_out_unrelated
from components.analysis.collection.lineage import name_takers
from components.analysis.collection.similarity import find_closest
from components.analysis.collection.tfidf import blank_stop_words
from components.analysis.entities import SECOND_TYPES
from components.analysis.pipeline.kept_values import MarkedValues, SameObjects
from components.analysis.pipeline.step_inputs import Decided
from components.analysis.selection import Settings
from components.app.tables.rows_by_article import NamesByArticle, RowsByArticle
from components.views.articles import name_shortly
from components.views.compare.only_in_one import NamedPlace
from components.views.locale_formatting import count_of, reader_language
from components.views.naming.disambiguated_titles import disambiguate_labels
from components.views.panes import BoilerplateLine

FRAMES = (
    *("boilerplate", "pairs", "reuse", "mentions", "quotation_ledger", "quotations"),
    *("relations", "aligned", "map"),
)
# Read only when a page asks for them.
FACTS = ("figures", "dates", "contradictions")
WORDS = "words"
TABLES = frozenset({*FRAMES, *FACTS, WORDS})
# Locales for which the short names are kept.
_LOCALES = 4
Made = TypeVar("Made")


@dataclass(frozen=True)
class Corpus:
    """The articles and result tables of a library at one stamp, by the settings of the session.

    All sessions share the tables, so nothing may change them. `fresh` has the names of the tables
    that are up to date with articles and settings; `decided` is what analysts decided that the
    tables rest on. `relations` has a row for each pair that shares text, as
    `analysis.pair.relation.relation_table`; what is not worked out yet is NA or "". `kept` has what
    was made from the tables of the corpus before: what is made from the same ones is taken over.
    """

    stamp: str
    settings: Settings
    articles: pd.DataFrame
    pairs: pd.DataFrame
    mentions: pd.DataFrame
    relations: pd.DataFrame
    quotations: pd.DataFrame
    variants: pd.DataFrame
    lines: pd.DataFrame
    map: pd.DataFrame
    decided: Decided
    fresh: frozenset[str]
    kept: MarkedValues = field(default_factory=MarkedValues, repr=False, compare=False)

    def _keep(self, name: str, make: Callable[..., Made], *tables: pd.DataFrame) -> Made:
        """What `make` gives of some tables, made once for as long as they are the same objects."""
        return self.kept.keep(name, SameObjects(*tables), lambda: make(*tables))

    @cached_property
    def labels(self) -> dict[str, str]:
        """By article its title or first words; where equal, with source, day, file or a number."""
        return self._keep("labels", disambiguate_labels, self.articles)

    @cached_property
    def known(self) -> frozenset[str]:
        """The ids of all articles."""
        return frozenset(self.articles["id"])

    @cached_property
    def sample(self) -> frozenset[str]:
        """The ids of the articles of the sample."""
        return frozenset(self.articles.loc[self.articles["sample"], "id"])

    def worth_comparing(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """The pairs but those of the sample or with the same text, unless that is all of them."""
        own = pairs
        if self.sample:
            own = pairs[~pairs["a"].isin(self.sample) & ~pairs["b"].isin(self.sample)]
            own = pairs if own.empty else own
        changed = own["edited"] + own["moved"]
        alone = own["sentences_a"] + own["sentences_b"] - 2 * own["shared"]
        differing = own[~((changed == 0) & (alone == 0))]
        return own if differing.empty else differing

    @cached_property
    def names(self) -> pd.DataFrame:
        """The mentions without dates, sums of money, percentages and laws."""
        return self._keep("names", lambda all: all[~all["type"].isin(SECOND_TYPES)], self.mentions)

    @property
    def ticks(self) -> dict[str, str]:
        """By article a short name, all different: source and day as in the reader's locale, else
        title, with the words of the title that differ where it is needed.
        """
        locale = reader_language()
        by_locale = self._keep("ticks", lambda _: dict[str, dict[str, str]](), self.articles)
        ticks = by_locale.get(locale)
        if ticks is None:
            if len(by_locale) >= _LOCALES:
                by_locale.clear()
            ticks = by_locale[locale] = name_shortly(self.articles, self.labels)
        return ticks

    @cached_property
    def rows(self) -> pd.Index:
        """The ids of the articles as an index, to find row numbers."""
        return self._keep("rows", lambda articles: pd.Index(articles["id"]), self.articles)

    @cached_property
    def families(self) -> pd.DataFrame:
        """The families at the default threshold, as of `analysis.collection.families`."""
        return self._keep("families", families, self.relations)

    @cached_property
    def sharing(self) -> pd.DataFrame:
        """The relations of pairs that share passages, but those decided to be unrelated."""
        found = self._keep("overlapping", lambda all: all[all["overlap"] > 0], self.relations)
        return self._keep("sharing", leave_out_unrelated, found)

    @cached_property
    def closest(self) -> dict[str, str]:
        """By article the most similar other one, where there is any."""
        return self._keep("closest", find_closest, self.pairs)

    @cached_property
    def taken(self) -> pd.DataFrame:
        """Who took text from whom, as of `analysis.collection.lineage.name_takers`."""
        return self._keep("taken", name_takers, self.relations, self.articles)

    @cached_property
    def points(self) -> pd.DataFrame:
        """The projection, with `label`, `source`, `language`, `published` and `family` added."""
        known = self.articles.set_index("id")[["label", "source", "language", "published"]]
        about = self.map.join(known, on="article").reset_index(drop=True)
        sizes = self.families["family"].value_counts()
        names = {
            article: f"family {family + 1} ({count_of(sizes[family], 'article', 'articles')})"
            for article, family in self.families[["article", "family"]].itertuples(index=False)
        }
        return about.assign(family=[names.get(article, "") for article in about["article"]])

    def among(self, name: str, shown: pd.DataFrame) -> pd.DataFrame:
        """The rows of the table `name` whose articles are all among `shown`.

        `shown` is some rows of `articles`. Row numbers are compared instead of ids, which is much
        faster with ten thousand articles.
        """
        inside = np.zeros(len(self.articles), dtype=bool)
        inside[shown.index] = True
        return self._places.among(name, getattr(self, name), inside)

    def rows_about(self, name: str, article: str, *columns: str) -> pd.DataFrame:
        """The rows of the table `name` that are about an article, or a pair with it.

        Of some `columns` where they are named, which is faster.
        """
        return self._places.about(name, getattr(self, name), article, columns)

    @cached_property
    def _places(self) -> RowsByArticle:
        return RowsByArticle(self.rows)

    def family_of(self, article: str) -> tuple[str, ...]:
        """The family of an article by publication, at the default threshold; itself if alone."""
        return self._families_of.get(article, (article,))

    @cached_property
    def _families_of(self) -> dict[str, tuple[str, ...]]:
        order = self._places.numbers("families", self.families)[0].argsort(kind="stable")
        columns = (self.families[name].iloc[order].tolist() for name in ("family", "article"))
        members: dict[int, list[str]] = {}
        for family, article in zip(*columns, strict=True):
            members.setdefault(family, []).append(article)
        return {id: tuple(family) for family in members.values() for id in family}

    def names_in(self, article: str) -> list[NamedPlace]:
        """The mentions in one article, as of `names`, in their order."""
        return self._names_by_article.of(article)

    @cached_property
    def _names_by_article(self) -> NamesByArticle:
        return self._keep("names by article", NamesByArticle, self.names)

    def parts(self, texts: dict[str, str]) -> dict[str, Parts]:
        """The parts of these articles by id; what is not analysed yet is empty."""
        return make_parts(texts, self._headlines, *self.spans, self.decided.back, self.decided.left)

    def telling(self, parts: Mapping[str, Parts]) -> dict[str, Parts]:
        """Parts of articles as similarity counts them: without stop words, own ones too."""
        library, common = frozenset(self.languages.values()), self.settings.common
        given = self.decided.stop_words
        return {
            id: blank_stop_words(one, self.languages[id], library, common, given)
            for id, one in parts.items()
        }

    @cached_property
    def languages(self) -> dict[str, str]:
        """The language by article."""
        return dict(zip(self.articles["id"], self.articles["language"], strict=True))

    def lines_of(self, article: str) -> tuple[BoilerplateLine, ...]:
        """The boilerplate of an article, each line with whether an analyst put it back.

        What analysts left out is a line too, with who did it for the reason.
        """
        left = self.decided.left.get(article, {})
        back = self.decided.back.get(article, [])
        found = [
            BoilerplateLine(start, end, reason, any(start < stop and at < end for at, stop in back))
            for start, end, reason in self._lines.get(article, [])
            if not any(at <= start and end <= stop for at, stop in left)
        ]
        own = (BoilerplateLine(*span, f"left out by {who or '?'}") for span, who in left.items())
        return tuple(sorted([*found, *own], key=lambda line: (line.start, line.end)))

    @cached_property
    def _lines(self) -> dict[str, list[tuple[int, int, str]]]:
        found: dict[str, list[tuple[int, int, str]]] = {}
        columns = (self.lines[name].tolist() for name in ("article", "start", "end", "reason"))
        for article, start, end, reason in zip(*columns, strict=True):
            found.setdefault(article, []).append((start, end, reason))
        return found

    @cached_property
    def spans(self) -> tuple[Spans, Spans]:
        """The direct quotations and the boilerplate of each article."""
        quoted = self._keep("quoted", _list_quoted, self.quotations)
        return quoted, self._keep("lines", spans_of, self.lines)

    @cached_property
    def _headlines(self) -> dict[str, str]:
        return dict(zip(self.articles["id"], self.articles["title"], strict=True))


def _list_quoted(quotations: pd.DataFrame) -> Spans:
    return spans_of(quotations[quotations["kind"] == "direct"])
