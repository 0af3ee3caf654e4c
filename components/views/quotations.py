"""Quotations as rows and grids: speakers, and the variants of one quotation across articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from components.views.locale_formatting import count_of, format_share, shorten
from components.views.panes import list_row

UNKNOWN = "speaker unknown"
_UNTYPED = "type not known"
# A speaker below this confidence is shown with “perhaps” and is not counted.
LEAST_CONFIDENCE = 0.5
_LONGEST = 260
_IN_GRID = 120
_OF_SPEAKER = ("speaker", "confidence")
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

_BUT_INSERTED = " but for what an editor inserted"


def quotation_rows(quotations: pd.DataFrame, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each quotation with its speaker, article, and the basis of the attribution.

    `quotations` has columns `article`, `start`, `end`, `text`, `kind`, `speaker`, `mention`, `cue`,
    `confidence` and `how`. A row's id is `article.start.end`.
    """
    return [
        _row(
            row,
            [
                [[_describe_words(row), "text"]],
                [[describe_speaker(row), "strong"], [f"  {labels[row['article']]}", "quiet"]],
                [[describe_ground(row), "quiet"]],
            ],
        )
        for row in quotations.to_dict("records")
    ]


def describe_speaker(row: Mapping[Any, Any]) -> str:
    """The speaker as resolved and as the article calls them, with “perhaps” where it is."""
    called = row["mention"]
    if not _is_known(row):
        return f"{UNKNOWN} (“{called}”)" if called else UNKNOWN
    name = f"{row['speaker']} ({called})" if called not in ("", row["speaker"]) else row["speaker"]
    return name if row["confidence"] >= LEAST_CONFIDENCE else f"perhaps {name}"


def _is_known(row: Mapping[Any, Any]) -> bool:
    return bool(pd.notna(row["speaker"]) and row["speaker"])


def _describe_words(row: Mapping[str, Any]) -> str:
    words = shorten(row["text"], _LONGEST)
    return words if row["kind"] == "reported" else f"“{words}”"


def describe_ground(row: Mapping[Any, Any]) -> str:
    """The basis of the attribution with its confidence; what an analyst decided, where they did."""
    if row.get("decided"):
        return str(row["decided"])
    if not row["mention"]:
        return str(row["how"])
    cue = f"“{row['cue']}”, " if row["cue"] else ""
    # How sure it is that these words name who speaks says nothing of who that is.
    sure = f"{format_share(row['confidence'])} sure: " if _is_known(row) else ""
    return f"{cue}{sure}{row['how']}"


def quotation_grid(
    variants: pd.DataFrame,
    articles: Sequence[str],
    ticks: Mapping[str, str],
    related: Mapping[str, frozenset[str]],
) -> dict[str, Any]:
    """How each article (column) prints each quotation (row), as JSON for the grid component.

    `variants` are rows of the stored table of variants; `related` has for each article those that
    share text with it. The `place` of a cell is `article.start.end`. An article without the
    quotation has “—”, with the state `absent` when a related article has it, else `none`.
    """
    rows = []
    for number, own in variants.groupby("quotation", sort=False):
        # Of two parts that an article prints apart the one with most words, which is the first.
        by_article = {row["article"]: row for row in own.iloc[::-1].to_dict("records")}
        cells = [
            _printed(
                by_article.get(article),
                not related.get(article, frozenset()).isdisjoint(by_article),
            )
            for article in articles
        ]
        words = f"{format_speaker(own)}: “{shorten(_first_printed(own), _IN_GRID)}”"
        rows.append({"id": str(number), "words": words, "cells": cells})
    return {"corner": "Quotation", "heads": [ticks[one] for one in articles], "rows": rows}


def _printed(row: Mapping[str, Any] | None, in_related: bool) -> dict[str, str]:
    if row is None:
        return {"state": "absent" if in_related else "none", "text": "—", "place": ""}
    text = _SHORT[row["state"]] + (", […]" if len(row.get("inserted", ())) else "")
    text += f", as {format_name(row)}’s" if row["reattributed"] else ""
    state = "edited" if row["state"] in ("cut", "altered") or row["reattributed"] else "same"
    place = f"{row['article']}.{int(row['start'])}.{int(row['end'])}"
    return {"state": "first" if row["first"] else state, "text": text, "place": place}


def variant_rows(variants: pd.DataFrame, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """The variants of one quotation as rows: state, speaker, words left out, changed, added."""
    speaker = format_speaker(variants)
    return [_variant(row, labels, speaker) for row in variants.to_dict("records")]


def _variant(row: dict[str, Any], labels: Mapping[str, str], speaker: str) -> dict[str, Any]:
    inserted = len(row.get("inserted", ()))
    but = _BUT_INSERTED if inserted and row["state"] == "verbatim" else ""
    head = [[labels[row["article"]], "strong"], [f"  {STATES[row['state']]}{but}", "quiet"]]
    if row["first"]:
        told = "first printed here" if row["earliest"] else "the form that all are compared with"
        head.append([f", {told}", "quiet"])
    if row["reattributed"]:
        head.append([f", attributed to {format_name(row)}", "edited"])
    elif format_name(row) not in ("", speaker):
        head.append([f", speaker here: {format_name(row)}", "quiet"])
    lines = [head, [[_describe_words({"kind": row["state"], **row}), "text"]]]
    left_out = " … ".join(row["left_out"])
    if left_out:
        lines.append([["left out: ", "quiet"], [shorten(left_out, _LONGEST), "dropped"]])
    for told, name in (("changed: ", "edits"), ("added: ", "more")):
        if len(row.get(name, ())):
            lines.append([[told, "quiet"], [shorten("; ".join(row[name]), _LONGEST), ""]])
    if inserted:
        words = "; ".join(f"[{words}]" for words in row["inserted"])
        lines.append([["inserted by an editor: ", "quiet"], [shorten(words, _LONGEST), ""]])
    return _row(row, lines)


def _row(row: Mapping[str, Any], lines: list[list[list[str]]]) -> dict[str, Any]:
    place = f"{row['article']}.{int(row['start'])}.{int(row['end'])}"
    return list_row(place, lines)


def list_commonest(variants: pd.DataFrame) -> pd.Index:
    """The numbers of the quotations, those that are in most articles first."""
    counts = variants.groupby("quotation")["article"].nunique()
    return counts.sort_values(ascending=False, kind="stable").index


def describe_quotation(variants: pd.DataFrame) -> str:
    """A quotation in one line: its speaker, its beginning, and how many variants of each state."""
    speaker = format_speaker(variants)
    states = ", ".join(f"{n} {STATES[state]}" for state, n in _count(variants["state"]))
    words = shorten(_first_printed(variants), 90)
    articles = count_of(len({*variants["article"].tolist()}), "article", "articles")
    return f"{speaker}: “{words}” in {articles} ({states})"


def format_name(row: Mapping[str, Any]) -> str:
    """The speaker of a quotation, with “perhaps” below `LEAST_CONFIDENCE`; "" for none."""
    name = row["speaker"]
    if not isinstance(name, str) or not name:
        return ""
    return name if row.get("confidence", 1.0) >= LEAST_CONFIDENCE else f"perhaps {name}"


def _first_printed(variants: pd.DataFrame) -> str:
    """The words of a quotation as printed first; rows are in the order of publication."""
    both = zip(variants["state"].tolist(), variants["text"].tolist(), strict=True)
    return next(str(text) for state, text in both if state != "reported")


def format_speaker(variants: pd.DataFrame) -> str:
    """The speaker of a quotation: the first confident one, else the first with “perhaps”."""
    known = {name: variants[name].tolist() for name in _OF_SPEAKER if name in variants}
    rows = (dict(zip(known, row, strict=True)) for row in zip(*known.values(), strict=True))
    names = [name for row in rows if (name := format_name(row))]
    return next(
        (name for name in names if not name.startswith("perhaps ")), next(iter(names), UNKNOWN)
    )


def _count(states: Iterable[str]) -> list[tuple[str, int]]:
    return Counter(map(str, states)).most_common()


def has_speaker(quotations: pd.DataFrame) -> pd.Series:
    """Whether each quotation has a speaker with at least `LEAST_CONFIDENCE`; booleans."""
    told = quotations["speaker"].notna() & (quotations["speaker"] != "")
    return told & (quotations["confidence"] >= LEAST_CONFIDENCE)


def count_speakers(quotations: pd.DataFrame, types: Mapping[str, str]) -> pd.DataFrame:
    """How often each speaker is quoted, as `entity_bars` takes it, the most quoted first.

    Columns `entity`, `type`, `mentions` (quotations) and `articles`; only confident speakers.
    `types` has the type of those that are entities.
    """
    named = quotations[has_speaker(quotations)]
    counts = named.groupby("speaker")["article"].agg(mentions="size", articles="nunique")
    ordered = counts.reset_index().sort_values(
        ["mentions", "articles", "speaker"], ascending=[False, False, True]
    )
    kinds = [types.get(speaker, _UNTYPED) for speaker in ordered["speaker"]]
    return ordered.rename(columns={"speaker": "entity"}).assign(type=kinds)


def speaker_table(counts: pd.DataFrame) -> pd.DataFrame:
    """The table of `count_speakers` with the names of a reader."""
    return counts[["entity", "type", "mentions", "articles"]].rename(
        columns={"entity": "speaker", "mentions": "quotations"}
    )


def quotation_table(quotations: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Quotations as a table, each with its article's title; `quotations` as in `quotation_rows`."""
    names = {
        "article": "article", "speaker": "speaker", "text": "words", "mention": "called",
        "cue": "verb", "confidence": "confidence", "how": "grounds", "start": "start", "end": "end",
    }  # fmt: skip
    titled = quotations.assign(article=quotations["article"].map(labels))
    return titled[list(names)].rename(columns=names)


def variant_table(variants: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Variants as a table, each with its article's title and its state in words."""
    words = {"article": variants["article"].map(labels), "state": variants["state"].map(STATES)}
    return variants.assign(**words)
