"""Relation of a pair in words: shares, what was argued or decided, and the evidence as rows."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.analysis.pair.relation import (
    KINDS,
    LEAST_OF_VERSION,
    Relation,
    describe_evidence,
)
from components.views.locale_formatting import (
    count_of,
    format_share,
    format_short_day,
)
from components.views.pairs import describe_direction, describe_verdict
from components.views.panes import list_row

# A text of so few sentences is a teaser beside a longer one.
FEW_SENTENCES = 3
_KINDS = {
    "same text": "The same text",
    "version": "Two versions of one text",
    "excerpt": "One is an excerpt of the other",
    "common source": "Both take from a common source",
    "follow-up": "One follows up on the other with some of its text",
    "unrelated": "Not versions of one text",
}


def describe_shares(relation: Relation, first: str = "A", second: str = "B") -> str:
    """How much the two share: “80% of the shorter (80% of A, 40% of B)”; "" if not computed.

    Where one is a teaser of few sentences and the other is not, it says so.
    """
    if relation.overlap is None:
        return ""
    shares = ((relation.a_in_b, first), (relation.b_in_a, second))
    each = (f"{format_share(share)} of {name}" for share, name in shares if share is not None)
    overlap = f"{format_share(relation.overlap)} of the shorter"
    sizes = (relation.counts.first, relation.counts.second) if relation.counts else ()
    if sizes and 0 < min(sizes) <= FEW_SENTENCES < max(sizes):
        few = count_of(min(sizes), "sentence", "sentences")
        overlap += f", a teaser of {few}"
    return f"{overlap} ({', '.join(each)})"


def describe_kind(relation: Relation, first: str = "A", second: str = "B") -> str:
    """What kind of a pair they are, and the shares of copied passages where they have any."""
    if relation.overlap is None:
        copied = "Copied passages have not been looked for yet."
    elif relation.overlap:
        copied = f"Copied passages: {describe_shares(relation, first, second)}."
    else:
        copied = "They share no copied passage."
    little = relation.kind == "version" and (relation.overlap or 0.0) < LEAST_OF_VERSION
    kind = "They have some text in common" if little and not relation.decided else ""
    return f"{kind or _KINDS[relation.kind]}. {copied}"


def describe_relation(
    relation: Relation, first: str = "A", second: str = "B", *, zone: str = "UTC"
) -> str:
    """The direction as argued, with the reason where it cannot be told, or as it was decided.

    “A from B, decided by Ann on 18 Mar 2024.” `zone` is the reader's time zone, an IANA name. A
    decision on the kind alone is followed by the direction as it was argued.
    """
    argued = describe_direction(relation.as_direction, first, second)
    if relation.reason:
        argued = f"{argued.rstrip('.')}: {relation.reason}."
    if not relation.decided:
        return argued
    verdict = describe_verdict(relation.decided, first, second)
    decided = f"{verdict[0].upper()}{verdict[1:]}, decided by {_sign(relation, zone)}."
    is_kind = relation.decided in KINDS and relation.decided not in ("common source", "unrelated")
    return f"{decided} {argued}" if is_kind else decided


def _sign(relation: Relation, zone: str) -> str:
    who = relation.decided_by or "an analyst"
    if not relation.decided_at:
        return who
    moment = pd.Timestamp(relation.decided_at)
    aware = moment.tz_localize("UTC") if moment.tz is None else moment
    return f"{who} on {format_short_day(aware.tz_convert(zone).date())}"


def evidence_rows(relation: Relation, first: str = "A", second: str = "B") -> list[dict[str, Any]]:
    """Each piece of evidence with the direction that it supports; a row's id is its number.

    What was struck says so instead. The action `strike` strikes a piece, or has it count again.
    """
    rows = []
    for number, piece in enumerate(relation.evidence):
        points = describe_verdict(piece.points, first, second)
        spoken = "" if piece.points == "cannot tell" else f"supports: {points}"
        struck = piece.id in relation.struck
        spoken = "struck, does not count" if struck else spoken
        lines = [[[describe_evidence(piece, first, second), ""]], [[spoken, "quiet"]]]
        actions = [["strike", "Count again" if struck else "Strike"]] if piece.weight else []
        rows.append(list_row(str(number), lines if spoken else lines[:1], actions=actions))
    return rows


def evidence_table(relation: Relation) -> pd.DataFrame:
    """The evidence as a table for export: `evidence`, `supports`, `weight`, in the given order.

    What was struck from a relation has the weight 0.
    """
    rows = [
        (
            describe_evidence(piece),
            piece.points,
            0.0 if piece.id in relation.struck else piece.weight,
        )
        for piece in relation.evidence
    ]
    return pd.DataFrame(rows, columns=["evidence", "supports", "weight"])
