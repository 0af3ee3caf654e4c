"""Words: how much a change tells by those that are new, and whether texts are of one subject."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from components.analysis.pair.edits.changed_figures import month
from components.analysis.pair.edits.changed_meaning import labels_in
from components.analysis.pair.edits.edit import Typed, typed, weight, words
from components.analysis.pair.edits.edit_context import Change, Piece, Side, describe
from components.analysis.pair.edits.read_numbers import read_numbers
from components.analysis.word_lists import name_words
from components.text.date_expressions import ends_period
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import fold, without_insertions
from components.text.segment import Span
from components.text.segment import words as word_spans

_STEM = 6
_MOST_COUNTED = 6  # new words of meaning beyond which a change tells no more
_SMALL_WORDS = 2  # words on the other side beside which a clause was only added or dropped
_BREAK = 20  # letters before a sentence among which the end of the last one is
_OPENING = 2  # words among which one joins a clause: who, in which
_FEWEST_UNKNOWN = 3  # words of meaning by which a text has news for the other
_FEWEST_QUOTED = 2
_SAME, _FEWEST_SAME = 0.6, 3  # share and number of equal words of meaning of one statement
_REWRITTEN = 0.65  # what words still tell in a sentence that is a different one beside them too
_MOST_BESIDE = 3  # new words of meaning that a change of a figure or day may bring
_FEWEST_DIFFERENT = 3  # numbers that differ, by which reports are known that come again
_FEWEST_OF_SUBJECT = 2  # and reports on two subjects
_FEWEST_NAMES = 5  # words with a capital that a text needs before names tell its subject
_LEAST_NAMED, _MOST_NAMED = 0.3, 0.6  # shares of those words that texts of one subject have both
_MOST_IN_BOTH = 0.5  # share of the words of meaning above which texts are of one subject
_FEWEST_FIGURES, _LEAST_FIGURES = 10, 0.15  # figures of a text, and the share of them in both
_LEAD, _SUBJECT = 12, 2  # words at the start of a text, and names among them, that are its subject

Changed = tuple[str, Span, Span]  # kind of a change, and its spans in both texts


def by_wording(change: Change) -> Typed:
    """Type by its words what no rule knows; an added or dropped clause tells most.

    A clause begins with a word that joins it to its sentence: who, while, after. What begins
    otherwise is mostly a description, a heading or a sentence that was cut elsewhere.
    """
    if not any(piece.content for piece in change.pieces):
        return typed("wording", "small", describe(change, "small words: "))
    new = [len(new_words(*pair)) for pair in _pairs(change)]
    case = _way(change, new)
    apart = min(new) >= _MOST_COUNTED  # both new: sentences that only begin or end alike
    told = weight("wording", "apart" if apart else f"{case} {min(max(new), _MOST_COUNTED)}")
    if _share_beside(change) < _SAME:
        told *= _REWRITTEN
    if any(_judges(piece) - {*other.tokens} for piece, other in _pairs(change)):
        told += weight("wording", "judging")
    if any(_quotes(*pair) for pair in _pairs(change)):
        told = max(told, weight("wording", "quoting"))
    return Typed("wording", round(told, 2), describe(change), case)


def _way(change: Change, new: list[int]) -> str:
    """Whether a clause, words with news, others that one side has, or words in place of others."""
    more, less = sorted((change.before, change.after), key=lambda piece: -len(piece.tokens))
    if min(new):
        return "reworded"
    if is_clause(change):
        return "clause"
    return "news" if _is_news(more, less) else "words"


def is_clause(change: Change) -> bool:
    """Whether one side has a clause of three words of meaning or more that the other lacks."""
    more, less = sorted((change.before, change.after), key=lambda piece: -len(piece.tokens))
    joined = words("meaning", "joining").intersection(more.tokens[:_OPENING])
    return bool(joined) and len(less.tokens) <= _SMALL_WORDS


def _is_news(piece: Piece, other: Piece) -> bool:
    """Whether words within a sentence are new to the whole other text, not to one sentence."""
    unknown = [w for w in new_words(piece, other) if not other.side.wording.holds(w)]
    return piece.start not in piece.side.starts and len(unknown) >= _FEWEST_UNKNOWN


def new_words(piece: Piece, other: Piece) -> list[str]:
    """The words of meaning in a piece that the sentence of the other has in no form."""
    held = {token[:_STEM] for token in sentence_of(other).tokens}
    return [token for token in piece.content if token[:_STEM] not in held]


def is_only_change(change: Change) -> bool:
    """Whether the sentences say the same but for a change, so that it contradicts: most words are
    equal, at least three of meaning, and hardly any came in with it."""
    around = [{t[:_STEM] for t in sentence_of(p).content} for p in (change.before, change.after)]
    shared = len(around[0] & around[1])
    added = max(len(new_words(*pair)) for pair in _pairs(change))
    alike = shared >= _SAME * min(map(len, around))
    return alike and shared >= _FEWEST_SAME and added <= _MOST_BESIDE


def _share_beside(change: Change) -> float:
    """The share of the words of meaning beside a change that both sentences have."""
    beside = []
    for piece in (change.before, change.after):
        held = {token[:_STEM] for token in sentence_of(piece).content}
        beside.append(held - {token[:_STEM] for token in piece.content})
    return len(beside[0] & beside[1]) / max(1, *map(len, beside))


def stems(piece: Piece) -> set[str]:
    """The beginnings of its words of meaning."""
    return {token[:_STEM] for token in piece.content}


def is_cut(piece: Piece) -> bool:
    """Whether the sentence of a piece goes on in lower case behind it, as one that a line cut."""
    _, end = piece.side.sentence_around(piece.start, piece.end)
    text = piece.side.text
    before, behind = text[max(0, end - _BREAK) : end].rstrip()[-1:], text[end : end + 1]
    return before.isalnum() and behind.islower()


def _pairs(change: Change) -> tuple[tuple[Piece, Piece], tuple[Piece, Piece]]:
    return (change.before, change.after), (change.after, change.before)


def _judges(piece: Piece) -> set[str]:
    """The words of a piece that judge whom they name (illegal, pro-Kremlin), unless in a name."""
    judging = words("labels", "loaded") | words("labels", "qualifiers")
    names = {fold(word) for _, _, word in piece.words if word[:1].isupper()}
    held = labels_in(piece).items()
    return {w for w, field in held if (w in judging or "camp" in field) and w not in names}


def _quotes(piece: Piece, other: Piece) -> bool:
    """Whether a piece has words in quotation marks that the other text lacks."""
    text = piece.side.text
    return any(
        piece.start <= start
        and end <= piece.end
        and len(word_spans(text[start:end])) >= _FEWEST_QUOTED
        and not other.side.spoken.holds(without_insertions(text[start:end]))
        for start, end in piece.side.quotations_in(piece.start, piece.end)
    )


def weighed(found: Typed, case: str) -> Typed:
    """The change with the weight of another case of its kind."""
    return replace(found, weight=weight(found.kind, case), case=case)


def at_least_reworded(change: Change, found: Typed) -> Typed:
    """The change, or what its words tell by themselves where that is more."""
    told = by_wording(change)
    return told if told.weight > found.weight else found


def sides(change: Change) -> tuple[Piece, Piece]:
    """The piece that is not empty, or that of the first text, and the other one."""
    return (change.before, change.after) if change.before else (change.after, change.before)


def sentence_of(piece: Piece) -> Piece:
    """The sentence that a piece stands in or follows."""
    return Piece(piece.side, *piece.side.sentence_around(piece.start, piece.end))


def are_of_other_periods(sides: tuple[Side, Side], changes: Sequence[Changed]) -> bool:
    """Whether the texts are reports that come again: by numbers and week or month, or days."""
    if _count("date", changes) >= _FEWEST_DIFFERENT:
        return True
    return _count("number", changes) >= _FEWEST_DIFFERENT and any(
        kind == "date" and _are_of_two_periods(sides, (first, second))
        for kind, first, second in changes
    )


def _are_of_two_periods(sides: tuple[Side, Side], days: tuple[Span, Span]) -> bool:
    pieces = [Piece(side, *day) for side, day in zip(sides, days, strict=True)]
    if all(ends_period(piece.side.text, piece.start) for piece in pieces):
        return True
    months = [set(filter(None, map(month, piece.raw.split()))) for piece in pieces]
    return all(months) and months[0].isdisjoint(months[1])


def are_of_other_subjects(sides: tuple[Side, Side], changes: Sequence[Changed]) -> bool:
    """Whether the texts say the same of two things: the results of two firms, two bond issues.

    Numbers differ, and hardly any name is in both, or not most and they begin with names that the
    other text lacks; or hardly half of the words are in both, and other figures.
    """
    held = [side.capitals for side in sides]
    fewest, share = min(map(len, held)), _share_in_both(*held)
    different = _count("number", changes)
    if fewest >= _FEWEST_NAMES and share >= _MOST_NAMED:
        return False
    named = fewest >= _FEWEST_NAMES and different >= _FEWEST_OF_SUBJECT
    if named and (share < _LEAST_NAMED or _begin_with_other_names(sides)):
        return True
    return _have_other_figures(sides, different)


def _have_other_figures(sides: tuple[Side, Side], different: int) -> bool:
    """Whether the texts have few words in common, and other numbers in the same places."""
    told = [Piece(side, 0, len(side.text)).content for side in sides]
    if _share_in_both(*map(set, told)) > _MOST_IN_BOTH:
        return False
    figures = [{token for token in read_numbers(side.folded) if token[0] == "#"} for side in sides]
    equal = len(figures[0] & figures[1])
    many = min(map(len, figures)) >= _FEWEST_FIGURES
    few = many and _share_in_both(*figures) < _LEAST_FIGURES
    return few or (different >= _FEWEST_DIFFERENT and different > equal)


def _share_in_both(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _count(wanted: str, changes: Sequence[Changed]) -> int:
    """How many changes of a kind have words on both sides."""
    return sum(
        kind == wanted and first[0] < first[1] and second[0] < second[1]
        for kind, first, second in changes
    )


def _begin_with_other_names(sides: tuple[Side, Side]) -> bool:
    """Whether neither text has any of the names that the other begins with."""
    named = [{fold(word) for word in _capitals(side, len(side.text))} for side in sides]
    begun = [[fold(word) for word in _capitals(side, _LEAD)][:_SUBJECT] for side in sides]
    return all(begun[n] and named[1 - n].isdisjoint(begun[n]) for n in (0, 1))


def _capitals(side: Side, most: int) -> list[str]:
    """The words with a capital among the first words of a text."""
    small = FUNCTION_WORDS | name_words("legal_forms")
    found = Piece(side, 0, len(side.text)).words[:most]
    return [word for _, _, word in found if word[0].isupper() and fold(word) not in small]
