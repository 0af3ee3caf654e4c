"""Words of a sentence that only changed their place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from components.analysis.edits.change import Change, Part, Typed, became, shown
from components.analysis.edits.names import is_proper
from components.analysis.edits.numbers import read_numbers
from components.analysis.edits.read_tables import weight
from components.analysis.edits.reason import Reason
from components.text.stop_words import FUNCTION_WORDS

_JOINING = frozenset({"and", "or", "та", "і", "й", "или", "и"})


def find_moves(changes: Sequence[Change]) -> dict[int, Typed]:
    """Which edits of one link are moves, by number: the same words went here and came there."""
    gone: dict[tuple[str, ...], list[int]] = defaultdict(list)
    moves: dict[int, Typed] = {}
    for number, change in enumerate(changes):
        if change.case == "changed" and _is_reordered(change):
            moves[number] = _moved(change.before, became(change, "the order: "))
        elif key := _left_over(change.before, change.after):
            gone[key].append(number)
    for number, change in enumerate(changes):
        key = _left_over(change.after, change.before)
        if key and gone.get(key):
            reason = Reason(f"moved within the sentence: ‘{shown(change.after.raw)}’")
            moves[number] = moves[gone[key].pop()] = _moved(change.after, reason)
    return moves


def type_turned(change: Change) -> Typed:
    """What is said of two things that changed places so that other roles fall to them."""
    reason = became(change, "who did what to whom is reversed: ")
    return Typed("roles", weight("roles", "turned"), reason)


def _moved(part: Part, reason: Reason) -> Typed:
    named = any(is_proper(part, start, word) for start, _, word in part.words)
    case = "name" if named and not _is_listed(part) else "changed"
    return Typed("order", weight("order", case), reason)


def _is_listed(part: Part) -> bool:
    """Whether a part is one of several things in a row, whose order tells little."""
    text = part.side.text
    beside = text[max(0, part.start - 2) : part.start] + text[part.end : part.end + 2]
    return "," in beside or bool(_JOINING.intersection([*part.before[-1:], *part.tokens]))


def _left_over(part: Part, other: Part) -> tuple[str, ...]:
    """What a part holds beyond the other, where it holds all of that; () when that may not move.

    The words are sorted where no number stands among them, and a number that moves without a word
    of meaning has changed.
    """
    tokens, kept = read_numbers(part.folded), read_numbers(other.folded)
    spare = Counter(kept)
    left = []
    for token in tokens:
        if spare[token]:
            spare[token] -= 1
        elif token not in _JOINING:
            left.append(token)
    if spare.total() or not any(_carries(token) for token in left):
        return ()
    return tuple(left if _has_number(left) else sorted(left))


def _carries(token: str) -> bool:
    return token[0] not in "#%" and token not in FUNCTION_WORDS


def _has_number(tokens: Sequence[str]) -> bool:
    return any(token[0] in "#%" for token in tokens)


def _is_reordered(change: Change) -> bool:
    tokens, others = read_numbers(change.before.folded), read_numbers(change.after.folded)
    if tokens == others or _has_number(tokens) or not any(map(_carries, tokens)):
        return False
    return sorted(tokens) == sorted(others)
