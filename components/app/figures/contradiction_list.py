"""Contradictions of the selected articles: which there are, and their rows page by page."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.claims.judged_figures import contradiction_key
from components.analysis.claims.judgements import CONTRADICTION
from components.analysis.selection import Selection
from components.app import custom_components
from components.app.caches import facts_cache, open_library
from components.app.claims.open_claim import open_claim
from components.app.navigation import open_pair, open_place
from components.app.tables.snapshot import Corpus
from components.views.figure_rows import contradiction_rows

_AT_ONCE = 12


def find_contradictions(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    """Those between selected articles, the earlier article first; the same two values once."""
    found = facts_cache.facts(corpus, "contradictions")
    shown = open_library.narrowed(corpus, selection)["id"]
    found = found[found["a"].isin(shown) & found["b"].isin(shown)]
    rank = {article: number for number, article in enumerate(corpus.articles["id"])}
    turned = (found["a"].map(rank) > found["b"].map(rank)).to_numpy()
    table = found.copy()
    sides = ((f"first_{name}", f"second_{name}") for name in ("start", "end", "text"))
    for one, other in (("a", "b"), *sides):
        table[one] = found[one].where(~turned, found[other])
        table[other] = found[other].where(~turned, found[one])
    values = zip(table["first_text"], table["second_text"], strict=True)
    table["values"] = [" ".join(sorted(pair)) for pair in values]
    same = table.groupby(["thing", "values"], sort=False)
    table["others"] = same["a"].transform("size") - 1
    return table.drop_duplicates(["thing", "values"]).reset_index(drop=True)


def list_rows(corpus: Corpus, table: pd.DataFrame, key: str, label: str) -> None:
    """Draw a page of rows, which open their card; buttons lead to the articles and to Compare."""
    some = table.iloc[choose_page(len(table), _AT_ONCE, f"{key}-page")]
    texts = open_library.store().texts(list(dict.fromkeys([*some["a"], *some["b"]])))

    def take(event: dict[str, Any]) -> None:
        row = table.loc[int(event["row"])]
        if event["action"] == "pick":
            open_claim(CONTRADICTION, contradiction_key(row))
            return
        if event["action"] == "compare":
            open_pair(row["a"], row["b"])
        side, article = ("second", "b") if event["action"] == "second" else ("first", "a")
        open_place(f"{row[article]}.{row[side + '_start']}.{row[side + '_end']}")

    rows = contradiction_rows(some, texts, corpus.labels)
    custom_components.rows(rows, key=key, label=label, on_event=take)


def choose_page(total: int, at_once: int, key: str) -> slice:
    """Draw the choice of a page where there are several; the rows of the chosen one."""
    pages = -(-total // at_once)
    page = st.pagination(pages, key=key, bind="query-params") if pages > 1 else 1
    return slice((page - 1) * at_once, page * at_once)
