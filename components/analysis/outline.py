"""Where the sentences of a text begin and its first paragraph ends, read once an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from components.text.segment import paragraphs, sentences

VERSION = "outline 1"


def outline(text: str, language: str = "en") -> dict[str, Any]:
    """`sentences`: where each begins; `lead`: where the first paragraph ends. Ready for JSON."""
    ends = [end for _, end in paragraphs(text)]
    starts = [start for start, _ in sentences(text, language)]
    return {"sentences": starts, "lead": ends[0] if ends else 0}


def locate(places: pd.DataFrame, outlines: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """The rows with `sentence` (number in the article) and `lead` (in its first paragraph).

    `places` has columns `article` (an id) and `start`, the rows of an article in one run; an
    article without an outline counts as one sentence.
    """
    articles = places["article"].astype(str).to_numpy()
    starts = places["start"].to_numpy()
    number = np.zeros(len(places), dtype=np.int64)
    lead = np.zeros(len(places), dtype=bool)
    edges = np.flatnonzero(articles[1:] != articles[:-1]) + 1
    for rows in np.split(np.arange(len(places)), edges):
        known = outlines.get(articles[rows[0]]) if len(rows) else None
        if known:
            number[rows] = _numbers(known["sentences"], starts[rows])
            lead[rows] = starts[rows] < known["lead"]
    return places.assign(sentence=number, lead=lead)


def _numbers(sentences: Sequence[int], starts: np.ndarray) -> np.ndarray:
    return np.maximum(np.searchsorted(sentences, starts, side="right") - 1, 0)
