"""Suggested merges: pairs of names that may be one entity's, joined or parted with one click."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from components.analysis.entities import Decision, target
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import open_library
from components.app.caches.selection_cache import list_perhaps_same
from components.app.cards import card, note, note_cut, note_whole
from components.app.entities.entity_counts import Shown
from components.app.entities.entity_decisions import store_decision
from components.app.tables.snapshot import Corpus
from components.views.entities.entity_rows import perhaps_same_rows
from components.views.locale_formatting import format_count

PAIRS_SHOWN = 50
_HELP = (
    "Pairs of names in the whole library that may be one entity's, although the articles do not "
    "say enough to count them together: a first name is missing, or the spelling or the script "
    "differs. The pairs of the selected name come first, then those with most mentions. “The same” "
    "counts both under the first name; “Not the same” takes the pair off this list. Either is a "
    "decision that can be undone."
)


def show_perhaps_same(corpus: Corpus, selection: Selection, shown: Shown) -> None:
    """Draw the pairs of entities that may be one, of the types shown."""
    every = list_perhaps_same(corpus)
    pairs = _sort_selected_first(every[every["type"].isin(shown.kinds)], selection.entity)
    with card("Perhaps the same", _HELP, pairs):
        if pairs.empty:
            note("No two names of these types look like one entity's.")
            return
        note_whole(selection, "These are of the whole library, whatever is selected.", "entity")
        _show_pairs(corpus, pairs)


def _sort_selected_first(pairs: pd.DataFrame, entity: str) -> pd.DataFrame:
    of_entity = (pairs["first"] == entity) | (pairs["second"] == entity)
    return pairs.iloc[np.argsort(~of_entity, kind="stable")].reset_index(drop=True)


def _show_pairs(corpus: Corpus, pairs: pd.DataFrame) -> None:
    some = pairs.head(PAIRS_SHOWN)
    rows = perhaps_same_rows(some)
    pair_of = dict(zip((row["id"] for row in rows), some.to_dict("records"), strict=True))

    def take(event: dict[str, Any]) -> None:
        pair = pair_of.get(event["row"])
        if pair is None:
            return  # read again in between, and not a pair any more
        if event["action"] == "pick":
            state.put("entity", pair["first"])
        else:
            _decide(corpus, event["action"], pair)

    if open_library.store().read_only:
        rows = [{**row, "actions": []} for row in rows]
    custom_components.rows(
        rows, key="perhaps-same", label="Perhaps the same", on_event=take, height=320
    )
    if len(pairs) > len(some):
        note_cut(f"The first {PAIRS_SHOWN} of {format_count(len(pairs))}; the table has all.")


def _decide(corpus: Corpus, kind: str, pair: dict[Hashable, Any]) -> None:
    both = tuple(target(corpus.mentions, pair[name], pair["type"]) for name in ("first", "second"))
    into = {"into": pair["first"], "type": pair["type"]} if kind == "merge" else {}
    store_decision(Decision(kind, both, **into))
