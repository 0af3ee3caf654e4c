"""Which of two texts was taken from the other: argued, never asserted."""

from components.analysis.direction.argue import (
    CONFIDENCES,
    VERDICTS,
    Direction,
    argue_direction,
)
from components.analysis.direction.look import Evidence

__all__ = ["CONFIDENCES", "VERDICTS", "Direction", "Evidence", "argue_direction"]
