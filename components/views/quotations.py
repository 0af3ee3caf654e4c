"""Quotations in words: who says what, and what became of it from article to article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from components.views.formatting import format_share, shorten
from components.views.panes import list_row

UNKNOWN = "speaker unknown"
# Below this a speaker is a guess: shown as one, and not counted.
LEAST_CONFIDENCE = 0.5
_LONGEST = 260
_IN_GRID = 120
_SHORT = {
    "verbatim": "whole",
    "cut": "cut",
    "longer": "longer",
    "altered": "altered",
    "reported": "reported",
}
STATES = {
    "verbatim": "word for word",
    "cut": "cut",
    "longer": "longer",
    "altered": "altered",
    "reported": "without quotation marks",
}


def quotation_rows(quotations: pd.DataFrame, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each quotation with its speaker and article, as a row that leads to its place.

    `quotations` has columns `article`, `start`, `end`, `text`, `kind`, `speaker`, `mention`, `cue`,
    `confidence` and `how`. A row's id is `article.start.end`.
    """
    return [
        _row(
            row,
            [
                [[_describe_words(row), "text"]],
                [[_describe_speaker(row), "strong"], [f"  {labels[row['article']]}", "quiet"]],
                [[_describe_ground(row), "quiet"]],
            ],
        )
        for row in quotations.to_dict("records")
    ]


def _describe_speaker(row: Mapping[str, Any]) -> str:
    if pd.isna(row["speaker"]) or not row["speaker"]:
        return UNKNOWN
    called = row["mention"]
    name = f"{row['speaker']} ({called})" if called not in ("", row["speaker"]) else row["speaker"]
    return name if row["confidence"] >= LEAST_CONFIDENCE else f"perhaps {name}"


def _describe_words(row: Mapping[str, Any]) -> str:
    words = shorten(row["text"], _LONGEST)
    return words if row["kind"] == "reported" else f"“{words}”"


def _describe_ground(row: Mapping[str, Any]) -> str:
    """What the speaker rests on, and how surely."""
    if not row["mention"]:
        return str(row["how"])
    cue = f"“{row['cue']}”, " if row["cue"] else ""
    return f"{cue}{format_share(row['confidence'])} sure: {row['how']}"


def quotation_grid(
    variants: pd.DataFrame,
    articles: Sequence[str],
    ticks: Mapping[str, str],
    kin: Mapping[str, frozenset[str]],
) -> dict[str, Any]:
    """Who prints which quotation, and how: rows are quotations, columns the articles given.

    `variants` are rows of the quotation ledger, `kin` names for each article those that share text
    with it. A cell leads to its place; an article without the quotation has “—”, and is marked when
    an article that shares text with it has the quotation.
    """
    rows = []
    for number, own in variants.groupby("quotation", sort=False):
        by_article = {row["article"]: row for row in own.to_dict("records")}
        cells = [
            _printed(
                by_article.get(article), not kin.get(article, frozenset()).isdisjoint(by_article)
            )
            for article in articles
        ]
        words = f"{format_speaker(own)}: “{shorten(_first_printed(own), _IN_GRID)}”"
        rows.append({"id": str(number), "words": words, "cells": cells})
    return {"corner": "Quotation", "heads": [ticks[one] for one in articles], "rows": rows}


def _printed(row: Mapping[str, Any] | None, has_kin: bool) -> dict[str, str]:
    if row is None:
        return {"state": "absent" if has_kin else "none", "text": "—", "place": ""}
    text = _SHORT[row["state"]] + (f", as {format_name(row)}’s" if row["reattributed"] else "")
    state = "edited" if row["state"] in ("cut", "altered") or row["reattributed"] else "same"
    place = f"{row['article']}.{int(row['start'])}.{int(row['end'])}"
    return {"state": "first" if row["first"] else state, "text": text, "place": place}


def variant_rows(variants: pd.DataFrame, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """One quotation as each article prints it: whole, cut, altered or reported, and by whom."""
    return [_variant(row, labels) for row in variants.to_dict("records")]


def _variant(row: dict[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    head = [[labels[row["article"]], "strong"], [f"  {STATES[row['state']]}", "quiet"]]
    if row["first"]:
        head.append(["  first printed here", "quiet"])
    if row["reattributed"]:
        head.append([f"  attributed to {format_name(row)}", "edited"])
    lines = [head, [[_describe_words({"kind": row["state"], **row}), "text"]]]
    left_out = " … ".join(row["left_out"])
    if left_out:
        lines.append([["left out: ", "quiet"], [shorten(left_out, _LONGEST), "dropped"]])
    for told, name in (("changed: ", "edits"), ("added: ", "more")):
        if len(row.get(name, ())):
            lines.append([[told, "quiet"], [shorten("; ".join(row[name]), _LONGEST), ""]])
    if len(row.get("inserted", ())):
        words = "; ".join(f"[{words}]" for words in row["inserted"])
        lines.append([["inserted by an editor: ", "quiet"], [shorten(words, _LONGEST), ""]])
    return _row(row, lines)


def _row(row: Mapping[str, Any], lines: list[list[list[str]]]) -> dict[str, Any]:
    place = f"{row['article']}.{int(row['start'])}.{int(row['end'])}"
    return list_row(place, lines)


def describe_quotation(variants: pd.DataFrame) -> str:
    """A quotation in one line: its beginning, who says it, in how many articles and how."""
    speaker = format_speaker(variants)
    states = ", ".join(f"{n} {STATES[state]}" for state, n in _count(variants["state"]))
    words = shorten(_first_printed(variants), 90)
    return f"{speaker}: “{words}” in {len(variants)} articles ({states})"


def format_name(row: Mapping[str, Any]) -> str:
    """The speaker of a quotation, one that is a guess with “perhaps”; "" where none is told."""
    name = row["speaker"]
    if not isinstance(name, str) or not name:
        return ""
    return name if row.get("confidence", 1.0) >= LEAST_CONFIDENCE else f"perhaps {name}"


def _first_printed(variants: pd.DataFrame) -> str:
    """The words of a quotation as they are printed first; rows are in the order of their days."""
    return str(variants.loc[variants["state"] != "reported", "text"].iloc[0])


def format_speaker(variants: pd.DataFrame) -> str:
    """Who says a quotation: the first that is told for certain, else the first that is a guess."""
    names = [name for row in variants.to_dict("records") if (name := format_name(row))]
    return next(
        (name for name in names if not name.startswith("perhaps ")), next(iter(names), UNKNOWN)
    )


def _count(states: Iterable[str]) -> list[tuple[str, int]]:
    return [(str(state), int(n)) for state, n in pd.Series(list(states)).value_counts().items()]


def has_speaker(quotations: pd.DataFrame) -> pd.Series:
    """Whether each quotation has a speaker that is more than a guess."""
    told = quotations["speaker"].notna() & (quotations["speaker"] != "")
    return told & (quotations["confidence"] >= LEAST_CONFIDENCE)


def count_speakers(quotations: pd.DataFrame) -> pd.DataFrame:
    """How often each speaker is quoted: columns `entity`, `type`, `mentions`, `articles`.

    Guessed speakers are not counted.
    """
    named = quotations[has_speaker(quotations)]
    counts = named.groupby("speaker")["article"].agg(mentions="size", articles="nunique")
    ordered = counts.reset_index().sort_values(
        ["mentions", "articles", "speaker"], ascending=[False, False, True]
    )
    return ordered.rename(columns={"speaker": "entity"}).assign(type="PERSON")
