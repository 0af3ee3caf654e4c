"""Terms over time: how often terms stand in the articles of each day, week, month or year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.analysis.collection.concordance import Places, articles_of
from components.analysis.collection.word_index import Numbers, WordTable

MOST_TERMS = 8
PER = 10_000
# A step with its name in pandas, and the days of the longest span that begins with it.
STEPS = {"Day": ("D", 62), "Week": ("W", 400), "Month": ("M", 4_000), "Year": ("Y", 10**9)}
# With fewer dated articles or fewer periods that have any, a line would show what is not there.
ENOUGH_ARTICLES, ENOUGH_PERIODS = 10, 3
_COLUMNS = ["term", "group", "first", "last", "count", "with_it", "articles", "words", "rate"]


@dataclass(frozen=True)
class Trends:
    """Terms over time.

    `table` has a row for each term, group and period in which the group has an article with a word:
    `first` and `last` day of the period, `count` of the term, `with_it` the articles that have it,
    of so many `articles` with so many `words`; `rate` is the count per `PER` words. In the order of
    the terms, then of groups and periods. `dated` and `undated` are numbers of articles.
    """

    table: pd.DataFrame
    dated: int
    undated: int

    @property
    def is_enough(self) -> bool:
        """Whether there are articles and periods enough for a line."""
        return self.dated >= ENOUGH_ARTICLES and self.table["first"].nunique() >= ENOUGH_PERIODS


def choose_step(days: pd.Series) -> str:
    """The step by which these days are counted at first, by their span; "Day" without any."""
    known = days.dropna()
    span = (known.max() - known.min()).days if len(known) else 0
    return next(step for step, (_, most) in STEPS.items() if span <= most)


def count_over_time(
    table: WordTable,
    counted: NDArray[np.bool_],
    articles: pd.DataFrame,
    found: Mapping[str, Places],
    step: str,
) -> Trends:
    """Count terms in the articles of each period, within groups.

    `counted` says which words of the table count; places that begin in others are left out.
    `articles` has `row` (the number in the table), `published` (a day or NaT) and `group`; `found`
    the places of each term. Articles without a day, or without a word that counts, have no part.
    """
    sizes = count_words(table, counted)
    dated = articles[articles["published"].notna()]
    periods = dated["published"].dt.to_period(STEPS[step][0])
    known = dated.assign(period=periods, words=sizes[dated["row"].to_numpy(dtype=np.int64)])
    known = known[known["words"] > 0]
    counts = [
        _count_term(known, _count_places(table, counted, places)).assign(term=term)
        for term, places in found.items()
    ]
    every = pd.concat(counts, ignore_index=True) if counts else pd.DataFrame(columns=_COLUMNS)
    return Trends(every[_COLUMNS], len(dated), len(articles) - len(dated))


def count_words(table: WordTable, counted: NDArray[np.bool_]) -> Numbers:
    """The number of words that count in each article of the table."""
    sums = np.concatenate([[0], np.cumsum(counted)]).astype(np.int64)
    return np.diff(sums[table.bounds])


def _count_places(table: WordTable, counted: NDArray[np.bool_], places: Places) -> Numbers:
    own = places.take(counted[places.first])
    return np.bincount(articles_of(table, own), minlength=len(table.articles)).astype(np.int64)


def _count_term(known: pd.DataFrame, counts: Numbers) -> pd.DataFrame:
    own = known.assign(count=counts[known["row"].to_numpy(dtype=np.int64)])
    own = own.assign(with_it=own["count"] > 0)
    by = own.groupby(["group", "period"], sort=True, observed=True)
    summed = by.agg(
        count=("count", "sum"),
        with_it=("with_it", "sum"),
        articles=("row", "size"),
        words=("words", "sum"),
    ).reset_index()
    return summed.assign(
        first=summed["period"].dt.start_time.dt.normalize(),
        last=summed["period"].dt.end_time.dt.normalize(),
        rate=summed["count"] * PER / summed["words"],
    )
