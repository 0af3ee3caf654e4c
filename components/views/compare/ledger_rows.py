"""The ledger of changes as rows to pick."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from components.analysis.pair.ledger import EDITS
from components.views.formatting import shorten

KIND_NAMES = {
    "roles": "who did what",
    "number": "number",
    "date": "date",
    "negation": "negation",
    "hedge": "certainty",
    "attribution": "attribution",
    "label": "label",
    "entity": "name",
    "name_form": "form of name",
    "quotation": "quotation",
    "credit": "credit",
    "tense": "tense",
    "spelling": "spelling",
    "order": "order",
    "wording": "wording",
    "cosmetic": "cosmetic",
    "person": "person",
    "sentence": "sentence",
    "boilerplate": "boilerplate",
}
SIGNS = {
    **dict.fromkeys(EDITS, "≠"),
    "moved": "↕",
    "dropped": "−",
    "added": "+",
    "only first": "◂",
    "only second": "▸",
}
_LONGEST = 120
UNJUDGED = "unjudged"
# Above the changes of two articles that share no sentence.
NO_VERSIONS = (
    "These are not versions of one text. The most telling sentences that only one of them has:"
)


def ledger_rows(
    ledger: pd.DataFrame, verdicts: Mapping[str, str], picked: str | None = None
) -> list[dict[str, Any]]:
    """Each change with its weight, kind and reason; picked ones and verdicts are shown as such.

    `ledger` is the table of `components.analysis.pair.ledger`; `verdicts` maps its ids to the analyst's
    words.
    """
    return [_row(row, verdicts.get(row["id"], ""), picked) for row in ledger.to_dict("records")]


def _row(row: dict[str, Any], verdict: str, picked: str | None) -> dict[str, Any]:
    kind = KIND_NAMES.get(row["kind"], row["kind"])
    head = [[f"{SIGNS[row['change']]} {kind}", "strong"]]
    if verdict:
        head.append([f"   judged {verdict}", "quiet"])
    words = [_words(row)] if row["change"] in EDITS else []
    return {
        "id": row["id"],
        "score": float(row["weight"]),
        "picked": row["id"] == picked,
        "lines": [head, [[row["reason"], "quiet"]], *words],
        "actions": [],
    }


def _words(row: dict[str, Any]) -> list[list[str]]:
    before, after = shorten(row["before"], _LONGEST), shorten(row["after"], _LONGEST)
    kinds = ("dropped", "added") if row["change"] == "edited" else ("text", "text")
    pieces = [[before, kinds[0]]] if before else []
    if before and after:
        pieces.append([" → " if row["change"] == "edited" else " ↔ ", "quiet"])
    return [*pieces, *([[after, kinds[1]]] if after else [])]


def sentence_of(row: dict[str, Any], letters: str = "ab") -> str:
    """The id of the sentence that a change leads to, as the panes of those letters name it."""
    if not pd.isna(row["first_sentence"]):
        return f"{letters[0]}{int(row['first_sentence'])}"
    return f"{letters[1]}{int(row['second_sentence'])}"


def ledger_table(ledger: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """The ledger as a table for people, with offsets in both texts and what was decided.

    `verdicts` has columns `value`, `note`, `who` and `when`, by the id of the change. Where it is
    not known which text was first, no column speaks of before and after.
    """
    columns = ["change", "kind", "weight", "reason", "before", "after"]
    places = ["first_start", "first_end", "second_start", "second_end"]
    told = verdicts.reindex(ledger["id"])[["value", "note", "who", "when"]]
    table = ledger[[*columns, *places]].assign(
        verdict=told["value"].fillna("").to_numpy(),
        note=told["note"].fillna("").to_numpy(),
        who=told["who"].fillna("").to_numpy(),
        judged=told["when"].to_numpy(),
    )
    named = table.assign(kind=table["kind"].map(KIND_NAMES))
    if ledger["change"].isin(["differs", "only first", "only second"]).any():
        return named.rename(columns={"before": "in the first", "after": "in the second"})
    return named


def no_verdicts() -> pd.DataFrame:
    """Verdicts as `ledger_table` takes them, of changes that nobody was asked about."""
    return pd.DataFrame({name: pd.Series(dtype="str") for name in ("value", "note", "who", "when")})


def judged_as(ledger: pd.DataFrame, verdicts: Mapping[str, str], verdict: str) -> pd.DataFrame:
    """The changes that were judged so; with `UNJUDGED` those that nobody has judged yet."""
    told = ledger["id"].map(dict(verdicts)).fillna(UNJUDGED)
    return ledger[told == verdict]


def next_unjudged(
    changes: Sequence[str], judged: Collection[str], picked: str | None, by: int
) -> str | None:
    """The change nearest to the picked one, down (`by` 1) or up (-1), that nobody has judged.

    The search goes round; None when all are judged.
    """
    at = changes.index(picked) if picked in changes else (-1 if by > 0 else 0)
    ring = [changes[(at + by * step) % len(changes)] for step in range(1, len(changes) + 1)]
    return next((change for change in ring if change not in judged and change != picked), None)


_LONGEST_OMISSIONS = 280


def omission_rows(found: pd.DataFrame, ticks: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each sentence, figure, person or quotation with its reason and who carries it.

    `found` has rows of `components.analysis.pair.omissions.left_out`, whose row labels become the ids.
    """
    return [_row(int(str(label)), row, ticks) for label, row in found.to_dict("index").items()]


def _row(label: int, row: dict[str, Any], ticks: Mapping[str, str]) -> dict[str, Any]:
    sisters = [[f"in {', '.join(map(ticks.__getitem__, row['sisters']))}", "quiet"]]
    return {
        "id": str(label),
        "score": float(row["weight"]),
        "picked": False,
        "lines": [
            [[KIND_NAMES.get(row["kind"], row["kind"]), "strong"], [f"  {row['reason']}", "quiet"]],
            [[shorten(" ".join(row["text"].split()), _LONGEST_OMISSIONS), "text"]],
            *([sisters] if row["sisters"] else []),
        ],
        "actions": [["beside", "Side by side"]] if row["sisters"] else [],
    }


def omission_table(found: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """The same for people who take it away."""
    carriers = [" · ".join(map(labels.__getitem__, sisters)) for sisters in found["sisters"]]
    table = found[["what", "kind", "weight", "reason", "text"]].assign(**{"found in": carriers})
    return table.assign(kind=table["kind"].map(KIND_NAMES))
