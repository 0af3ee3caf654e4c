"""Figures, days, doubt, labels and denial, second look: what both sentences and texts have."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from components.analysis.pair.edits.changed_figures import month, plain_numbers, read_days
from components.analysis.pair.edits.changed_meaning import count_negations, labels_in
from components.analysis.pair.edits.changed_names import named_in
from components.analysis.pair.edits.checks.weighed_words import (
    at_least_reworded,
    by_wording,
    is_clause,
    is_only_change,
    sentence_of,
    weighed,
)
from components.analysis.pair.edits.edit import Typed, typed, values, words
from components.analysis.pair.edits.edit_context import Change, Piece, describe
from components.analysis.pair.edits.read_numbers import read_numbers

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_DIGITS = re.compile(r"\d+")
_SMALL = frozenset(map(str, range(11)))
_ITEM = re.compile(r"\W{0,3}\d{1,2}\b[^.]{0,2}\.? \S[^.]{0,40}\.?\s*\Z")  # 14. Maren Vollan (15.)
# How far a place is, and how old somebody: 30 miles north of it, Vollan, 49, said.
_ASIDE = re.compile(
    r"\baged \d|\d[ -]years?[ -]old\b|(?:^|, )\d{1,2}(?:,|$)|"
    r"\b(?:km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?)\)? (?:\([^)]*\) )?"
    r"(?:from|away|north|south|east|west)"
)
_FEW_WORDS = 2  # words of meaning beside which even a small number is a figure
_FEW_BEHIND = 5
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_WORDS_BESIDE_DOUBT = 3  # words of meaning in a piece that may still be only about a hedge
_WORDS_BESIDE_DENIAL = 2
_FEWEST_OF_CLAUSE = 5  # words of a clause that denies something of its own
_COMPARED = frozenset({"more", "most", "less", "least", "far", "как", "більш", "более"})


def check_number(change: Change, found: Typed) -> Typed:
    """A figure is missing only where the other sentence and the other text lack it."""
    if _is_one_scale(change):
        return typed("spelling", "changed", describe(change, "spelt differently: "))
    if found.case == "changed":
        return _check_changed(change, found)
    if found.case not in ("lost", "gained"):
        return found
    held, lacking = change.before, change.after
    if found.case == "gained":
        held, lacking = lacking, held
    if not plain_numbers(held):  # the sign of a number
        return found
    if all(_ITEM.match(sentence_of(piece).raw) for piece in (held, lacking)):
        return weighed(found, "paragraph")
    near = set(read_numbers(sentence_of(lacking).folded))
    missing = [v for v in plain_numbers(held) if v not in near]
    if len(held.content) > _FEW_WORDS:
        missing = [value for value in missing if _is_telling(value, held)]
    if not missing:
        return by_wording(change)
    missing = [value for value in missing if not _is_no_figure(value, held)]
    if _ASIDE.search(held.folded):
        return weighed(found, "measure")
    elsewhere = set(missing) <= set(read_numbers(lacking.side.folded))
    return at_least_reworded(change, weighed(found, "elsewhere") if elsewhere else found)


def _is_one_scale(change: Change) -> bool:
    """Whether the words behind a figure are one scale in two forms: bn, billion."""
    scales = values("figures", "scales")
    told = [scales.get(" ".join(piece.tokens)) for piece in (change.before, change.after)]
    return told[0] is not None and told[0] == told[1]


def _is_no_figure(value: str, piece: Piece) -> bool:
    """Whether a number is a year, or a part of a name: G-7, F16."""
    year = bool(_YEAR.fullmatch(value[1:])) and value[1:] in _DIGITS.findall(piece.folded)
    return year or re.search(rf"[^\W\d_]-?{re.escape(value[1:])}\b", piece.raw) is not None


def _is_telling(value: str, piece: Piece) -> bool:
    """Whether a number is in digits or above ten; two leaders and the like are no figures."""
    return any(sign.isdecimal() for sign in piece.raw) or value.strip("#o") not in _SMALL


def _check_changed(change: Change, found: Typed) -> Typed:
    """Two figures of two days do not differ, nor does one that is the other rounded."""
    before, after = map(plain_numbers, (change.before, change.after))
    if all(any(map(_is_glued, piece.tokens)) for piece in change.pieces):
        return weighed(found, "paragraph")
    if before and len(before) == len(after) and all(map(_is_rounded, before, after)):
        return weighed(found, "rounded")
    days = [{*read_days(sentence_of(piece))} for piece in (change.before, change.after)]
    apart = all(days) and not days[0] & days[1]
    if apart:
        return weighed(found, "other day")
    if not is_only_change(change) or _name_others(change):
        return weighed(found, "rewritten")
    return found


def _name_others(change: Change) -> bool:
    """Whether each sentence names a place that the whole other text does not: of two things.

    Persons and bodies may be who said it. Where nobody looked for names, any name counts.
    """
    pairs = (change.before, change.after), (change.after, change.before)
    return all(
        any(not other.side.wording.holds(name) for name in _places_in(sentence_of(piece)))
        for piece, other in pairs
    )


def _places_in(piece: Piece) -> list[str]:
    if piece.side.names is None:
        return list(named_in(piece).values())
    found = piece.side.names_in(piece.start, piece.end)
    return [piece.side.text[start:end] for start, end, kind, _ in found if kind in _PLACES]


def _is_glued(token: str) -> bool:
    """Whether a word ends in digits, as the number of a page or a model does: page15."""
    return token[:1].isalpha() and token[-1:].isdecimal()


def _is_rounded(one: str, other: str) -> bool:
    """Whether one value is the other with fewer decimals: 13.85 and 13.9, but not 14 and 15."""
    try:
        told = [Decimal(value.strip("#o~")) for value in (one, other)]
    except InvalidOperation:
        return False
    fewer, more = sorted(told, key=lambda value: -int(value.as_tuple().exponent))
    places, more_places = (int(value.as_tuple().exponent) for value in (fewer, more))
    return places > more_places and abs(fewer - more) <= Decimal(5).scaleb(places - 1)


def check_date(change: Change, found: Typed) -> Typed:
    """A day told from the day it was written on (last year, today) may be any date beside it."""
    days = [read_days(piece) for piece in (change.before, change.after)]
    zones = [
        words("dates", "zones").intersection(piece.after[:_FEW_BEHIND])
        for piece in (change.before, change.after)
    ]
    if zones[0] != zones[1]:  # 7:15 a.m. GMT, 10:15 a.m. Moscow time
        return weighed(found, "perhaps")
    relative = [all(map(_is_relative, told)) for told in days]
    if all(days) and relative[0] != relative[1]:
        return weighed(found, "perhaps")
    return found if is_only_change(change) else weighed(found, "rewritten")


def _is_relative(day: str) -> bool:
    named = day in values("dates", "weekdays").values() or bool(month(day.capitalize()))
    return not named and not day[:1].isdecimal()


def check_hedge(change: Change, found: Typed) -> Typed:
    """A hedging word is missing only where the other sentence lacks it and says the same."""
    hedges = words("meaning", "hedges")
    held = hedges & ({*change.before.tokens} ^ {*change.after.tokens})
    if found.case == "approximate":
        return found
    both = held & {*sentence_of(change.before).tokens} & {*sentence_of(change.after).tokens}
    compared = any(_COMPARED & {*piece.before[-1:], *piece.tokens} for piece in change.pieces)
    if (held and held == both) or compared:
        return by_wording(change)
    beside = [[t for t in piece.content if t not in hedges] for piece in change.pieces]
    rewritten = any(len(one) > _WORDS_BESIDE_DOUBT for one in beside)
    strong = held & words("meaning", "strong_hedges")
    if strong and not rewritten:
        return found
    denied = any("not" in piece.tokens for piece in change.pieces)
    if not strong and (denied or not held & words("meaning", "modal_hedges")):
        return at_least_reworded(change, weighed(found, "duty"))
    return at_least_reworded(change, weighed(found, "rewritten" if rewritten else "modal"))


def check_label(change: Change, found: Typed) -> Typed:
    """Another name for an actor tells much, one for a deal or an error little."""
    if found.case != "changed":
        return found
    one, other = (labels_in(piece).values() for piece in (change.before, change.after))
    shared = frozenset().union(*one) & frozenset().union(*other)
    return weighed(found, "mild") if shared <= words("labels", "mild_fields") else found


def _deny_alike(change: Change) -> bool:
    one, other = (sentence_of(piece) for piece in (change.before, change.after))
    return count_negations(one) == count_negations(other)


def _is_of_a_clause(change: Change) -> bool:
    long = max(len(piece.tokens) for piece in change.pieces) >= _FEWEST_OF_CLAUSE
    return change.case != "changed" and long and is_clause(change)


def check_negation(change: Change, found: Typed) -> Typed:
    """A denial is sure where hardly a word but it changed; otherwise the sentence was rewritten.

    Sentences that have as many denials do not differ in one; a clause that denies something of its
    own turns nothing round.
    """
    if found.case != "turned" and _deny_alike(change):
        return by_wording(change)
    if _is_of_a_clause(change):
        return at_least_reworded(change, weighed(found, "clause"))
    most = max(len(piece.content) for piece in change.pieces)
    if found.case == "turned" or most <= _WORDS_BESIDE_DENIAL:
        return found
    return at_least_reworded(change, weighed(found, "rewritten"))
