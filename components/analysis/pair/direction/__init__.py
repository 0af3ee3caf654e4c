"""Which of two texts was taken from the other: argued, never asserted."""

from components.analysis.pair.direction.argument import (
    CONFIDENCES,
    VERDICTS,
    Direction,
    argue_direction,
)
from components.analysis.pair.direction.evidence import Evidence

__all__ = ["CONFIDENCES", "VERDICTS", "Direction", "Evidence", "argue_direction"]
