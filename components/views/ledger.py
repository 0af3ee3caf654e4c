"""The ledger of changes as rows to pick."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.views.layout import shorten

KIND_NAMES = {
    "number": "number",
    "date": "date",
    "negation": "negation",
    "hedge": "how sure",
    "attribution": "attribution",
    "label": "label",
    "entity": "name",
    "name_form": "form of a name",
    "quotation": "quotation",
    "credit": "credit",
    "tense": "tense",
    "spelling": "spelling",
    "order": "order",
    "wording": "wording",
    "cosmetic": "cosmetic",
    "person": "person",
    "sentence": "sentence",
    "boilerplate": "page line",
}
_SIGNS = {"edited": "≠", "moved": "↕", "dropped": "−", "added": "+"}
_LONGEST = 120


def ledger_rows(
    ledger: pd.DataFrame, verdicts: dict[str, str], picked: str | None = None
) -> list[dict[str, Any]]:
    """Each change with its weight, kind and reason; picked ones and verdicts are shown as such.

    `ledger` is the table of `components.analysis.ledger`; `verdicts` maps its ids to the analyst's
    words.
    """
    return [_row(row, verdicts.get(row["id"], ""), picked) for row in ledger.to_dict("records")]


def _row(row: dict[str, Any], verdict: str, picked: str | None) -> dict[str, Any]:
    kind = KIND_NAMES.get(row["kind"], row["kind"])
    head = [[f"{_SIGNS[row['change']]} {kind}", "strong"]]
    if verdict:
        head.append([f"   judged {verdict}", "quiet"])
    words = [_words(row)] if row["change"] == "edited" else []
    return {
        "id": row["id"],
        "score": float(row["weight"]),
        "picked": row["id"] == picked,
        "lines": [head, [[row["reason"], "quiet"]], *words],
        "actions": [],
    }


def _words(row: dict[str, Any]) -> list[list[str]]:
    before, after = shorten(row["before"], _LONGEST), shorten(row["after"], _LONGEST)
    pieces = [[before, "dropped"]] if before else []
    if before and after:
        pieces.append([" → ", "quiet"])
    return [*pieces, *([[after, "added"]] if after else [])]


def sentence_of(row: dict[str, Any]) -> str:
    """The id of the sentence that a change leads to, as the panes name it."""
    if not pd.isna(row["first_sentence"]):
        return f"a{int(row['first_sentence'])}"
    return f"b{int(row['second_sentence'])}"


def ledger_table(ledger: pd.DataFrame, verdicts: dict[str, str]) -> pd.DataFrame:
    """The ledger as a table for people, with offsets in both texts."""
    columns = ["change", "kind", "weight", "reason", "before", "after"]
    places = ["first_start", "first_end", "second_start", "second_end"]
    told = [verdicts.get(change, "") for change in ledger["id"]]
    return ledger[[*columns, *places]].assign(verdict=told)
