"""Result tables: decisions they rest on, versions they should have, requests, and their contents.

Kept apart from the runner so that the pages, which only read these tables, do not load what makes
them, and so that the worker does not load Streamlit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from components.analysis.article.outline import Spans, spans_of
from components.analysis.claims.judgements import FIGURE, QUOTATION, make_place
from components.analysis.pipeline.step import (
    DEFAULT,
    compose_versions,
    is_fresh,
    stored_as,
)
from components.analysis.pipeline.step_inputs import Decided, Pair, Shares, canonical
from components.analysis.pipeline.step_table import STEPS
from components.analysis.selection import Settings
from components.corpus.store import Store
from components.text.segment import Span

# Kinds of verdicts: an analyst's list of names as CSV (in the value), a reporting verb that an
# analyst added (in the key), a line of boilerplate that was put back or, with the value `LEFT_OUT`,
# words that were left out as boilerplate (the place in the key), a stop word of their own (in the
# key, with that value too).
NAME_LIST, VERB, PUT_BACK, STOP_WORD = "names", "verb", "boilerplate", "stop word"
LEFT_OUT = "left out"
# The kinds of verdicts that `read_decided` reads.
DECIDED_BY = (NAME_LIST, VERB, PUT_BACK, STOP_WORD, QUOTATION, FIGURE)
# A request is a row of progress, so that it outlives the page that made it and shows on every page.
REQUESTED = "comparing anew: "

# The fault of the engine stands among those of steps.
ENGINE = "engine"


def read_decided(store: Store) -> Decided:
    """What analysts decided that results rest on, as it is now."""
    held = store.verdicts.all(NAME_LIST)["value"].tolist()
    back, left = decided_lines(store)
    return Decided(
        held[0] if held else "",
        added_verbs(store),
        back,
        own_stop_words(store),
        _judged_by_article(store, QUOTATION, whole=True),
        _judged_by_article(store, FIGURE, whole=False),
        left,
    )


def _judged_by_article(store: Store, kind: str, whole: bool) -> dict[str, dict[str, str]]:
    """The values of verdicts by article and place; the place with the article, if `whole`."""
    found: dict[str, dict[str, str]] = {}
    if store.verdicts.latest(kind):
        for key, value in store.verdicts.all(kind)[["key", "value"]].itertuples(index=False):
            article, _, span = key.partition(".")
            found.setdefault(article, {})[key if whole else span] = value
    return found


def added_verbs(store: Store) -> tuple[str, ...]:
    """The reporting verbs that analysts have added, sorted."""
    return tuple(sorted(store.verdicts.all(VERB)["key"]))


def own_stop_words(store: Store) -> tuple[str, ...]:
    """The words that analysts leave out everywhere, sorted."""
    return tuple(sorted(store.verdicts.all(STOP_WORD)["key"]))


def decided_lines(store: Store) -> tuple[dict[str, list[Span]], dict[str, dict[Span, str]]]:
    """By article the spans of boilerplate put back, and those left out with who left them out."""
    back: dict[str, list[Span]] = {}
    left: dict[str, dict[Span, str]] = {}
    if not store.verdicts.latest(PUT_BACK):
        return back, left
    held = store.verdicts.all(PUT_BACK)[["key", "value", "who"]]
    for key, value, who in held.itertuples(index=False):
        article, start, end = key.rsplit(".", 2)
        span = int(start), int(end)
        if value == LEFT_OUT:
            left.setdefault(article, {})[span] = who
        else:
            back.setdefault(article, []).append(span)
    return back, left


def name_table(table: str, asked: Settings) -> str:
    """The name under which a table is stored that was made for these settings."""
    return stored_as(table, STEPS, asked)


def find_fresh(
    made: Mapping[str, tuple[str, int]],
    decided: Decided,
    revision: int,
    asked: Settings = DEFAULT,
) -> frozenset[str]:
    """The tables that are up to date with the articles, the decisions and the settings.

    `made` has version and revision of each stored table, by name.
    """
    versions = compose_versions(STEPS, decided.versions(), asked)
    return frozenset(
        table
        for step in STEPS
        if step.tables and is_fresh(step, made, versions[step.name], revision, asked)
        for table in step.tables
    )


def request_comparison(store: Store, settings: Settings) -> None:
    """Have the worker compare the articles by these settings; a second request changes nothing."""
    task = REQUESTED + settings.key
    if task not in {known.task for known in store.results.progress()}:
        store.results.report(task, 0, 1)


def every_span(table: pd.DataFrame | None) -> Spans:
    """The spans of a table by article; {} where there is no table."""
    return {} if table is None else spans_of(table)


def direct_spans(table: pd.DataFrame | None, struck: Collection[str]) -> Spans:
    """The direct quotations by article, but for those at places that analysts have struck."""
    if table is None:
        return {}
    direct = table[table["kind"] == "direct"]
    if struck:
        own = direct[["article", "start", "end"]].to_dict("records")
        direct = direct[[make_place(row) not in struck for row in own]]
    return spans_of(direct)


def shares_of(table: pd.DataFrame | None) -> dict[Pair, Shares] | None:
    """The shares of copied passages by pair in canonical order; None where there is no table."""
    if table is None:
        return None
    columns = (table[name].tolist() for name in ("a", "b", "a_in_b", "b_in_a"))
    return {
        canonical(a, b): (here, there) if a < b else (there, here)
        for a, b, here, there in zip(*columns, strict=True)
    }
