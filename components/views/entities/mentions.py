"""Who calls an actor by which name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.text.segment import sentences
from components.views.entities.entity_counts import TYPE_NAMES
from components.views.formatting import format_count, shorten
from components.views.panes import cut_pieces

CONTEXT = 90


def mention_rows(
    mentions: pd.DataFrame,
    texts: Mapping[str, str],
    labels: Mapping[str, str],
    picked: str = "",
) -> list[dict[str, Any]]:
    """Each mention with what stands before and after it, as a row that leads to its place.

    A row's id is `article.start.end`.
    """
    return [
        {
            "id": f"{row.article}.{row.start}.{row.end}",
            "score": None,
            "picked": f"{row.article}.{row.start}.{row.end}" == picked,
            "lines": [
                _line(texts[str(row.article)], int(row.start), int(row.end)),
                [[labels[str(row.article)], "quiet"]],
            ],
            "actions": [],
        }
        for row in mentions.itertuples()
    ]


def headline_rows(
    mentions: pd.DataFrame, titles: Mapping[str, str], labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each mention in a headline, as a row that leads to the beginning of its article."""
    return [
        {
            "id": f"{row.article}.0.0",
            "score": None,
            "picked": False,
            "lines": [
                _line(titles[str(row.article)], int(row.start), int(row.end)),
                [[f"headline of {labels[str(row.article)]}", "quiet"]],
            ],
            "actions": [],
        }
        for row in mentions.itertuples()
    ]


def sentence_rows(
    mentions: pd.DataFrame, texts: Mapping[str, str], labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The sentences that mentions stand in, all mentions of one marked, as rows.

    `mentions` has columns `article`, `sentence`, `start` and `end`. A row leads to the first of its
    mentions.
    """
    rows = []
    spans = {article: sentences(text) for article, text in texts.items()}
    for (article, number), own in mentions.groupby(
        ["article", "sentence"], observed=True, sort=False
    ):
        known = spans[str(article)]
        first = own.iloc[0]
        span = known[number] if number < len(known) else (int(first["start"]), int(first["end"]))
        marks = [(int(s), int(e), "hit") for s, e in zip(own["start"], own["end"], strict=True)]
        pieces = cut_pieces(texts[str(article)], span, sorted(marks))
        line = [[" ".join(text.split("\n")), kind or "text"] for text, kind in pieces]
        rows.append(
            {
                "id": f"{article}.{first['start']}.{first['end']}",
                "score": None,
                "picked": False,
                "lines": [line, [[labels[str(article)], "quiet"]]],
                "actions": [],
            }
        )
    return rows


def compared_rows(table: pd.DataFrame, picked: str) -> list[dict[str, Any]]:
    """Entities of two sides, each with how often either names it, as rows that pick them.

    `table` has columns `entity`, `type`, `first` and `second`. A row's id is the entity.
    """
    rows = []
    for row in table.itertuples():
        counts = [n for n in (row.first, row.second) if n]
        told = " and ".join(format_count(n) for n in counts)
        kind = TYPE_NAMES.get(str(row.type), str(row.type).lower())
        rows.append(
            {
                "id": str(row.entity),
                "score": None,
                "picked": row.entity == picked,
                "lines": [[[str(row.entity), "strong"], [f"  {told}, {kind}", "quiet"]]],
                "actions": [],
            }
        )
    return rows


def _line(text: str, start: int, end: int) -> list[list[str]]:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT:
        before = "…" + before.partition(" ")[2]
    if end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + "…"
    pieces = [(before, "text"), (text[start:end], "hit"), (after, "text")]
    return [[" ".join(piece.split("\n")), kind] for piece, kind in pieces]


OTHERS = "other forms"


def naming_grid(
    table: pd.DataFrame, corner: str, labels: Mapping[str, str], picked: tuple[str, str] | None
) -> dict[str, Any]:
    """The table of `components.analysis.entities.counts` as headings and rows for our component.

    A cell leads to `row.column`, numbers into the table; `labels` say what a row is called.
    """
    forms, groups = [str(form) for form in table.columns], [str(group) for group in table.index]
    rows = []
    for row, (group, counts) in enumerate(zip(groups, table.to_numpy().tolist(), strict=True)):
        cells = [
            {
                "state": "picked" if picked == (group, form) else "count" if count else "none",
                "text": format_count(count) if count else "—",
                "place": f"{row}.{column}" if count else "",
            }
            for column, (form, count) in enumerate(zip(forms, counts, strict=True))
        ]
        rows.append({"id": group, "words": labels.get(group, group), "cells": cells})
    heads = [shorten(form, 40) if form else OTHERS for form in forms]
    return {"corner": corner, "heads": heads, "rows": rows}
