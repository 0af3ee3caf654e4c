"""By what names an actor is called, by whom and where in the article."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

PLACES = ("headline", "first paragraph", "quotation", "prose")
_MOST_FORMS = 200


def place_mentions(mentions: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """The mentions with `place`: `quotation`, `first paragraph` or `prose`.

    `mentions` has columns `article`, `start` and `lead`; `quotations` are the direct ones, with
    `article`, `start` and `end`. What is quoted in the first paragraph counts as quoted: it is
    somebody's word and not the writer's.
    """
    spans = quotations.sort_values(["start"], kind="stable").groupby("article", observed=True)
    place = np.where(mentions["lead"].to_numpy(dtype=bool), PLACES[1], PLACES[3]).astype(object)
    quoted = {str(article): own for article, own in spans}
    for article, rows in mentions.groupby("article", observed=True, sort=False).indices.items():
        own = quoted.get(str(article))
        if own is None:
            continue
        starts = mentions["start"].to_numpy()[rows]
        before = np.searchsorted(own["start"].to_numpy(), starts, side="right") - 1
        inside = (before >= 0) & (own["end"].to_numpy()[before] > starts)
        place[rows[inside]] = PLACES[2]
    return mentions.assign(place=place)


def find_in_headlines(articles: pd.DataFrame, forms: Collection[str]) -> pd.DataFrame:
    """Where the headlines of articles (`id`, `title`) have one of the forms as whole words.

    Columns `article`, `start`, `end` (in the title), `surface`, `place`. The longest form wins, and
    only the 200 longest are looked for. Give articles that name the entity in their text: in
    others the form may be another's.
    """
    longest = sorted(forms, key=lambda form: (-len(form), form))[:_MOST_FORMS]
    rows = []
    if longest:
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
        for article, title in zip(articles["id"], articles["title"], strict=True):
            for found in pattern.finditer(title):
                rows.append((article, *found.span(), found[0], PLACES[0]))
    return pd.DataFrame(rows, columns=["article", "start", "end", "surface", "place"])


def tabulate_names(named: pd.DataFrame, by: pd.Series, most: int) -> pd.DataFrame:
    """How often each form (`surface`) stands in each group: rows are the groups of `by`.

    Groups and forms stand by how often they occur; the forms beyond the first `most` are counted
    together under ''.
    """
    forms = named["surface"].astype(str)
    common = forms.value_counts().index[:most]
    table = pd.crosstab(by.astype(str).to_numpy(), forms.where(forms.isin(common), "").to_numpy())
    columns = [*common, *([""] if "" in table.columns else [])]
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.reindex(index=order, columns=columns)


def in_cell(
    named: pd.DataFrame, by: pd.Series, group: str, form: str, shown: Sequence[str]
) -> pd.DataFrame:
    """The rows behind one cell of `tabulate_names`, whose columns were `shown`."""
    forms = named["surface"].astype(str)
    fitting = forms == form if form else ~forms.isin([name for name in shown if name])
    return named[(by.astype(str) == group) & fitting]
