"""Ledger and omissions as list rows and tables: what changed in a pair, what an article lacks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from components.analysis.pair.change_places import HEADLINE
from components.analysis.pair.ledger import EDITS
from components.views.locale_formatting import shorten
from components.views.panes import list_row

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
_LONGEST_WORDS = 120
_LONGEST_SENTENCE = 280
UNJUDGED = "unjudged"
# The lead of a ledger of two articles without a common sentence.
NO_VERSIONS = (
    "These are not versions of one text. The most telling sentences that only one of them has:"
)


def ledger_rows(
    ledger: pd.DataFrame,
    verdicts: Mapping[str, str],
    selected: str | None = None,
    judges: Mapping[str, str] = MappingProxyType({}),
) -> list[dict[str, Any]]:
    """Each change with its weight (0 to 1) as score, its kind, reason and verdict.

    `ledger` is the table of `components.analysis.pair.ledger`; `verdicts`, `selected` and `judges`
    (who gave the verdict) are by its column `id`, which is also the id of the row.
    """
    return [
        _ledger_row(row, verdicts.get(row["id"], ""), selected, judges.get(row["id"], ""))
        for row in ledger.to_dict("records")
    ]


def _ledger_row(
    row: dict[str, Any], verdict: str, selected: str | None, judge: str
) -> dict[str, Any]:
    kind = KIND_NAMES.get(row["kind"], row["kind"])
    is_struck = verdict == "wrong"
    head = [[f"{SIGNS[row['change']]} {kind}", "struck" if is_struck else "strong"]]
    if verdict:
        head.append([f"   judged {verdict}{f' by {judge}' if judge else ''}", "quiet"])
    words = [_words(row)] if row["change"] in EDITS and not is_struck else []
    return list_row(
        row["id"],
        [head, [[row["reason"], "struck" if is_struck else "quiet"]], *words],
        score=float(row["weight"]),
        selected=row["id"] == selected,
        # A headline is no part of the text, in which occurrences are looked for.
        actions=[] if row.get("place") == HEADLINE else [["check", "Check"]],
    )


def _words(row: dict[str, Any]) -> list[list[str]]:
    before, after = shorten(row["before"], _LONGEST_WORDS), shorten(row["after"], _LONGEST_WORDS)
    kinds = ("dropped", "added") if row["change"] == "edited" else ("text", "text")
    pieces = [[before, kinds[0]]] if before else []
    if before and after:
        pieces.append([" → " if row["change"] == "edited" else " ↔ ", "quiet"])
    return [*pieces, *([[after, kinds[1]]] if after else [])]


def sentence_id(row: dict[str, Any], letters: str = "ab") -> str:
    """The id of the sentence of a change in the panes with these two letters.

    That is the sentence of the first text or, where it has none, of the second.
    """
    if not pd.isna(row["first_sentence"]):
        return f"{letters[0]}{int(row['first_sentence'])}"
    return f"{letters[1]}{int(row['second_sentence'])}"


def ledger_table(ledger: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """The ledger as a table for export, with offsets in both texts and verdicts.

    `verdicts` has columns `value`, `note`, `who` and `when`, by the id of the change. Where the
    direction is not known, the columns `before` and `after` are called `in the first` and `in the
    second`.
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


def empty_verdicts() -> pd.DataFrame:
    """A table of verdicts for `ledger_table` without any row."""
    return pd.DataFrame({name: pd.Series(dtype="str") for name in ("value", "note", "who", "when")})


def filter_by_verdict(
    ledger: pd.DataFrame, verdicts: Mapping[str, str], verdict: str
) -> pd.DataFrame:
    """The changes with this verdict; with `UNJUDGED` those without any."""
    told = ledger["id"].map(dict(verdicts)).fillna(UNJUDGED)
    return ledger[told == verdict]


def next_unjudged(
    changes: Sequence[str], judged: Collection[str], selected: str | None, by: int
) -> str | None:
    """The next change without a verdict after the selected one, down (`by` 1) or up (`by` -1).

    The search wraps around at the ends; None when all others have a verdict.
    """
    at = changes.index(selected) if selected in changes else (-1 if by > 0 else 0)
    ring = [changes[(at + by * step) % len(changes)] for step in range(1, len(changes) + 1)]
    return next((change for change in ring if change not in judged and change != selected), None)


def omission_rows(found: pd.DataFrame, ticks: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each sentence, figure, person or quotation with its weight, reason, and who has it.

    `found` are rows of the table of `analysis.pair.omissions.find_omissions`, whose index gives the
    ids. `ticks` are short names of articles.
    """
    rows = zip(found.index.tolist(), found.to_dict("records"), strict=True)
    return [_omission_row(label, row, ticks) for label, row in rows]


def _omission_row(label: int, row: dict[str, Any], ticks: Mapping[str, str]) -> dict[str, Any]:
    carriers = [[f"in {', '.join(map(ticks.__getitem__, row['versions']))}", "quiet"]]
    return list_row(
        str(label),
        [
            [[KIND_NAMES.get(row["kind"], row["kind"]), "strong"], [f"  {row['reason']}", "quiet"]],
            [[shorten(" ".join(row["text"].split()), _LONGEST_SENTENCE), "text"]],
            *([carriers] if row["versions"] else []),
        ],
        score=float(row["weight"]),
        actions=[["beside", "Side by side"]] if row["versions"] else [],
    )


def omission_table(found: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """The same as a table for export; `found in` has the titles of the articles that have it."""
    carriers = [" · ".join(map(labels.__getitem__, ids)) for ids in found["versions"]]
    table = found[["what", "kind", "weight", "reason", "text"]].assign(**{"found in": carriers})
    return table.assign(kind=table["kind"].map(KIND_NAMES))
