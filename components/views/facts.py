"""Numbers and dates in words: where two articles contradict each other, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.analysis.qualifiers import qualifier_before
from components.text.segment import sentences
from components.views.local import count_of, say_day, say_decimal, say_month
from components.views.mentions import mention_rows
from components.views.panes import cut_pieces, sentence_at

_QUALIFIERS = {
    ">": "more than",
    ">=": "at least",
    "<": "less than",
    "<=": "up to",
    "~": "about",
}
_PLACES = 4


def contradiction_rows(
    table: pd.DataFrame, texts: Mapping[str, str], labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each contradiction with both sentences, as a row that leads to either and to Compare.

    `table` has the columns of the stored contradictions and `others`: in how many more pairs of
    articles the same two are opposed. A row's id is its index in the table.
    """
    return [_contradiction(number, row, texts, labels) for number, row in _numbered(table)]


def _numbered(table: pd.DataFrame) -> list[tuple[Any, dict[str, Any]]]:
    return list(zip(table.index, table.to_dict("records"), strict=True))


def _contradiction(
    number: Any, row: Mapping[str, Any], texts: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, Any]:
    head = [[say_thing(row), "strong"], [f"  {_say_difference(row)}", "quiet"]]
    lines = [head]
    for article, start, end in (
        (row["a"], row["first_start"], row["first_end"]),
        (row["b"], row["second_start"], row["second_end"]),
    ):
        lines += [_sentence(texts[article], int(start), int(end)), [[labels[article], "quiet"]]]
    actions = [["first", "Read the first"], ["second", "Read the second"], ["compare", "Compare"]]
    return {"id": str(number), "score": None, "picked": False, "lines": lines, "actions": actions}


def say_thing(row: Mapping[str, Any]) -> str:
    """What is told differently, and how: “people: 500 · more than 500”."""
    what = row["counts"] or ("date" if row["kind"] == "date" else row["unit"] or "number")
    return f"{what}: {row['first_text']} · {row['second_text']}"


def _say_difference(row: Mapping[str, Any]) -> str:
    if row["difference"] == "qualifier":
        said = "the same number, with a different qualifier"
    else:
        said = "different dates" if row["kind"] == "date" else "different numbers"
    if row["basis"] == "alike":
        said += ", in sentences with at least half their words in common"
    if row["others"]:
        said += f"; the same in {count_of(int(row['others']), 'other pair', 'other pairs')}"
    return said


def _sentence(text: str, start: int, end: int) -> list[list[str]]:
    spans = sentences(text)
    place = sentence_at(spans, start)
    span = (start, end) if place is None else spans[place]
    pieces = cut_pieces(text, span, [(start, end, "hit")])
    return [[" ".join(piece.split("\n")), kind or "text"] for piece, kind in pieces]


def contradiction_table(table: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """The contradictions for people: what, both numbers, both articles."""
    return pd.DataFrame(
        {
            "what": [row["counts"] or row["kind"] for row in table.to_dict("records")],
            "first": table["first_text"],
            "second": table["second_text"],
            "first article": table["a"].map(labels),
            "second article": table["b"].map(labels),
            "difference": table["difference"],
            "sentences": table["basis"],
        }
    )


def figure_rows(
    figures: pd.DataFrame, texts: Mapping[str, str], labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each number in its context, with what it was read as."""
    rows = mention_rows(figures, texts, labels)
    for row, figure in zip(rows, figures.to_dict("records"), strict=True):
        text = texts[str(figure["article"])]
        told, _ = qualifier_before(text, int(figure["start"]))
        qualifier = " ".join(text[slice(*told)].split()) if figure["qualifier"] else None
        row["lines"][1].append([f" · read as {say_figure(figure, qualifier)}", "quiet"])
    return rows


def say_figure(figure: Mapping[str, Any], qualifier: str | None = None) -> str:
    """What a number was read as: “more than 2,500,000 USD”.

    `qualifier` are the words of the article for it; where they are not known its sign is said.
    """
    told = qualifier or _QUALIFIERS.get(figure["qualifier"], "")
    value, high = say_decimal(figure["value"], _PLACES, least=0), figure["high"]
    span = "" if pd.isna(high) else f" to {say_decimal(high, _PLACES, least=0)}"
    unit = "%" if figure["unit"] == "%" else f" {figure['unit']}" if figure["unit"] else ""
    counts = f" {figure['counts']}" if figure["counts"] else ""
    return f"{told} {value}{span}{unit}{counts}".lstrip()


def date_rows(
    dates: pd.DataFrame, texts: Mapping[str, str], labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each date in its context, with the days it was read as, or that it stays open."""
    rows = mention_rows(dates, texts, labels)
    for row, found in zip(rows, dates.to_dict("records"), strict=True):
        row["lines"][1].append([f" · {say_date(found)}", "quiet"])
    return rows


def say_date(found: Mapping[str, Any]) -> str:
    """What a date was read as: “read as 14 May 2025, by the day of the article”."""
    if pd.isna(found["first"]):
        return "no date assigned: the article has no date, or the date can be read in two ways"
    day = found["first"]
    said = {
        "day": say_day(day),
        "week": f"the week of {say_day(day)}",
        "month": say_month(day),
        "year": str(day.year),
    }[found["period"]]
    return f"read as {said}" + (
        ", relative to the date of the article" if found["basis"] == "relative" else ""
    )
