"""Places of the names in a graph, moved apart until no name lies on another or on a circle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# In pixels; a wider chart draws the places further apart, and the names no wider.
WIDTH, _HEIGHT = 640, 560
_LETTER, _WIDE_LETTER, _LINE, _GAP = 7, 12, 18, 4
# At most this share of the chart is covered by names and circles at first.
_COVERED = 0.55
# This share of a place is its rank among the others, which gives room to what is crowded.
_BY_RANK = 0.6
_STEPS, _HIGHER = 200, 1.15
Points = NDArray[np.float64]


@dataclass(frozen=True)
class SpreadNames:
    """The x and y of each circle in a chart of `WIDTH` by `height` pixels, y upwards."""

    places: dict[str, tuple[float, float]]
    height: int


def spread_names(
    places: Mapping[str, tuple[float, float]], labels: Sequence[str], sizes: Sequence[float]
) -> SpreadNames:
    """Move circles with a label below each apart, near their `places`, and all inside the chart.

    `labels` and `sizes` (diameters in pixels) are in the order of `places`. The chart is as high as
    it has to be, 560 pixels at least. Quadratic in the names: give some dozens.
    """
    given = np.array(list(places.values()), dtype=float).reshape(-1, 2)
    widths = [max(size, _measure(label)) for label, size in zip(labels, sizes, strict=True)]
    boxes = np.column_stack([widths, np.asarray(sizes, dtype=float) + _LINE]) + _GAP
    height = max(_HEIGHT, float(boxes.prod(axis=1).sum()) / (WIDTH * _COVERED))
    while (centres := _push_apart(given, boxes, np.array([WIDTH, height]))) is None:
        height *= _HIGHER
    # A box ends below the label of its circle.
    circles = centres + np.array([0, _LINE / 2])
    return SpreadNames(
        {name: (x, y) for name, (x, y) in zip(places, circles.tolist(), strict=True)},
        round(height),
    )


def _measure(label: str) -> int:
    return sum(_WIDE_LETTER if east_asian_width(letter) in "WF" else _LETTER for letter in label)


def _push_apart(given: Points, boxes: Points, frame: Points) -> Points | None:
    """The centres of the boxes, fitted into the frame and moved apart; None where this failed."""
    least, most = boxes / 2, frame - boxes / 2
    centres = least + _find_shares(given) * (most - least)
    for _ in range(_STEPS):
        apart = centres[:, None] - centres[None]
        lacking = (boxes[:, None] + boxes[None]) / 2 - np.abs(apart)
        touching = (lacking > _GAP / 2).all(axis=2) & ~np.eye(len(given), dtype=bool)
        if not touching.any():
            return centres
        centres = np.clip(centres + _find_moves(apart, lacking, touching), least, most)
    return None


def _find_shares(given: Points) -> Points:
    """How far along each axis every place is, 0 to 1."""
    extent = np.ptp(given, axis=0) if len(given) else np.zeros(2)
    by_distance = (given - given.min(axis=0, initial=np.inf)) / np.where(extent > 0, extent, 1)
    by_distance[:, extent == 0] = 0.5
    if len(given) < 2:
        return by_distance
    by_rank = (pd.DataFrame(given).rank().to_numpy() - 1) / (len(given) - 1)
    return _BY_RANK * by_rank + (1 - _BY_RANK) * by_distance


def _find_moves(apart: Points, lacking: Points, touching: NDArray[np.bool_]) -> Points:
    """Half of what is lacking between any two that touch, along the axis on which it is less."""
    number = np.arange(len(apart))
    ways = np.sign(apart)
    # What lies on the same spot parts by its number.
    ways[apart == 0] = np.sign(number[:, None] - number[None])[:, :, None].repeat(2, 2)[apart == 0]
    along = lacking == lacking.min(axis=2, keepdims=True)
    return np.where(touching[:, :, None] & along, ways * lacking / 2, 0.0).sum(axis=1)
