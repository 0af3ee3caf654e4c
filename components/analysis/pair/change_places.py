"""Where in an article the changes of a pair stand: headline, lede, body or end."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import pandas as pd

from components.analysis.pair.alignment import Alignment
from components.text.segment import Span, paragraphs

HEADLINE, LEDE, BODY, END = "headline", "lede", "body", "end"
PLACES = (HEADLINE, LEDE, BODY, END)
# The end of a text: so much of its sentences after the lede.
_END_SHARE = 1 / 4


def find_places(text: str, spans: Sequence[Span]) -> list[str]:
    """The place of each sentence of a text: lede, body or end.

    The lede is the first paragraph that has a sentence; of a text of one paragraph it is the first
    sentence. The end is the last quarter of the other sentences, rounded up; the body is the rest.
    """
    if not spans:
        return []
    first = next(end for _, end in paragraphs(text) if end > spans[0][0])
    lede = sum(start < first for start, _ in spans)
    lede = 1 if lede == len(spans) else lede
    end = ceil(_END_SHARE * (len(spans) - lede))
    return [LEDE] * lede + [BODY] * (len(spans) - lede - end) + [END] * end


def place_changes(ledger: pd.DataFrame, alignment: Alignment) -> pd.Series:
    """The place of each change of the ledger of an alignment, with the index of the ledger.

    It is that in the first text; of what only the second has, that in the second.
    """
    first = find_places(alignment.first_text, alignment.first)
    second = find_places(alignment.second_text, alignment.second)
    ends = zip(ledger["first_sentence"], ledger["second_sentence"], strict=True)
    found = [second[int(there)] if pd.isna(here) else first[int(here)] for here, there in ends]
    return pd.Series(found, index=ledger.index, dtype="str")
