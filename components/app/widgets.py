"""Widget helpers: localised table columns, callbacks bound to one widget, pills with counts."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from components.app import state
from components.corpus.database.errors import LibraryError
from components.views.locale_formatting import format_count

# Pixels of a day, of a day with a time, of a letter, of what lies beside it, and at least.
_DAY, _MOMENT, _LETTER, _BESIDE, _LEAST = 110, 170, 7, 18, 60
# Pixels that columns of words share, and how many each may have in any case.
_WORDS, _FEWEST_WORDS = 720, 260
# Decimal places that a table shows at most.
_PLACES = 4
# Numbers from here on are read as amounts beside others: “600,000,000” and “2.5” in one column.
_MANY, _WITHOUT_STEP = 1_000, 3
# A backslash before anything else would be shown.
_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")


def as_written(text: str) -> str:
    """Words of an article, an analyst or a link for what reads Markdown, and shows them as here.

    Captions, messages and the options of radio buttons and pills read it: links, images, colours.
    """
    return _MARKDOWN.sub(r"\\\1", text)


def localise(table: pd.DataFrame) -> dict[str, Any]:
    """`column_config` by column, for numbers and days to be written as in the reader's locale.

    A column of long words leaves room for the others: it is read in full by a click on its cell.
    """
    words = sum(pd.api.types.is_string_dtype(values) for _, values in table.items())
    widest = max(_FEWEST_WORDS, _WORDS // max(words, 1))
    return {
        str(name): config
        for name, values in table.items()
        if (config := _configure(values, widest)) is not None
    }


def _configure(values: pd.Series, widest: int) -> Any:
    if pd.api.types.is_datetime64_any_dtype(values):
        days = (values.dropna() == values.dropna().dt.normalize()).all()
        column = st.column_config.DateColumn if days else st.column_config.DatetimeColumn
        return column(format="localized", width=_DAY if days else _MOMENT)
    if pd.api.types.is_string_dtype(values):
        is_long = values.str.len().max() * _LETTER + _BESIDE > widest
        return st.column_config.TextColumn(width=widest) if is_long else None
    if pd.api.types.is_bool_dtype(values) or not pd.api.types.is_numeric_dtype(values):
        return None
    # Without a step only three decimals are shown, and a whole number has none.
    step: float | None = _step_of(values)
    if step != 1 and values.abs().max() >= _MANY:
        step = None
    return st.column_config.NumberColumn(
        format="localized", step=step, width=_width_of(values, step)
    )


def _width_of(values: pd.Series, step: float | None) -> int:
    """Pixels in which every number of a column, and its name, can be read."""
    places = _WITHOUT_STEP if step is None else max(0, -math.floor(math.log10(step)))
    known = values.dropna().to_numpy(dtype=float)
    ends = (known.min(), known.max()) if len(known) else ()
    written = [str(values.name), *(f"{end:,.{places}f}" for end in ends)]
    return max(_LEAST, _BESIDE + _LETTER * max(map(len, written)))


def _step_of(values: pd.Series) -> float:
    known = values.dropna().to_numpy(dtype=float)
    exact = np.round(known, _PLACES)
    places = next(n for n in range(_PLACES + 1) if np.array_equal(np.round(known, n), exact))
    return float(10**-places) if places else 1


def keyed_callback(slot: str, key: str, act: Callable[[], None]) -> Callable[[], None]:
    """A callback that acts only while the widget `key` is the one drawn last in `slot`.

    A late event of a widget that another has replaced is dropped. `slot` is any name for the spot.
    """
    state.keep(f"drawn-{slot}", key)

    def act_if_drawn() -> None:
        if state.kept(f"drawn-{slot}") == key:
            act()

    return act_if_drawn


def counted_pills(
    label: str,
    names: Sequence[str],
    counts: Mapping[Any, Any],
    *,
    words: Mapping[str, str],
    key: str,
) -> list[str]:
    """Multi-select pills with counts; only the names go into the URL.

    `names` are the options, shown by their `words` and `counts`; `key` is one of
    `url_state.PLACES`. Returns the selected names, none of which means all.
    """
    chosen = [name for name in state.kept(key) or () if name in names]
    widget = f"{key}-chosen"
    return st.pills(
        label,
        names,
        default=chosen,
        format_func=lambda name: f"{words[name]} {format_count(counts[name])}",
        selection_mode="multi",
        key=widget,
        on_change=lambda: state.keep(key, tuple(state.widget(widget))),
    )


@contextmanager
def explaining() -> Iterator[None]:
    """Keep the message of a LibraryError under "trouble", for the next run to show."""
    try:
        yield
    except LibraryError as error:
        state.keep("trouble", str(error))
