"""What the checks of typed changes have in common: the sentences around a change, other weights."""

from __future__ import annotations

from dataclasses import replace

from components.analysis.pair.edits.changed_meaning import by_wording
from components.analysis.pair.edits.edit import Typed, weight
from components.analysis.pair.edits.edit_context import Change, Piece


def weighed(found: Typed, case: str) -> Typed:
    """The change with the weight of another case of its kind."""
    return replace(found, weight=weight(found.kind, case), case=case)


def sides(change: Change) -> tuple[Piece, Piece]:
    """The piece that is not empty, or that of the first text, and the other one."""
    return (change.before, change.after) if change.before else (change.after, change.before)


def sentence_of(piece: Piece) -> Piece:
    """The sentence that a piece stands in or follows."""
    return Piece(piece.side, *piece.side.sentence_around(piece.start, piece.end))


def at_least_reworded(change: Change, found: Typed) -> Typed:
    """The change with no less weight than its words would have by themselves."""
    return replace(found, weight=max(found.weight, by_wording(change).weight))
