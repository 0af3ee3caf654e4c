"""Meaning: edits of negation, certainty, labels and tense."""

from __future__ import annotations

from functools import cache
from itertools import zip_longest

from components.analysis.pair.edits.edit import Typed, typed, words
from components.analysis.pair.edits.edit_context import Change, Piece, describe
from components.analysis.pair.edits.read_numbers import read_numbers
from components.analysis.word_lists import read_table
from components.text.normalisation import fold

_MOST_LEFT = 4
_MOST_ADDED = 2
_LABEL_LEFT = 3
_SHORTEST_STEM = 4


def by_negation(change: Change) -> Typed | None:
    """A negation on one side only, or a word and its opposite."""
    most = _MOST_LEFT if change.case == "changed" else _MOST_ADDED
    if any(len(piece.content) > most for piece in change.pieces):
        return None
    one, other = (count_negations(piece) for piece in (change.before, change.after))
    if one != other:
        case = "gained" if other > one else "lost"
        return typed("negation", case, describe(change, "a negation: "))
    if not _is_turned(change):
        return None
    return typed("negation", "turned", describe(change, "the opposite: "))


def count_negations(piece: Piece) -> int:
    """The negations of a piece, without those that deny nothing: not far from, not only."""
    negations, refusals = words("meaning", "negations"), words("meaning", "refusals")
    plain = words("meaning", "no_denial")
    following = [*piece.tokens[1:], *piece.after[:1]]
    return sum(
        (token in negations and token_after not in plain)
        or token.endswith("n't")
        or (token in refusals and token_after in ("to", "in"))
        for token, token_after in zip_longest(piece.tokens, following[: len(piece.tokens)])
    )


def _is_turned(change: Change) -> bool:
    one, other = set(change.before.tokens), set(change.after.tokens)
    only, only_too = one - other, other - one
    if len(only) > _MOST_LEFT or len(only_too) > _MOST_LEFT:
        return False
    return any(
        (a, b) in _opposites() or _is_prefixed(a, b) or _is_prefixed(b, a)
        for a in only
        for b in only_too
    )


def _is_prefixed(plain: str, negated: str) -> bool:
    return len(plain) >= _SHORTEST_STEM and any(
        negated == prefix + plain for prefix in read_table("pair/edits", "meaning")["prefixes"]
    )


@cache
def _opposites() -> frozenset[tuple[str, str]]:
    pairs = [tuple(pair) for pair in read_table("pair/edits", "meaning")["opposites"]]
    return frozenset(pairs) | frozenset((b, a) for a, b in pairs)


def by_hedge(change: Change) -> Typed | None:
    """Hedging: may, reportedly, alleged, or "about" before a number. Will and would are tense."""
    if any(len(piece.content) > 2 * _MOST_LEFT for piece in change.pieces):
        return None
    one, other = _hedges(change.before), _hedges(change.after)
    if one != other and {*one, *other} != {"can", "could"}:
        case = "changed" if one and other else "lost" if one else "gained"
        return typed("hedge", case, describe(change, "the certainty: "))
    if all(map(_is_approximate, change.pieces)):
        reason = describe(change, "the precision of a number: ")
        return typed("hedge", "approximate", reason)
    return None


def _hedges(piece: Piece) -> list[str]:
    """The hedging words; with a capital inside a sentence they are names or months."""
    hedges = words("meaning", "hedges")
    return [
        fold(word)
        for start, end, word in piece.words
        if fold(word) in hedges
        and (word[0].islower() or piece.begins_sentence(start))
        and not (fold(word) in words("meaning", "only_before_to") and not _precedes_to(piece, end))
    ]


def _precedes_to(piece: Piece, end: int) -> bool:
    """Whether "to" or "that" follows: it appeared to burn, not she appeared in court."""
    return fold(piece.side.text[end : end + 6]).startswith(("to ", "that", "as "))


def _is_approximate(piece: Piece) -> bool:
    near = read_numbers(" ".join(piece.after[:3]))
    return (
        len(piece.tokens) <= 3
        and bool(words("meaning", "approximate").intersection(piece.tokens))
        and any(token[0] == "#" for token in near)
    )


def by_label(change: Change) -> Typed | None:
    """Another word for the same actor or event, or a judging word beside it."""
    one, other = (labels_in(piece) for piece in (change.before, change.after))
    lost = {word for word in one if not {word, word + "s", word.removesuffix("s")} & other.keys()}
    gained = {word for word in other if not {word, word + "s", word.removesuffix("s")} & one.keys()}
    small = all(_left(piece) <= _LABEL_LEFT for piece in change.pieces)
    if not small or not (lost or gained):
        return None
    loaded = words("labels", "loaded") & (lost | gained)
    fields = {field for word in lost for field in one[word]}
    same = fields & {field for word in gained for field in other[word]}
    if change.case == "changed" and (same or loaded):
        return typed("label", "loaded" if loaded else "changed", describe(change, "the label: "))
    colours = words("labels", "qualifiers") | loaded
    if colours & (lost | gained) and all(_left(p) <= 1 for p in change.pieces):
        return typed("label", "qualifier", describe(change, "the label: "))
    return None


def _left(piece: Piece) -> int:
    return sum(token not in _fields() for token in piece.content)


def labels_in(piece: Piece) -> dict[str, frozenset[str]]:
    """The words of a piece that name or judge actors and events, with the fields of each."""
    fields = _fields()
    found = {token: fields[token] for token in piece.tokens if token in fields}
    for token in piece.tokens:
        if token.startswith(("pro-", "anti-")):
            found[token] = frozenset({"camp"})
    return found


@cache
def _fields() -> dict[str, frozenset[str]]:
    fields: dict[str, set[str]] = {}
    for field in read_table("pair/edits", "labels")["fields"]:
        for word in read_table("pair/edits", "labels")["fields"][field].split():
            fields.setdefault(word, set()).add(field)
    for word in words("labels", "qualifiers") | words("labels", "loaded"):
        fields.setdefault(word, set())
    return {word: frozenset(held) for word, held in fields.items()}


def by_tense(change: Change) -> Typed | None:
    """The same verb in another tense: says, said; has risen, rose; will, would."""
    one, other = (_verb_words(piece) for piece in (change.before, change.after))
    times = [_times(piece) for piece in (change.before, change.after)]
    if [lemma(token) for token in one] != [lemma(token) for token in other]:
        return None
    past = [any(_is_past(token) for token in side) for side in (one, other)]
    if (times[0] == times[1] and past[0] == past[1]) or _is_other_mode(*times):
        return None
    if _is_voice(change, bool(one)):
        return typed("wording", "voice", describe(change, "who acts: "))
    if not (change.before and change.after) and not _is_auxiliary(next(change.pieces)):
        return None
    return typed("tense", "changed", describe(change, "the tense: "))


def _verb_words(piece: Piece) -> list[str]:
    return [token for token in piece.tokens if token not in words("verbs", "all")]


def _times(piece: Piece) -> list[str]:
    table = read_table("pair/edits", "verbs")["auxiliaries"]
    times = {word: time for time in table for word in table[time].split()}
    return [times[token] for token in piece.tokens if token in times]


def _is_other_mode(one: list[str], other: list[str]) -> bool:
    """Whether ability changed (could, will), which is no matter of tense."""
    able = [any(time.startswith("able") for time in times) for times in (one, other)]
    return able[0] != able[1]


def _is_auxiliary(piece: Piece) -> bool:
    """Whether a piece is has, had or will, and not only a form of to be."""
    held = set(piece.tokens)
    return bool(held) and not _verb_words(piece) and not held <= words("verbs", "passive")


def _is_voice(change: Change, has_verb: bool) -> bool:
    """Whether `killed` became `was killed`, or the other way round."""
    passive = words("verbs", "passive")
    held = [bool(passive.intersection(piece.tokens)) for piece in (change.before, change.after)]
    going = any(token.endswith("ing") for piece in change.pieces for token in piece.tokens)
    return held[0] != held[1] and not going and has_verb


def _is_past(token: str) -> bool:
    if token.endswith(("s", "ing")):
        return False
    return token.endswith("ed") or _bases().get(token, token) != token


@cache
def _bases() -> dict[str, str]:
    return {
        form: forms.split()[0]
        for forms in read_table("pair/edits", "verbs")["irregular"]
        for form in forms.split()
    }


def lemma(token: str) -> str:
    """The base of an English verb form, exact enough to compare two forms of one verb."""
    if token in _bases():
        return _bases()[token]
    for ending in ("ing", "ed", "es", "s", "e"):
        if token.endswith(ending) and len(token) - len(ending) >= 3:
            return token[: -len(ending)].removesuffix("e")
    return token
