"""The articles that an article is a version or a copy of, or that are one of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.corpus.fingerprints import Relations
from components.views.local import say_day, say_share

MOST = 50


def relative_rows(
    article: str,
    versions: pd.DataFrame,
    earlier: Relations,
    reuse: pd.DataFrame,
    labels: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Each relative with why it is one, as a row that bears its id: versions first, then copies.

    `versions` and `earlier` are what the store tells of the article, `reuse` the shared passages
    of all; a relative that `labels` does not name is left out.
    """
    reasons: dict[str, list[str]] = {}
    for row in versions[versions["id"] != article].to_dict("records"):
        day = f" of {say_day(row['published'])}" if not pd.isna(row["published"]) else ""
        reasons.setdefault(row["id"], []).append(f"another version{day} at the same web address")
    for other in [earlier.same_text[article]] if article in earlier.same_text else []:
        reasons.setdefault(other, []).append(
            "the same text, apart from case, spaces and punctuation"
        )
    if article in earlier.near:
        other, share = earlier.near[article]
        reasons.setdefault(other, []).append(
            f"nearly the same text: {say_share(share)} of five-word sequences in common"
        )
    shares = _shared(article, reuse)
    for other, told in shares.items():
        reasons.setdefault(other, []).append(told)
    return [
        {
            "id": other,
            "score": None,
            "picked": False,
            "lines": [[[labels[other], "strong"]], [["; ".join(told), "quiet"]]],
            "actions": [],
        }
        for other, told in reasons.items()
        if other in labels
    ][:MOST]


def _shared(article: str, reuse: pd.DataFrame) -> dict[str, str]:
    own = reuse[(reuse["a"] == article) | (reuse["b"] == article)]
    shared = {}
    for row in own.sort_values("score", ascending=False).to_dict("records"):
        is_first = row["a"] == article
        other = row["b"] if is_first else row["a"]
        here, there = ("a_in_b", "b_in_a") if is_first else ("b_in_a", "a_in_b")
        shared[other] = (
            f"{say_share(row[here])} of this article is in that one, "
            f"{say_share(row[there])} of that one is in this"
        )
    return shared
