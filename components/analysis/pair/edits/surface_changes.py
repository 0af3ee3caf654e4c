"""Surface changes: letters, spelling and order, where the words stay the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from components.analysis.entities.linking.name_forms import plain, romanised
from components.analysis.entities.recognition.gazetteer import look_up
from components.analysis.pair.edits.changed_figures import numbers_on_both
from components.analysis.pair.edits.changed_names import is_proper
from components.analysis.pair.edits.edit import Reason, Typed, typed, values, words
from components.analysis.pair.edits.edit_context import (
    QUOTE_SIGNS,
    Change,
    Piece,
    describe,
    shorten,
)
from components.analysis.pair.edits.read_numbers import read_numbers
from components.analysis.word_lists import read_table
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import fold

_BLANK = re.compile(r"[\W_]+")
_CONTRACTED = {"can't": "can", "won't": "will", "shan't": "shall"}
_LONG = 8
_SHORTEST_NAME = 4
_MOST_WORDS = 1_000
_CLAUSE = 2  # words of meaning by which a clause is known although small words changed
_JOINING = frozenset({"and", "or", "та", "і", "й", "или", "и"})
_SPELLING = read_table("pair/edits", "spelling")
# British forms to American ones; both sides go through, so an odd form that results does no harm.
_AMERICAN = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"isation", "ization"),
        (r"is(e|ed|er|ers|es|ing)\Z", r"iz\1"),
        (r"ys(e|ed|er|es|ing)\Z", r"yz\1"),
        (r"(?<=..)our(?=(?:s|ed|ing|able|ite|ites|al|hood|ful|less|ly|er|ers|y)?\Z)", "or"),
        (r"(?<=[aeiou][^aeiou])([aeiou])ll(?=(?:ed|ing|er|ers|or|ors)\Z)", r"\1l"),
        (r"(?<=[aeiou][^aeiou][^aeiou])([aeiou])ll(?=(?:ed|ing|er|ers|or|ors)\Z)", r"\1l"),
        (r"logue(?=s?\Z)", "log"),
        (r"logu(?=ed|ing)", "log"),
        (rf"\A({'|'.join(_SPELLING['re_to_er'].split())})re(?=[sd]?\Z)", r"\1er"),
    )
)


def by_letters(change: Change) -> Typed | None:
    """Cosmetic: the same letters and numbers, but for case, space, hyphens and marks."""
    if not (change.before and change.after):
        return None
    letters = [_BLANK.sub("", piece.folded) for piece in (change.before, change.after)]
    if not letters[0] or letters[0] != letters[1]:
        return None
    one, other = numbers_on_both(change)
    if [token for token in one if token[0] == "#"] != [token for token in other if token[0] == "#"]:
        return None
    reason = describe(change, "case, space or hyphens only: ")
    return typed("cosmetic", "changed", reason)


def by_spelling(change: Change) -> Typed | None:
    """Variants of the same words: travelled, traveled; Kiev, Kyiv; three, 3."""
    if not (change.before and change.after):
        return None
    one, other = (_spelt(tokens) for tokens in numbers_on_both(change))
    if len(one) != len(other) or len(one) > _MOST_WORDS:
        return None
    names = _capitals(change.before), _capitals(change.after)
    for a, b in zip(one, other, strict=True):
        if not is_variant(a, b) and not is_variant_name(names[0].get(a, ""), names[1].get(b, "")):
            return None
    reason = describe(change, "spelt differently: ")
    return typed("spelling", "changed", reason)


def by_marks(change: Change) -> Typed | None:
    """A question mark, an exclamation mark and the like, without a word."""
    if any(piece.tokens or set(piece.raw) & QUOTE_SIGNS for piece in change.pieces):
        return None
    return typed("wording", "small", describe(change, "only punctuation: "))


def _capitals(piece: Piece) -> dict[str, str]:
    return {fold(word): word for _, _, word in piece.words if word[:1].isupper()}


def _spelt(tokens: list[str]) -> list[str]:
    expanded: list[str] = []
    for word in tokens:
        if word == "cent" and expanded[-1:] == ["per"]:
            expanded[-1] = "percent"
        elif word.endswith("n't"):
            expanded += [_CONTRACTED.get(word, word[:-3]), "not"]
        else:
            expanded.append(word)
    return expanded


def is_variant(one: str, other: str) -> bool:
    """Whether two folded words, or numbers (`#5`), are spellings of the same one."""
    if one == other:
        return True
    if not one or not other or one[0] == "#" or other[0] == "#":
        return False
    return american(one) == american(other) or _without_doubles(one) == _without_doubles(other)


def is_variant_name(one: str, other: str) -> bool:
    """Whether two one-word names are romanisations of one name, or names of one place."""
    one, other = one.replace("’", "'"), other.replace("’", "'")
    if one.endswith("'s") and other.endswith("'s"):
        one, other = one[:-2], other[:-2]
    if len(one) < _SHORTEST_NAME or len(other) < _SHORTEST_NAME:
        return False
    if romanised(one) == romanised(other):
        return True
    if (
        one[:-1] == other[:-1]
        and one[:-1].endswith("enk")
        and one[-1] in "ao"
        and other[-1] in "ao"
    ):
        return True  # Lukashenko from Russian, Lukashenka from Belarusian
    known, known_too = look_up(one), look_up(other)
    return (
        known is not None
        and known_too is not None
        and (known.name, known.type) == (known_too.name, known_too.type)
        and one[0] == other[0]
    )


@lru_cache(maxsize=50_000)
def american(word: str) -> str:
    """The form that the British and American spelling of a word share; only for comparison."""
    word = _listed().get(word, plain(word))
    word = values("dates", "months").get(word, word)
    if len(word) < 5:
        return word
    for pattern, form in _AMERICAN:
        word = pattern.sub(form, word)
    return word


def _without_doubles(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", plain(word)) if len(word) >= _LONG else word


@cache
def _listed() -> dict[str, str]:
    return dict(_SPELLING["pairs"])


def find_moves(changes: Sequence[Change]) -> dict[int, Typed]:
    """Find the edits of one link that are moves of the same words; by number in `changes`."""
    gone: dict[tuple[str, ...], list[int]] = defaultdict(list)
    moves: dict[int, Typed] = {}
    for number, change in enumerate(changes):
        if change.case == "changed" and _is_reordered(change):
            moves[number] = _moved(change.before, describe(change, "the order: "))
        elif key := _left_over(change.before, change.after):
            gone[key].append(number)
    for number, change in enumerate(changes):
        key = _left_over(change.after, change.before)
        if key and gone.get(key):
            reason = Reason(f"moved within the sentence: ‘{shorten(change.after.raw)}’")
            moves[number] = moves[gone[key].pop()] = _moved(change.after, reason)
    return moves


def type_turned(change: Change) -> Typed:
    """Type a change that reverses roles (see `roles.find_turned`)."""
    reason = describe(change, "who did what to whom is reversed: ")
    return typed("roles", "turned", reason)


def _moved(piece: Piece, reason: Reason) -> Typed:
    named = any(is_proper(piece, start, word) for start, _, word in piece.words)
    case = "name" if named and not _is_listed(piece) else "changed"
    return typed("order", case, reason)


def _is_listed(piece: Piece) -> bool:
    """Whether a piece is one of several things in a list, whose order tells little."""
    text = piece.side.text
    beside = text[max(0, piece.start - 2) : piece.start] + text[piece.end : piece.end + 2]
    return "," in beside or bool(_JOINING.intersection([*piece.before[-1:], *piece.tokens]))


def _left_over(piece: Piece, other: Piece) -> tuple[str, ...]:
    """The words that a piece has beyond the other; () when it lacks one, or they may not move.

    The words are sorted where no number is among them. A number without a word of meaning is no
    move.
    """
    tokens, kept = read_numbers(piece.folded), read_numbers(other.folded)
    spare = Counter(kept)
    left = []
    for token in tokens:
        if spare[token]:
            spare[token] -= 1
        elif token not in _JOINING:
            left.append(token)
    telling = [token for token in left if _carries(token) or token in words("meaning", "negations")]
    if len(telling) < _CLAUSE and spare.total():
        return ()
    if any(map(_carries, spare.elements())) or not any(map(_carries, left)):
        return ()
    kept_words = telling if len(telling) >= _CLAUSE and not _has_number(left) else left
    return tuple(left if _has_number(left) else sorted(kept_words))


def _carries(token: str) -> bool:
    return token[0] not in "#%" and token not in FUNCTION_WORDS


def _has_number(tokens: Sequence[str]) -> bool:
    return any(token[0] in "#%" for token in tokens)


def _is_reordered(change: Change) -> bool:
    tokens, others = read_numbers(change.before.folded), read_numbers(change.after.folded)
    if tokens == others or _has_number(tokens) or not any(map(_carries, tokens)):
        return False
    return sorted(tokens) == sorted(others)
