"""Insertions of an editor within a quotation: words in brackets that nobody spoke."""

from __future__ import annotations

from components.analysis.pair.edits.edit import Reason, Typed, typed
from components.analysis.pair.edits.edit_context import Change, Piece, shorten
from components.text.normalisation import find_insertions
from components.text.segment import Span

_MOST_REPLACED = 3  # spoken words that an editor's brackets stand for at most


def by_insertion(change: Change) -> Typed | None:
    """What an editor put in brackets within a quotation, which nobody spoke: [First Last]."""
    for piece in change.pieces:
        span = _brackets_around(piece)
        square = span is not None and piece.side.text[span[0]] == "["
        if span is not None and (square or piece.side.is_quoted(*span)):
            return _inserted(change, piece, shorten(piece.side.text[slice(*span)]))
    return None


def _inserted(change: Change, piece: Piece, quoted: str) -> Typed | None:
    """Brackets on one side only, or on one side in place of a few spoken words on the other."""
    if change.before and change.after:
        spoken = change.before if piece is change.after else change.after
        if _brackets_around(spoken) or len(spoken.tokens) > _MOST_REPLACED:
            return None
        words = shorten(spoken.raw)
        told = f"in a quotation: ‘{quoted}’ of an editor stands for ‘{words}’"
        sides = (words, quoted) if piece is change.after else (quoted, words)
    else:
        how = "was inserted by an editor" if change.after else "of an editor was left out"
        told = f"in a quotation: ‘{quoted}’ {how}"
        sides = ("", quoted) if change.after else (quoted, "")
    reason = Reason(told, "inserted by an editor: ", *sides)
    return typed("quotation", "inserted", reason)


def _brackets_around(piece: Piece) -> Span | None:
    """The span of the brackets that enclose a piece, [square] or (round); None without them."""
    text = piece.side.text
    for opening, closing in ("[]", "()"):
        start = text.rfind(opening, max(0, piece.start - 200), piece.start + 1)
        end = text.find(closing, piece.end - 1, piece.end + 200)
        held = f"[{text[start + 1 : end]}]" if 0 <= start < end else ""
        if held and find_insertions(held) == [(0, len(held))]:
            return start, end + 1
    return None
