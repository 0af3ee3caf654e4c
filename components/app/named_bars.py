"""The card that shows who is named, or quoted, how often; a click on a bar picks them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.app import linked, state
from components.app.cards import card, note, note_cut
from components.app.leaving.sheet import Table
from components.views.bars import entity_bars
from components.views.layout import say_number
from components.views.local import say_count
from components.views.measures import explain

NAMED_MOST = explain("mentions", lead="Names that an analyst has decided on are shown as decided.")


@dataclass(frozen=True)
class NamedBars:
    """What such a card says of itself.

    `clause` is that of the selection which a click sets (`entity` or `speaker`), `lead` the first
    words of its text alternative, `unit` what is counted, `measure` the column that is drawn.
    """

    title: str
    help_text: str
    key: str
    clause: str
    lead: str
    unit: str
    most: int
    measure: str = "mentions"


def show_named_bars(
    bars: NamedBars,
    counts: pd.DataFrame,
    *,
    table: Table,
    when_empty: Callable[[], None],
    cut_off: str = "",
) -> None:
    """Draw the first `bars.most` of `counts`: columns `entity`, `type`, `mentions`, `articles`.

    `table` is what stands behind the card; `cut_off` says what is not counted, if anything.
    """
    with card(bars.title, bars.help_text, table, pin=bars.key):
        if counts.empty:
            when_empty()
            return
        picked = getattr(state.read(), bars.clause)
        figure = entity_bars(
            counts.head(bars.most),
            linked.mode(),
            picked=[picked] if picked else [],
            measure=bars.measure,
        )
        name, number = str(counts["entity"].iloc[0]), counts[bars.measure].tolist()[0]
        alt = f"{bars.lead}: {name}, {say_number(number)} {bars.unit}."
        linked.chart(figure, key=bars.key, alt=alt, on_pick=_pick(bars.clause))
        if len(counts) > bars.most:
            note_cut(f"The first {bars.most} of {say_count(len(counts))}; the table has all.")
        if cut_off:
            note(cut_off)


def _pick(clause: str) -> Callable[[dict[str, Any]], None]:
    def pick(event: dict[str, Any]) -> None:
        if event["kind"] == "click":
            state.pick(clause, event["picked"])

    return pick
