"""What one of two articles names or quotes and the other does not."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.text.insertions import without_insertions
from components.text.wording import Wording, read_wording
from components.views.layout import shorten
from components.views.quotations import say_name

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
    speaker = say_name(row)
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
