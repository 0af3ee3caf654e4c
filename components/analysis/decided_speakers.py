"""Speakers of quotations under the names that analysts decided on."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

import pandas as pd


def rename_speakers(
    quotations: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame
) -> pd.DataFrame:
    """The quotations with the speakers that the decided mentions give.

    `quotations` has columns `article`, `speaker` and `named` (where the speaker's name begins, -1
    where it does not stand). `before` are the mentions as found and `after` as decided, whose index
    is that of the rows it kept. A speaker that is no entity any more becomes None.
    """
    now = after["entity"].reindex(before.index)
    changed = before.index[(now != before["entity"]).to_numpy()]
    touched = set(before.loc[changed, "entity"])
    rows = quotations.index[quotations["speaker"].isin(touched)]
    if rows.empty:
        return quotations
    own = before[before["article"].isin(set(quotations.loc[rows, "article"]))]
    places: defaultdict[str, list[tuple[int, int, object]]] = defaultdict(list)
    for article, start, end, name in zip(
        own["article"], own["start"], own["end"], now[own.index], strict=True
    ):
        places[str(article)].append((int(start), int(end), name))
    told = quotations.loc[rows, ["article", "named", "speaker"]]
    speakers = [
        _speaker(places.get(str(article), []), int(named), speaker)
        for article, named, speaker in told.itertuples(index=False)
    ]
    renamed = quotations["speaker"].astype(object)
    renamed.loc[rows] = speakers
    return quotations.assign(speaker=renamed)


def rename_in_ledger(variants: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """The quotation ledger with the speakers of renamed quotations.

    `variants` has columns `quotation`, `article`, `start`, `speaker`; `reattributed` is told anew:
    whether the speaker is another than the first that is named.
    """
    if variants.empty:
        return variants
    places = zip(quotations["article"].astype(str), quotations["start"], strict=True)
    known = dict(zip(places, quotations["speaker"], strict=True))
    own = zip(variants["article"].astype(str), variants["start"], variants["speaker"], strict=True)
    speakers = [
        known.get((article, start), speaker) if isinstance(speaker, str) else speaker
        for article, start, speaker in own
    ]
    renamed = variants.assign(speaker=pd.Series(speakers, index=variants.index, dtype=object))
    first = renamed.groupby("quotation")["speaker"].transform("first")
    told = renamed["speaker"].notna()
    return renamed.assign(reattributed=told & (renamed["speaker"] != first))


def _speaker(names: list[tuple[int, int, object]], named: int, speaker: object) -> object:
    """The entity whose mention covers the place, the speaker as it was where none does."""
    place = bisect_right(names, named, key=lambda name: name[0]) - 1
    if named < 0 or place < 0 or names[place][1] <= named:
        return speaker
    name = names[place][2]
    return None if pd.isna(name) else name
