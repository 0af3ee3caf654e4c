"""What an article leaves out and what it alone has, as rows and as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.text.normalisation import Wording, read_wording, without_insertions
from components.views.compare.ledger_rows import KIND_NAMES
from components.views.formatting import shorten
from components.views.quotations import format_name

COLUMNS = ["only in", "what", "words", "times", "start"]
_LONGEST = 160
_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "NORP": "nationality or group",
    "EVENT": "event",
    "FAC": "building or site",
}


def only_table(
    mentions: pd.DataFrame,
    quotations: pd.DataFrame,
    variants: pd.DataFrame,
    pair: tuple[str, str],
    letters: str,
    texts: tuple[str, str] = ("", ""),
) -> pd.DataFrame:
    """Names and quotations of either that the other lacks, by side, what, and how often.

    `mentions` has columns `article`, `entity`, `type` and `start`; `quotations` has `article`,
    `start`, `end`, `text`, `speaker` and `kind`, of which the direct ones count; `variants` is the
    ledger of quotations in two articles or more, `quotation` being one number for all versions of
    one. With both `texts` nothing is told that stands word for word in the other, though it was not
    found there as a name or a quotation. Columns `COLUMNS`; `start` is the first place in the text.
    """
    rows: list[tuple[str, str, str, int, int]] = []
    sides = zip(letters.upper(), pair, pair[::-1], texts[::-1], strict=True)
    for letter, article, other, text in sides:
        there, spoken = read_wording(text), read_wording(without_insertions(text))
        rows += [(letter, *row) for row in _names(mentions, article, other, there)]
        rows += [
            (letter, *row) for row in _quotations(quotations, variants, (article, other), spoken)
        ]
    return pd.DataFrame(rows, columns=COLUMNS)


def named_alone(mentions: pd.DataFrame, article: str, other: str, there: Wording) -> pd.DataFrame:
    """The mentions in one article of who is not named in another.

    `there` is the wording of the other, in which neither a name nor its longest form may stand.
    """
    own = mentions[mentions["article"] == article]
    elsewhere = set(mentions.loc[mentions["article"] == other, "entity"].astype(str))
    own = own[~own["entity"].astype(str).isin(elsewhere)]
    forms = own["surface" if "surface" in own else "entity"].astype(str)
    longest = forms.groupby(own["entity"].astype(str)).agg(lambda held: max(held, key=len))
    held = [name for name, form in longest.items() if there.holds(str(name)) or there.holds(form)]
    return own[~own["entity"].astype(str).isin(held)]


def _names(
    mentions: pd.DataFrame, article: str, other: str, there: Wording
) -> list[tuple[str, str, int, int]]:
    own = named_alone(mentions, article, other, there)
    found = [
        (str(group["type"].iloc[0]), str(name), len(group), int(group["start"].min()))
        for name, group in own.groupby(own["entity"].astype(str), sort=False)
    ]
    return sorted(found, key=lambda row: (-row[2], row[3]))


def _quotations(
    quotations: pd.DataFrame, variants: pd.DataFrame, pair: tuple[str, str], there: Wording
) -> list[tuple[str, str, int, int]]:
    article, other = pair
    known = set(variants.loc[variants["article"] == other, "quotation"])
    both = variants[(variants["article"] == article) & variants["quotation"].isin(known)]
    shared = list(zip(both["start"], both["end"], strict=True))
    own = quotations[(quotations["article"] == article) & (quotations["kind"] == "direct")]
    return [
        ("quotation", _say_quotation(row), 1, int(row["start"]))
        for row in own.sort_values("start").to_dict("records")
        if not any(row["start"] < end and start < row["end"] for start, end in shared)
        and not there.holds(without_insertions(row["text"]))
    ]


def _say_quotation(row: dict[str, Any]) -> str:
    speaker = format_name(row)
    return f"“{row['text']}” – {speaker}" if speaker else f"“{row['text']}”"


def only_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows to pick; an id is the letter of the side, the place in its text and a number."""
    return [
        {
            "id": f"{row['only in'].lower()}.{row['start']}.{number}",
            "score": None,
            "picked": False,
            "lines": [_line(row)],
            "actions": [],
        }
        for number, row in enumerate(table.to_dict("records"))
    ]


def _line(row: dict[str, Any]) -> list[list[str]]:
    often = f", {row['times']} times" if row["times"] > 1 else ""
    words = [shorten(row["words"], _LONGEST), "text" if row["what"] == "quotation" else "strong"]
    return [
        [f"{row['only in']}  ", "quiet"],
        words,
        [f"  {_KINDS.get(row['what'], row['what'])}{often}", "quiet"],
    ]


_LONGEST_OMISSIONS = 280


def omission_rows(found: pd.DataFrame, ticks: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each sentence, figure, person or quotation with its reason and who carries it.

    `found` has rows of `omissions.find_omissions`, whose row labels become the ids.
    """
    return [_row(int(str(label)), row, ticks) for label, row in found.to_dict("index").items()]


def _row(label: int, row: dict[str, Any], ticks: Mapping[str, str]) -> dict[str, Any]:
    sisters = [[f"in {', '.join(map(ticks.__getitem__, row['versions']))}", "quiet"]]
    return {
        "id": str(label),
        "score": float(row["weight"]),
        "picked": False,
        "lines": [
            [[KIND_NAMES.get(row["kind"], row["kind"]), "strong"], [f"  {row['reason']}", "quiet"]],
            [[shorten(" ".join(row["text"].split()), _LONGEST_OMISSIONS), "text"]],
            *([sisters] if row["versions"] else []),
        ],
        "actions": [["beside", "Side by side"]] if row["versions"] else [],
    }


def omission_table(found: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """The same for people who take it away."""
    carriers = [" · ".join(map(labels.__getitem__, sisters)) for sisters in found["versions"]]
    table = found[["what", "kind", "weight", "reason", "text"]].assign(**{"found in": carriers})
    return table.assign(kind=table["kind"].map(KIND_NAMES))
