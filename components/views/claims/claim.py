"""A claim as its card shows it: words, what is claimed of them with its grounds, occurrences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from components.views.figure_rows import describe_contradiction, describe_figure, describe_grounds
from components.views.locale_formatting import count_of
from components.views.quotations import describe_ground, describe_speaker


@dataclass(frozen=True)
class Claim:
    """One claim: kind and key of its verdict, and what its card says.

    `words` are those of the article, `told` lines that say what is claimed, how certain and why.
    `place` is where the words stand, `places` the places that a citation names. `measure` is that
    of `measure_explanations`. `occurrences` is a table of `analysis.claims.occurrences`; `other` is
    the article that those of `place` are compared with, "" for any.
    """

    kind: str
    key: str
    words: str
    told: tuple[str, ...]
    measure: str
    place: str
    occurrences: pd.DataFrame
    row: Mapping[Any, Any] = field(default_factory=dict)
    places: tuple[str, ...] = ()


def describe_quotation_claim(row: Mapping[Any, Any]) -> tuple[str, tuple[str, ...]]:
    """The words of a quotation, and who said them with certainty and grounds."""
    words = str(row["text"])
    said = words if row["kind"] == "reported" else f"“{words}”"
    kind = "Told without quotation marks. " if row["kind"] == "reported" else ""
    return said, (f"{kind}Speaker: {describe_speaker(row)}", describe_ground(row))


def describe_figure_claim(row: Mapping[Any, Any]) -> tuple[str, tuple[str, ...]]:
    """The words of a figure, and what it was read as."""
    thing = f"It counts: {row['counts']}." if row["counts"] else "What it counts is not plain."
    return str(row["text"]), (f"Read as {describe_figure(row)}", thing)


def describe_contradiction_claim(row: Mapping[Any, Any]) -> tuple[str, tuple[str, ...]]:
    """Both values, and on what grounds they are taken to be of one thing."""
    sure = "A contradiction" if row["strength"] == "sure" else "Perhaps a contradiction"
    grounds = describe_grounds(row) or (
        "The sentences answer to each other." if row["basis"] == "linked"
        else "The sentences have much in common."
    )  # fmt: skip
    return describe_contradiction(row), (sure, grounds)


def describe_change_claim(row: Mapping[Any, Any]) -> tuple[str, tuple[str, ...]]:
    """What was changed into what, and why it tells something."""
    words = f"{row['before']} → {row['after']}" if row["before"] and row["after"] else ""
    return words or str(row["before"] or row["after"]), (str(row["reason"]),)


def describe_count(occurrences: pd.DataFrame) -> str:
    """How often and in how many articles, in a sentence."""
    times = count_of(len(occurrences), "occurrence", "occurrences")
    articles = count_of(occurrences["article"].nunique(), "article", "articles")
    return f"{times} in {articles} of the library."
