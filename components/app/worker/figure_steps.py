"""Worker steps for figures and dates in articles, and for contradictions between articles."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

import pandas as pd

from components.app.worker.steps import analyse_missing
from components.corpus.store import Store

OUTLINES_AT_ONCE = 200
FACTS_AT_ONCE = 50
PAIRED_AT_ONCE = 32
# An article is compared with those it shares most text with, and with the most similar others.
_MOST_SHARING, _MOST_SIMILAR = 6, 3
_LEAST_COSINE = 0.4


def outline_some(store: Store) -> bool:
    """Find the sentences of a few articles."""
    from components.analysis.article import outline

    def read(_: list[str], texts: list[str], language: str) -> list[Any]:
        return [outline.outline(text, language) for text in texts]

    nothing = outline.outline("")
    return analyse_missing(store, "outlines", outline.VERSION, read, nothing, OUTLINES_AT_ONCE)


def read_some_facts(store: Store) -> bool:
    """Find the figures and dates of a few articles."""
    from components.analysis.article import figures

    days = cache(lambda: store.articles().set_index("id")["published"])

    def read(ids: list[str], texts: list[str], language: str) -> list[Any]:
        known = (None if pd.isna(days()[i]) else days()[i].date() for i in ids)
        return [
            figures.read_facts(text, day, language) for text, day in zip(texts, known, strict=True)
        ]

    return analyse_missing(
        store,
        "facts",
        figures.VERSION,
        read,
        figures.read_facts("", None),
        FACTS_AT_ONCE,
    )


def contradict_some(store: Store) -> bool:
    """Find contradictions between a few articles and the earlier arrivals most like each of them.

    Those come from the tables of reuse and pairs; returns False until both are up to date.
    """
    from components.analysis.article import figures
    from components.analysis.pair import contradictions
    from components.analysis.pair.alignment import align

    made = [store.results.frame_made(name) for name in ("reuse", "pairs")]
    if any(one is None or one[1] != store.revision() for one in made):
        return False
    paired = cache(lambda: _StoredPairs(store))

    def read(ids: list[str], texts: list[str], language: str) -> list[Any]:
        partners, counts = _partners(paired(), ids)
        others = sorted({other for near in partners.values() for other in near})
        stored = store.results.load("facts", figures.VERSION, [*ids, *others])
        known = {i: figures.facts_of(found) for i, found in stored.items()}
        other_texts = store.texts(others)
        found = []
        for own, text in zip(ids, texts, strict=True):
            tables = {
                other: contradictions.find_contradictions(
                    known[other], known[own], align(other_texts[other], text, language)
                )
                for other in partners[own]
                if other in known
            }
            # Of articles that share no text, sentences alike are often of another day's event.
            sharing = partners[own][: counts[own]]
            for other in tables.keys() - set(sharing):
                tables[other] = tables[other][tables[other]["kind"] == "number"]
            found.append({i: rows.to_numpy().tolist() for i, rows in tables.items() if len(rows)})
        return found

    return analyse_missing(
        store, "contradictions", contradictions.VERSION, read, {}, PAIRED_AT_ONCE
    )


def update_facts(store: Store) -> bool:
    """Make the tables of figures, dates and contradictions when the corpus has changed."""
    from components.analysis.article import dates, figures
    from components.analysis.pair import contradictions

    revision = store.revision()
    version = f"{figures.VERSION}, {contradictions.VERSION}"
    if store.results.frame_made("contradictions") == (version, revision):
        return False
    found = store.results.load("facts", figures.VERSION)
    store.results.save_frame("figures", version, revision, figures.figure_table(found))
    store.results.save_frame("dates", version, revision, dates.date_table(found))
    table = _contradiction_table(store.results.load("contradictions", contradictions.VERSION))
    store.results.save_frame("contradictions", version, revision, table)
    for task in ("outlines", "facts", "contradictions"):
        store.results.clear_progress(task)
    return True


def _contradiction_table(found: dict[str, dict[str, list[list[Any]]]]) -> pd.DataFrame:
    """Contradictions between articles that are there: plain values and linked sentences first."""
    from components.analysis.pair.contradictions import COLUMNS, number_things

    rows = [
        (other, own, *row)
        for own, tables in found.items()
        for other, listed in tables.items()
        if other in found
        for row in listed
    ]
    types = {"a": "str", "b": "str", **COLUMNS}
    table = pd.DataFrame(rows, columns=list(types)).astype(types)
    plain = table.assign(vague=table["difference"] != "value", alike=table["basis"] == "alike")
    order = plain.sort_values(["vague", "alike"], kind="stable").index
    table = table.loc[order].reset_index(drop=True)
    return table.assign(thing=number_things(table))


class _StoredPairs:
    """The stored pairs of a library, with arrival time and language of its articles."""

    def __init__(self, store: Store) -> None:
        articles = store.articles().set_index("id")
        self._arrived: dict[str, Any] = articles["added"].to_dict()
        self._languages: dict[str, str] = articles["language"].to_dict()
        stored = {name: store.results.frame(name) for name in ("reuse", "pairs")}
        self._pairs = {
            name: table.frame[["a", "b", "score"]] for name, table in stored.items() if table
        }

    def earlier(self, name: str, ids: list[str], least: float) -> defaultdict[str, list[str]]:
        """By article its partners of the same language that arrived before it, best score first."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        if name not in self._pairs:
            return found
        pairs = self._pairs[name]
        wanted = (pairs["a"].isin(ids) | pairs["b"].isin(ids)) & (pairs["score"] >= least)
        best = pairs[wanted].sort_values("score", ascending=False, kind="stable")
        for a, b in best[["a", "b"]].itertuples(index=False):
            if a in self._arrived and b in self._arrived and self._same_language(a, b):
                earlier, later = sorted((a, b), key=lambda i: (self._arrived[i], i))
                found[later].append(earlier)
        return found

    def _same_language(self, a: str, b: str) -> bool:
        return self._languages[a] == self._languages[b]


def _partners(paired: _StoredPairs, ids: list[str]) -> tuple[dict[str, list[str]], dict[str, int]]:
    """By article the earlier arrivals it shares most text with, then the most similar others.

    The second mapping has how many of them share text.
    """
    sharing = paired.earlier("reuse", ids, 0.0)
    similar = paired.earlier("pairs", ids, _LEAST_COSINE)
    partners, counts = {}, {}
    for own in ids:
        near = sharing[own][:_MOST_SHARING]
        counts[own] = len(near)
        partners[own] = (
            near + [other for other in similar[own] if other not in near][:_MOST_SIMILAR]
        )
    return partners, counts
