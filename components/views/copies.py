"""Copies that are counted once, in words and as a list: what is left out, what stands for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.text.plural import agree
from components.views.locale_formatting import count_of, format_count, format_share
from components.views.panes import list_row


def describe_counted_once(left_out: Mapping[str, str], once: int) -> str:
    """How many articles of how many families are counted once, and how many that leaves out.

    `left_out` has by article the one that counts for it; `once` is the share in per cent.
    """
    most = f"{once} % or more of"
    if not left_out:
        return f"No copies to count once: no article has {most} its words in another selected one."
    stand = len(set(left_out.values()))
    articles = count_of(len(left_out) + stand, "article", "articles")
    families = count_of(stand, "family", "families")
    out = len(left_out)
    return (
        f"{articles} of {families} counted once: {format_count(out)} left out, because {most} "
        f"{agree(out, 'its', 'their')} words are in another."
    )


def group_copies(left_out: Mapping[str, str]) -> dict[str, list[str]]:
    """By article that counts those it stands for, most copies first, then by their ids."""
    groups: dict[str, list[str]] = {}
    for copy, counts in left_out.items():
        groups.setdefault(counts, []).append(copy)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return {counts: sorted(copies) for counts, copies in ordered}


def copy_rows(
    copies: Sequence[tuple[str, str]],
    shares: Mapping[tuple[str, str], float],
    names: tuple[Mapping[str, str], Mapping[str, str]],
    once: int,
) -> list[dict[str, Any]]:
    """A row for each article left out, with the one that counts for it and the reason.

    `copies` are pairs of both, `shares` of the words of the first that are in the second; `names`
    are short names and titles by article, `once` the share in per cent from which on it is a copy.
    """
    ticks, labels = names
    rows = []
    for copy, counts in copies:
        share = shares.get((copy, counts), 0.0)
        reason = "" if share * 100 >= once else ", and enough in another copy of it"
        rows.append(
            list_row(
                f"{copy}.{counts}",
                [
                    [[ticks[copy], "strong"], [f"  {labels[copy]}", "quiet"]],
                    [[f"left out; {ticks[counts]} counts", "quiet"]],
                    [[f"{format_share(share)} of its words are in that one{reason}", "quiet"]],
                ],
                share=share,
            )
        )
    return rows


def copy_table(left_out: Mapping[str, str], labels: Mapping[str, str]) -> pd.DataFrame:
    """A row for each article left out: its title and id, and those of the one that counts."""
    rows = [
        (labels[copy], labels[counts], copy, counts)
        for counts, copies in group_copies(left_out).items()
        for copy in copies
    ]
    columns = ["left out of counts", "counted instead", "id", "id of the counted"]
    return pd.DataFrame(rows, columns=columns)
