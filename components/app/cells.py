"""How the cells of a table are written: numbers and days as the reader's browser writes them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

_PLACES = 4


def localise(table: pd.DataFrame) -> dict[str, Any]:
    """The settings of the columns that hold numbers or days, for Streamlit's tables."""
    return {
        str(name): config
        for name, values in table.items()
        if (config := _configure(values)) is not None
    }


def _configure(values: pd.Series) -> Any:
    if pd.api.types.is_datetime64_any_dtype(values):
        days = (values.dropna() == values.dropna().dt.normalize()).all()
        column = st.column_config.DateColumn if days else st.column_config.DatetimeColumn
        return column(format="localized")
    if pd.api.types.is_bool_dtype(values) or not pd.api.types.is_numeric_dtype(values):
        return None
    # Without a step three figures after the mark are shown, and the fourth is lost.
    return st.column_config.NumberColumn(format="localized", step=_step_of(values))


def _step_of(values: pd.Series) -> float:
    known = values.dropna().to_numpy(dtype=float)
    exact = np.round(known, _PLACES)
    places = next(n for n in range(_PLACES + 1) if np.array_equal(np.round(known, n), exact))
    return float(10**-places) if places else 1
