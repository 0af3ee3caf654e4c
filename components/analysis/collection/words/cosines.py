"""Cosines in compiled code: those of chosen pairs with their words, and all that are near to rows.

A pair has the same cosine to the last bit in whatever company it is asked for. The compiled code is
kept beside this file, or where Numba keeps such files for a user who may not write there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import numba
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Places: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[np.float64]


def measure_pairs(
    matrix: csr_matrix, first: Places, second: Places, most: int
) -> tuple[Numbers, NDArray[np.int32]]:
    """Of each pair of rows the cosine, and the columns that add most to it.

    The rows of `matrix` are of length 1, their columns in order. Of the columns there are `most`,
    the largest share first, equal ones in order; -1 where there are fewer. Pairs are best sorted by
    `first`: then it is linear in the entries of the second rows.
    """
    parts = matrix.indptr, matrix.indices, matrix.data, matrix.shape[1]
    cosines, best = _measure_pairs(*parts, first, second, most)
    return cosines, best


def find_near(
    matrix: csr_matrix, rows: Places, least: float, most: int = 0
) -> tuple[Places, Places, Numbers]:
    """For each of `rows` the other rows with a cosine of `least` or more, and a floor.

    `most`, unless it is 0, is how many are kept of each, the nearest, and those as near as the last
    of them. No row that is left out has a cosine above the floor, which is `least` where all are
    kept. Pairs come by `rows`, in no order within them. Exact but for rounding (1e-15 times the
    number of terms). Time is that of all products of entries of these rows with the same column.
    """
    turned = matrix.T.tocsr()
    own = matrix.indptr, matrix.indices, matrix.data
    by_column = turned.indptr, turned.indices, turned.data
    first, second, floors = _find_near(*own, *by_column, rows, least, most)
    return first, second, floors


def _compiled(function: Callable[..., Any]) -> Any:
    """The function compiled when it is first called; in later processes it is read from a file."""
    try:
        return numba.njit(function, cache=True, nogil=True)
    except RuntimeError:  # there is no folder that may be written to
        return numba.njit(function, nogil=True)


@_compiled
def _measure_pairs(  # type: ignore[no-untyped-def]
    starts, columns, values, width, first, second, most
):
    cosines = np.zeros(len(first))
    best = np.full((len(first), most), -1, dtype=np.int32)
    shares = np.empty(most)
    spread, row = np.zeros(width), -1
    for pair in range(len(first)):
        if first[pair] != row:
            if row >= 0:
                for place in range(starts[row], starts[row + 1]):
                    spread[columns[place]] = 0.0
            row = first[pair]
            for place in range(starts[row], starts[row + 1]):
                spread[columns[place]] = values[place]
        held, total = 0, 0.0
        for place in range(starts[second[pair]], starts[second[pair] + 1]):
            share = spread[columns[place]] * values[place]
            if share == 0.0:
                continue
            total += share
            if held == most and share <= shares[most - 1]:
                continue
            at = min(held, most - 1)
            while at > 0 and shares[at - 1] < share:
                shares[at], best[pair, at] = shares[at - 1], best[pair, at - 1]
                at -= 1
            shares[at], best[pair, at] = share, columns[place]
            held = min(held + 1, most)
        cosines[pair] = min(max(total, 0.0), 1.0)
    return cosines, best


@_compiled
def _find_near(  # type: ignore[no-untyped-def]
    starts, columns, values, column_starts, holders, weights, rows, least, most
):
    count = len(starts) - 1
    sums, touched = np.zeros(count), np.empty(count, dtype=np.int64)
    first, second = np.empty(1024, dtype=np.int64), np.empty(1024, dtype=np.int64)
    floors, found = np.full(len(rows), least), 0
    for number in range(len(rows)):
        row, reached = rows[number], 0
        for place in range(starts[row], starts[row + 1]):
            value, column = values[place], columns[place]
            for held in range(column_starts[column], column_starts[column + 1]):
                other = holders[held]
                if sums[other] == 0.0:
                    touched[reached] = other
                    reached += 1
                sums[other] += value * weights[held]
        if reached:
            sums[row] = -1.0  # near to others alone
        near = _bring_near(sums, touched, reached, least)
        if 0 < most < near:
            ordered = np.sort(sums[touched[:near]])
            below = np.searchsorted(ordered, ordered[near - most])
            if below:
                floors[number] = ordered[below - 1]
            near = _bring_near(sums, touched, near, ordered[near - most])
        while found + near > len(first):
            first = np.concatenate((first, np.empty_like(first)))
            second = np.concatenate((second, np.empty_like(second)))
        first[found : found + near] = row
        second[found : found + near] = touched[:near]
        found += near
        sums[touched[:reached]] = 0.0
    return first[:found], second[:found], floors


@_compiled
def _bring_near(sums, touched, reached, least):  # type: ignore[no-untyped-def]
    """Bring those with such a sum to the front, and say how many these are."""
    near = 0
    for place in range(reached):
        if sums[touched[place]] >= least:
            touched[near], touched[place] = touched[place], touched[near]
            near += 1
    return near
