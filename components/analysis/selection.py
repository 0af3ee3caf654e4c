"""Selection and settings: what the analyst chose to see, and what counts in comparisons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, urlencode

import pandas as pd

from components.analysis.facets import (
    Facet,
    keep_included,
    leave_out,
    published_within,
    read_facets,
)

PARTS = ("headline", "quotations", "boilerplate")
SETTING_KEYS = frozenset({"without", "longest", "common", "sublinear", "least", "once"})
LONGEST_TERM, LEAST_ARTICLES = 3, 20
# Per cent of the words of an article that stand in another one that then counts for both.
ONCE_FROM, ONCE_USUAL, ONCE_UP_TO = 50, 80, 100
MOST_VERSIONS = 4
# How one of the facets is named as a filter.
FACET = "facets:"
_NOTHING = "nothing"


@dataclass(frozen=True)
class Settings:
    """What counts when articles are compared.

    `without`: the `PARTS` of an article that do not count, in the order of `PARTS`. The others are
    about the TF-IDF terms: `longest`, how many words a term may have (1 to `LONGEST_TERM`);
    `common`, whether stop words count; `sublinear`, whether a term weighs 1 + ln(count) instead of
    its count; `least`, in how many articles it has to be (1 to `LEAST_ARTICLES`).

    `once` is about counts and no comparison: from how many per cent of shared words on the copies
    of a text are counted once (`ONCE_FROM` to `ONCE_UP_TO`); 0 counts every article.
    """

    without: tuple[str, ...] = ("boilerplate",)
    longest: int = 1
    common: bool = False
    sublinear: bool = False
    least: int = 1
    once: int = 0

    @property
    def key(self) -> str:
        """What comparisons depend on, in one line that `settings_of` reads; empty by default."""
        return urlencode(write_settings(replace(self, once=0)), doseq=True)


def settings_of(key: str) -> Settings:
    """The settings of comparisons that have this `key`; every article counts."""
    return read_settings(parse_qs(key))


def write_settings(settings: Settings) -> dict[str, list[str]]:
    """What differs from the default settings, as the query of a URL (keys to values)."""
    usual = Settings()
    query = {
        "without": list(settings.without) or [_NOTHING],
        "longest": [str(settings.longest)],
        "common": ["yes" if settings.common else "no"],
        "sublinear": ["yes" if settings.sublinear else "no"],
        "least": [str(settings.least)],
        "once": [str(settings.once)],
    }
    return {
        name: values
        for name, values in query.items()
        if getattr(settings, name) != getattr(usual, name)
    }


def read_settings(query: Mapping[str, Sequence[str]]) -> Settings:
    """The settings that the query of a URL asks for; the default for what cannot be read."""
    usual = Settings()
    asked = query.get("without")
    return Settings(
        without=usual.without if asked is None else tuple(p for p in PARTS if p in asked),
        longest=_read_count(query.get("longest"), usual.longest, LONGEST_TERM),
        common=_first(query.get("common")) == "yes",
        sublinear=_first(query.get("sublinear")) == "yes",
        least=_read_count(query.get("least"), usual.least, LEAST_ARTICLES),
        once=_read_count(query.get("once"), usual.once, ONCE_UP_TO, ONCE_FROM),
    )


def _first(values: Sequence[str] | None) -> str:
    return values[0] if values else ""


def _read_count(values: Sequence[str] | None, usual: int, most: int, least: int = 1) -> int:
    word = _first(values)
    count = int(word) if word.isdecimal() and len(word) < 4 else usual
    return count if least <= count <= most else usual


@dataclass(frozen=True)
class Selection:
    """The filters that narrow what the charts show. An empty one narrows nothing.

    - `articles`: ids; `sources`: outlets; `languages`: ISO 639-1 codes; `days`: the first and the
      last day, both included.
    - `pair`: the ids of the two articles to compare; `also`: up to two more to read beside them. It
      belongs to `pair` and is no filter of its own.
    - `entity`: a resolved name; `speaker`: the resolved name of a person quoted.
    - `facets`: values of `facets.KINDS` that are shown alone or, with a minus, left out, written
      as `facets.Facet.written`; what the fields above can say does not stand here.
    - `query`: words to search for, all of them if `all_words` is set, else any of them; `term`: a
      word or phrase as `concordance.read_term` reads it. `narrow` is given what these two and the
      speaker find.
    """

    articles: tuple[str, ...] = ()
    pair: tuple[str, str] | None = None
    entity: str = ""
    days: tuple[date, date] | None = None
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    speaker: str = ""
    query: str = ""
    term: str = ""
    also: tuple[str, ...] = ()
    all_words: bool = False
    facets: tuple[str, ...] = ()

    @property
    def faceted(self) -> list[Facet]:
        """The values of `facets` that can be read."""
        return read_facets(self.facets)

    @property
    def reads_tags(self) -> bool:
        """Whether what it finds depends on the tags of articles, as a search may."""
        return bool(self.query) or any(one.kind == "tag" for one in self.faceted)

    @property
    def versions(self) -> tuple[str, ...]:
        """The ids of the articles to compare, two to four, as on screen; empty without a pair."""
        return (*self.pair, *self.also) if self.pair else ()

    def changed(self, **filters: Any) -> Selection:
        """The selection with the named filters set; a new `pair` empties `also`."""
        beside = {"also": ()} if "pair" in filters else {}
        return replace(self, **{**beside, **filters})

    def without(self, *filters: str) -> Selection:
        """The selection with the named filters cleared; `facets:VALUE` names one of the facets."""
        empty = Selection()
        named = {name: getattr(empty, name) for name in filters if not name.startswith(FACET)}
        kept = tuple(one for one in self.facets if f"{FACET}{one}" not in filters)
        return self.changed(**{"facets": kept, **named})

    def active(self) -> list[str]:
        """The names of the filters that narrow anything, in the order of the fields."""
        names = [field.name for field in fields(self) if field.name not in ("also", "all_words")]
        return [name for name in names if getattr(self, name)]


def narrow(
    articles: pd.DataFrame,
    mentions: pd.DataFrame,
    selection: Selection,
    *,
    ignoring: Collection[str] = (),
    found: Collection[str] | None = None,
    members: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> pd.DataFrame:
    """The rows of `articles` that satisfy every filter of the selection but those in `ignoring`.

    Cross-filtering (as in Mosaic): a chart ignores the filter it sets itself, so that its other
    values can still be chosen. `articles` has columns `id`, `source`, `language`, `published`;
    `mentions` has `article` (an id) and `entity`; `found` are the ids that query, term and speaker
    of the selection find, None when it has none of them; `members` are the ids of each facet that
    is a tag or a family, by `Facet.name`. When every row satisfies them, `articles` itself is
    returned.
    """
    filters = selection.without(*ignoring)
    keep = pd.Series(True, index=articles.index)
    named = [found] if found is not None else []
    if filters.articles:
        named.append(filters.articles)
    if filters.pair:
        named.append(filters.versions)
    if filters.entity:
        named.append(mentions.loc[mentions["entity"] == filters.entity, "article"].unique())
    for ids in named:
        keep &= is_among(articles["id"], ids)
    if filters.days:
        keep &= published_within(articles["published"], filters.days)
    if filters.sources:
        keep &= articles["source"].isin(filters.sources)
    if filters.languages:
        keep &= articles["language"].isin(filters.languages)
    keep &= keep_included(articles, filters.faceted, members)
    keep &= ~leave_out(articles, filters.faceted, members)
    return keep_rows(articles, keep)


def keep_rows(table: pd.DataFrame, keep: Any) -> pd.DataFrame:
    """The rows where `keep` (one truth value a row) is true; `table` itself when all are."""
    return table if keep.all() else table[keep]


def is_among(ids: pd.Series, wanted: Iterable[str]) -> pd.Series:
    """Whether each id is wanted; like `isin`, but faster on a column of strings."""
    known = set(wanted)
    return pd.Series([i in known for i in ids.to_numpy(dtype=object)], ids.index, dtype=bool)


def toggle(selection: Selection, name: str, value: Any) -> Selection:
    """Set a filter to a value, or clear it when it has that value already."""
    if getattr(selection, name) == value:
        return selection.without(name)
    return selection.changed(**{name: value})
