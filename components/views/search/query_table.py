"""A list of queries with what each finds: as a table, in a sentence, and by source or article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.corpus.search.query_list import ListedQuery
from components.text.plural import agree
from components.views.locale_formatting import count_of, format_count, shorten

COLUMNS = ["name", "query", "articles", "sources", "first day", "last day", "remarks"]
# Columns of a matrix, and queries with which one is offered.
MOST_COLUMNS, MOST_ROWS = 40, 100
_LONGEST_HEAD = 60


@dataclass(frozen=True)
class Answer:
    """What a query finds: row numbers of articles, None when it could not be searched for."""

    rows: NDArray[np.intp] | None
    remarks: tuple[str, ...] = ()


def query_table(
    queries: Sequence[ListedQuery],
    answers: Sequence[Answer],
    articles: pd.DataFrame,
    inside: NDArray[np.bool_],
) -> pd.DataFrame:
    """A row for each query, columns `COLUMNS`; NA where a query was not searched for (yet).

    `answers` may be fewer than queries, while they are being searched for; `articles` are all of
    the library, of which those `inside` are counted.
    """
    sources = articles["source"].to_numpy(dtype=object)
    days = articles["published"].to_numpy()
    waiting = [Answer(None)] * (len(queries) - len(answers))
    rows = [
        _row(query, answer, sources, days, inside)
        for query, answer in zip(queries, [*answers, *waiting], strict=True)
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    for name in ("articles", "sources"):
        table[name] = table[name].astype("Int64")
    for name in ("first day", "last day"):
        table[name] = pd.to_datetime(table[name]).astype("datetime64[ns]")
    return table


def _row(
    query: ListedQuery,
    answer: Answer,
    sources: NDArray[np.object_],
    days: NDArray[np.datetime64],
    inside: NDArray[np.bool_],
) -> tuple[Any, ...]:
    remarks = " ".join(filter(None, (query.remark, *answer.remarks)))
    if answer.rows is None:
        return query.name, query.query, pd.NA, pd.NA, pd.NaT, pd.NaT, remarks
    found = answer.rows[inside[answer.rows]]
    known = days[found][~np.isnat(days[found])]
    first, last = (known.min(), known.max()) if len(known) else (pd.NaT, pd.NaT)
    outlets = {source for source in sources[found] if source}
    return query.name, query.query, len(found), len(outlets), first, last, remarks


def describe_answers(
    queries: Sequence[ListedQuery], answers: Sequence[Answer], inside: NDArray[np.bool_]
) -> str:
    """In sentences how many queries find something, and how many articles none of them finds."""
    counts = [int(inside[one.rows].sum()) for one in answers if one.rows is not None]
    matched = np.zeros(len(inside), dtype=bool)
    for one in answers:
        if one.rows is not None:
            matched[one.rows] = True
    total, some = int(inside.sum()), int((matched & inside).sum())
    nothing = counts.count(0)
    unread = len(answers) - len(counts)
    told = (
        f"{count_of(len(queries), 'search', 'searches')}: {format_count(len(counts) - nothing)} "
        f"{agree(len(counts) - nothing, 'finds', 'find')} articles, {format_count(nothing)} "
        f"{agree(nothing, 'finds', 'find')} nothing"
    )
    told += f", {format_count(unread)} could not be searched for. " if unread else ". "
    return told + (
        f"{format_count(some)} of {count_of(total, 'article', 'articles')} "
        f"{agree(some, 'is', 'are')} found by at least one, {format_count(total - some)} by none."
    )


def count_by_source(
    answers: Sequence[Answer], articles: pd.DataFrame, inside: NDArray[np.bool_]
) -> pd.DataFrame:
    """Articles by query (rows, in their order) and source, the sources with most found first."""
    codes, known = pd.factorize(articles["source"].to_numpy(dtype=object))
    counts = np.zeros((len(answers), len(known)), dtype=np.int64)
    for n, one in enumerate(answers):
        if one.rows is not None:
            found = one.rows[inside[one.rows]]
            counts[n] = np.bincount(codes[found], minlength=len(known))
    order = np.argsort(-counts.sum(axis=0), kind="stable")
    some = [column for column in order if counts[:, column].any()]
    return pd.DataFrame(counts[:, some], columns=[str(known[column]) for column in some])


def count_by_article(
    answers: Sequence[Answer], articles: pd.DataFrame, inside: NDArray[np.bool_]
) -> pd.DataFrame:
    """1 where a query (rows) finds an article (columns, by id), in the order of the articles."""
    counts = np.zeros((len(answers), len(articles)), dtype=np.int64)
    for n, one in enumerate(answers):
        if one.rows is not None:
            counts[n, one.rows[inside[one.rows]]] = 1
    some = np.flatnonzero(counts.any(axis=0))
    return pd.DataFrame(counts[:, some], columns=articles["id"].iloc[some].tolist())


def query_grid(
    counts: pd.DataFrame, queries: Sequence[ListedQuery], names: Mapping[str, str], corner: str
) -> dict[str, Any]:
    """A matrix of counts for the grid component, of at most `MOST_COLUMNS` columns.

    `names` has the heading of each column that is not called as on screen. The place of a cell is
    `row.column` in numbers.
    """
    shown = counts.iloc[:, :MOST_COLUMNS]
    rows = [
        {
            "words": shorten(query.name or query.query, _LONGEST_HEAD),
            "cells": [_cell(n, column, int(count)) for column, count in enumerate(shown.iloc[n])],
        }
        for n, query in enumerate(queries[: len(shown)])
    ]
    heads = [shorten(names.get(one, one) or "not known", _LONGEST_HEAD) for one in shown.columns]
    return {"corner": corner, "heads": heads, "dense": shown.shape[1] > 8, "rows": rows}


def _cell(row: int, column: int, count: int) -> dict[str, str]:
    text = format_count(count) if count else ""
    return {
        "text": text,
        "sign": text,
        "state": "count" if count else "none",
        "place": f"{row}.{column}" if count else "",
    }
