"""What the analyst has picked: one value that joins all charts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import pandas as pd

LINK_KEYS = frozenset(
    "article pair also entity days source language speaker q match term".split()  # noqa: SIM905
)
MOST_VERSIONS = 4

_ALL = "all"


@dataclass(frozen=True)
class Selection:
    """The clauses that narrow what the charts show. An empty clause narrows nothing.

    `days` is the first and the last day, both included; `pair` the two articles to compare and
    `also` up to two more to read beside them, which are part of that clause; `entity` a resolved
    name; `speaker` that of somebody quoted, which narrows quotations only; `query` a search, which
    asks for `all_words` of it or for any (part of that clause), and
    `term` a word or phrase (see `components.analysis.collection.concordance.read_term`): what they find the
    caller of `narrow` gives.
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

    @property
    def versions(self) -> tuple[str, ...]:
        """The articles to compare, two to four, in the order of their columns; none without."""
        return (*self.pair, *self.also) if self.pair else ()

    def changed(self, **clauses: Any) -> Selection:
        """The selection with the named clauses set; another pair drops what stood beside it."""
        beside = {"also": ()} if "pair" in clauses else {}
        return replace(self, **{**beside, **clauses})

    def without(self, *clauses: str) -> Selection:
        """The selection with the named clauses cleared."""
        empty = Selection()
        return self.changed(**{clause: getattr(empty, clause) for clause in clauses})

    def active(self) -> list[str]:
        """The names of the clauses that narrow anything, in the order of their definition."""
        names = [field.name for field in fields(self) if field.name not in ("also", "all_words")]
        return [name for name in names if getattr(self, name)]


def write_query(selection: Selection) -> dict[str, list[str]]:
    """The selection as the query of a link; an empty selection gives an empty query."""
    query: dict[str, list[str]] = {
        # One value for all: a lasso picks more articles than a link may have values.
        "article": [".".join(selection.articles)] if selection.articles else [],
        "pair": [".".join(selection.pair)] if selection.pair else [],
        "also": list(selection.versions[2:]),
        "entity": [selection.entity] if selection.entity else [],
        "days": ["..".join(day.isoformat() for day in selection.days)] if selection.days else [],
        "source": list(selection.sources),
        "language": list(selection.languages),
        "speaker": [selection.speaker] if selection.speaker else [],
        "q": [selection.query] if selection.query else [],
        "match": [_ALL] if selection.query and selection.all_words else [],
        "term": [selection.term] if selection.term else [],
    }
    return {key: values for key, values in query.items() if values}


def read_query(query: Mapping[str, Sequence[str]]) -> Selection:
    """The selection that a link asks for. What cannot be read is left out; unknown keys too."""
    pair = _read_pair(query.get("pair", ()))
    return Selection(
        articles=tuple(i for value in query.get("article", ()) for i in value.split(".") if i),
        pair=pair,
        entity=next(iter(query.get("entity", ())), ""),
        days=_read_days(query.get("days", ())),
        sources=tuple(query.get("source", ())),
        languages=tuple(query.get("language", ())),
        speaker=next(iter(query.get("speaker", ())), ""),
        query=next(iter(query.get("q", ())), ""),
        term=next(iter(query.get("term", ())), ""),
        also=_read_also(query.get("also", ()), pair),
        all_words=bool(query.get("q")) and _ALL in query.get("match", ()),
    )


def _read_pair(values: Sequence[str]) -> tuple[str, str] | None:
    first, _, second = (values[0] if values else "").partition(".")
    return (first, second) if first and second and first != second else None


def _read_also(values: Sequence[str], pair: tuple[str, str] | None) -> tuple[str, ...]:
    others = [value for value in dict.fromkeys(values) if value and value not in (pair or ())]
    return tuple(others[: MOST_VERSIONS - 2]) if pair else ()


def _read_days(values: Sequence[str]) -> tuple[date, date] | None:
    first, _, last = (values[0] if values else "").partition("..")
    try:
        days = (date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None
    return days if days[0] <= days[1] else None


def narrow(
    articles: pd.DataFrame,
    mentions: pd.DataFrame,
    selection: Selection,
    *,
    ignoring: Collection[str] = (),
    found: Collection[str] | None = None,
) -> pd.DataFrame:
    """The rows of `articles` that satisfy every clause of the selection but those `ignoring` names.

    A chart ignores the clause it sets itself, so that the others remain to be picked (the rule of
    cross-filtering, as in Mosaic). `articles` has columns `id`, `source`, `language`, `published`;
    `mentions` has `article` (an id) and `entity`; `found` are the ids that the selection's query
    and its term find, None when it has neither. When all rows do, the table itself is given.
    """
    clauses = selection.without(*ignoring)
    keep = pd.Series(True, index=articles.index)
    named = [found] if found is not None else []
    if clauses.articles:
        named.append(clauses.articles)
    if clauses.pair:
        named.append(clauses.versions)
    if clauses.entity:
        named.append(mentions.loc[mentions["entity"] == clauses.entity, "article"].unique())
    for ids in named:
        keep &= is_among(articles["id"], ids)
    if clauses.days:
        first, last = (pd.Timestamp(day) for day in clauses.days)
        keep &= articles["published"].between(first, last + pd.Timedelta(hours=23))
    if clauses.sources:
        keep &= articles["source"].isin(clauses.sources)
    if clauses.languages:
        keep &= articles["language"].isin(clauses.languages)
    return keep_rows(articles, keep)


def keep_rows(table: pd.DataFrame, keep: Any) -> pd.DataFrame:
    """The rows that `keep`, a truth value each, marks; the table itself when it marks all."""
    return table if keep.all() else table[keep]


def is_among(ids: pd.Series, wanted: Iterable[str]) -> pd.Series:
    """Which of the ids are wanted: as `isin`, which on texts takes its time over every value."""
    known = set(wanted)
    return pd.Series([i in known for i in ids.to_numpy(dtype=object)], ids.index, dtype=bool)


def toggle(selection: Selection, clause: str, value: Any) -> Selection:
    """Set a clause to a value, or clear it when it has that value already."""
    if getattr(selection, clause) == value:
        return selection.without(clause)
    return selection.changed(**{clause: value})
