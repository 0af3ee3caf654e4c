"""Figures and dates: edits of numbers, their bounds, units and signs, and of days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from components.analysis.article.figure_words import sign_of
from components.analysis.pair.edits.edit import Typed, typed, values, words
from components.analysis.pair.edits.edit_context import Change, Piece, describe
from components.analysis.pair.edits.read_numbers import agree_on_groups, read_numbers
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import fold

_YEAR = re.compile(r"1\d{3}|20\d{2}")
_WORD_BEFORE = re.compile(r"([\w.]+)[ \xa0,(’']{1,3}\Z")
_SINCE_DAY = re.compile(r"([^\W\d_]+)\.? \d{1,2} ?(?:to|and|through|until|bis|[-–—]) ?\Z")
_WORD_AFTER = re.compile(r"[ \xa0,]{1,2}([\w.]+)")
_SIGNS = {
    "$": "dollars",
    "€": "euros",
    "£": "pounds",
    "¥": "yen",
    "₴": "hryvnias",
    "₽": "roubles",
    "%": "percent",
    "‰": "permille",
    "-": "minus",
    "−": "minus",
}
_SAID = {"per cent": "percent", **values("figures", "unit_words")}
_WORDED = "|".join(word for word in _SAID if "$" not in word)
_UNITS = re.compile(rf"us\$|[$€£¥₴₽%‰]|\b(?:{_WORDED})\b")


def numbers_on_both(change: Change) -> tuple[list[str], list[str]]:
    """The words of both pieces as `read_numbers` gives them; `%` words become number or word."""
    folded = agree_on_groups(change.before.folded, change.after.folded)
    one, other = map(read_numbers, folded)
    return _decide(one, other), _decide(other, one)


def _decide(tokens: Sequence[str], beside: Sequence[str]) -> list[str]:
    counts = any(token[0] == "#" for token in beside)
    return [_settle(token, counts) if token[0] == "%" else token for token in tokens]


def _settle(token: str, counts: bool) -> str:
    value, word = token[1:].split(":")
    return f"#{value}" if counts else word


def by_number(change: Change) -> Typed | None:
    """Numbers that differ, or the bound or unit of a number; those in dates do not count."""
    pieces = (change.before, change.after)
    one, other = (
        _without_days(piece, tokens)
        for piece, tokens in zip(pieces, numbers_on_both(change), strict=True)
    )
    if one != other:
        case = "changed" if one and other else "lost" if one else "gained"
        said = "" if case == "changed" else "a number: "
        return typed("number", case, describe(change, said))
    return _by_bound(change) or _by_unit(change)


def by_sign(change: Change) -> Typed | None:
    """A sign of currency, percentage or minus that differs, or is words on the other side."""
    signs = [_sign(piece) for piece in (change.before, change.after)]
    if None in signs:
        return None
    around = [_units_around(piece) for piece in (change.before, change.after)]
    if around[0] and around[0] == around[1]:
        return typed("cosmetic", "changed", describe(change, "the unit written otherwise: "))
    if not any(piece.raw.strip() in _SIGNS for piece in change.pieces):
        return None
    if signs[0] == signs[1]:
        return typed("cosmetic", "changed", describe(change))
    return typed("number", change.case, describe(change, "the sign of a number: "))


def by_written_unit(change: Change) -> Typed | None:
    """The same figure with its unit as a sign and as a word: €1.2bn, 1.2 billion euros."""
    if not (change.before and change.after):
        return None
    one, other = (_with_units(piece) for piece in (change.before, change.after))
    signed = any(_UNITS.search(piece.folded) for piece in change.pieces)
    if not signed or one != other or not one[0]:
        return None
    return typed("cosmetic", "changed", describe(change, "the unit written otherwise: "))


def _units_around(piece: Piece) -> list[str]:
    """The units in the sentence of a piece, by their words."""
    start, end = piece.side.sentence_around(piece.start, piece.end)
    found = _UNITS.finditer(fold(piece.side.text[start:end]))
    return [_SIGNS.get(unit[0]) or _SAID[unit[0]] for unit in found]


def _with_units(piece: Piece) -> tuple[list[str], list[str]]:
    """The numbers of a piece in order, and its other words sorted, a word for each sign."""
    named = _UNITS.sub(lambda found: f" {_SIGNS.get(found[0]) or _SAID[found[0]]} ", piece.folded)
    tokens = read_numbers(named)
    return _numbers(tokens), sorted(token for token in tokens if token[0] != "#")


def _sign(piece: Piece) -> str | None:
    """The meaning of a piece that is a sign; "" for an empty piece, None for anything else."""
    written = piece.folded.strip()
    said = _SAID.get(written, written)
    return _SIGNS.get(written, said if said in {"", *_SIGNS.values()} else None)


def plain_numbers(piece: Piece) -> list[str]:
    """The numbers of a piece that belong to no date, as `read_numbers` gives them."""
    return _without_days(piece, read_numbers(piece.folded))


def _without_days(piece: Piece, tokens: Sequence[str]) -> list[str]:
    figures = _numbers(tokens)
    for value in _days_and_figures(piece)[1]:
        if value in figures:
            figures.remove(value)
    return figures


def _numbers(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token[0] == "#"]


def _by_bound(change: Change) -> Typed | None:
    """The bound of a number: more than 300, fewer than 300."""
    bounds = words("figures", "bounds")
    pieces = (change.before, change.after)
    held = [bounds.intersection(piece.tokens) | _bound_phrase(piece) for piece in pieces]
    small = all(len(piece.tokens) <= 3 for piece in change.pieces)
    same = sign_of(pieces[0].raw) == sign_of(pieces[1].raw) != ""  # over, more than
    if held[0] == held[1] or same or not small or not any(map(_precedes_figure, change.pieces)):
        return None
    return typed("number", "bound", describe(change, "the bound of a number: "))


def _bound_phrase(piece: Piece) -> set[str]:
    """The sign of a piece that is only a bound: as many as, не менш як."""
    sign = sign_of(piece.raw)
    return {sign} if sign in ("<", "<=", ">", ">=") else set()


def _precedes_figure(piece: Piece) -> bool:
    return any(_numbers(read_numbers(token)) for token in piece.after[:3])


def _by_unit(change: Change) -> Typed | None:
    """The unit of a number: three weeks, three months."""
    units = words("figures", "units")
    pieces = (change.before, change.after)
    if not all(len(piece.tokens) == 1 and piece.tokens[0] in units for piece in pieces):
        return None
    if not all(_numbers(read_numbers(" ".join(piece.before[-1:]))) for piece in pieces):
        return None
    return typed("number", "unit", describe(change, "the unit of a number: "))


def by_date(change: Change) -> Typed | None:
    """Days, months, years and hours that differ, where little else changed with them."""
    one, other = (_days_and_figures(piece)[0] for piece in (change.before, change.after))
    if one == other:
        return None
    if not (one and other) and not all(
        _is_day_only(piece) and not piece.quoted for piece in change.pieces
    ):
        return None
    case = "changed" if one and other else "lost" if one else "gained"
    return typed("date", case, describe(change, "the date: "))


def _is_day_only(piece: Piece) -> bool:
    days = {fold(word) for start, end, word in piece.words if _day(piece, start, end, word)}
    return all(token in FUNCTION_WORDS or token in days for token in piece.tokens)


def read_days(piece: Piece) -> list[str]:
    """The words of a piece that say when, weekdays and months by their English names."""
    return _days_and_figures(piece)[0]


def _days_and_figures(piece: Piece) -> tuple[list[str], list[str]]:
    """The words of a piece that say when, and the numbers among them."""
    days, figures = [], []
    for start, end, word in piece.words:
        day = _day(piece, start, end, word)
        if day:
            days.append(day)
            figures.extend(_numbers(read_numbers(fold(word))))
    return days, figures


def _day(piece: Piece, start: int, end: int, word: str) -> str:
    """The canonical form of a word that says when; "" for another word."""
    folded = fold(word)
    named = month(word) or values("dates", "weekdays").get(folded, "")
    if named:
        return named
    if folded in words("dates", "days") | words("dates", "seasons") | words("dates", "clock"):
        return folded
    modifies = folded in words("dates", "parts")
    if not folded[0].isdecimal() and folded not in words("dates", "periods") and not modifies:
        return ""
    before, after = _beside(piece, start, end)
    if modifies:
        return folded if month(after.strip(".")) or _YEAR.fullmatch(after.strip(".s")) else ""
    if folded in words("dates", "periods"):
        return folded if fold(before) in words("dates", "before_periods") else ""
    return folded if _is_day_figure(piece, start, folded, before, after) else ""


def _beside(piece: Piece, start: int, end: int) -> tuple[str, str]:
    text = piece.side.text
    before = _WORD_BEFORE.search(text[max(0, start - 20) : start])
    after = _WORD_AFTER.match(text, end, min(len(text), end + 20))
    return before[1] if before else "", after[1] if after else ""


def _is_day_figure(piece: Piece, start: int, figure: str, before: str, after: str) -> bool:
    if ":" in figure or fold(after.strip(".")) in words("dates", "clock"):
        return True
    if len(figure) == 2 and piece.side.text[start - 1 : start] in ("’", "'"):
        return True
    if figure.isdecimal() and len(figure) <= 2 and int(figure) <= 31:
        since = _SINCE_DAY.search(piece.side.text[max(0, start - 30) : start])
        told = (before, after, since[1] if since else "")
        return any(month(word.strip(".")) for word in told)
    year = figure.removesuffix("s")
    if not _YEAR.fullmatch(year):
        return False
    return (
        year != figure
        or bool(month(before.strip(".")))
        or fold(before) in words("dates", "before_years") | words("dates", "seasons")
    )


@cache
def month(word: str) -> str:
    """The English name of a month in any of the languages; "" for another word."""
    folded = fold(word)
    name = values("dates", "months").get(folded, "")
    doubtful = folded in words("dates", "only_with_a_capital") or len(folded) == 3
    return "" if doubtful and not word[:1].isupper() and folded.isascii() else name
