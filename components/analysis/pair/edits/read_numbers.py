"""Number reading: digits and number words in one form, so that equal numbers compare equal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from components.analysis.pair.edits.edit import values, words
from components.text.digit_grouping import JOINT, join_groups

_ATOM = re.compile(
    rf"\d{{1,3}}(?:{JOINT}\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")
_DOTTED_THOUSANDS = re.compile(
    r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d{1,2}|[1-9]\d{0,2}\.000"
)
_MAYBE_GROUPED = re.compile(
    r"(?<![\d.,])(?:[1-9]\d{0,2}(?:[.,' ]\d{3})+|[1-9]\d{3,})(?![\d]|[.,]\d)"
)
_DECIMAL = re.compile(r"\d+[.,]\d+")
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_MOST_DIGITS = 25


@lru_cache(maxsize=512)  # the sentences of a pair are asked for by edits and by what is missing
def read_numbers(folded: str) -> tuple[str, ...]:
    """Read the words of a folded text, each number as `#value`: "two million" is `#2000000`.

    Ordinals are `#o2`, vague counts `#~hundreds`. `%1:one` is a word that counts as the number 1
    only where the other side of an edit has a number as well. An empty text gives ().
    """
    return tuple(_Reader().read(folded))


def agree_on_groups(one: str, other: str) -> tuple[str, str]:
    """Two folded texts with plain digits for figures that both have, grouped by whatever mark.

    1.200 alone may be a decimal; where the other text has 1,200 or 1 200 it is 1200.
    """
    digits = [{_digits(found) for found in _MAYBE_GROUPED.finditer(text)} for text in (one, other)]
    shared = digits[0] & digits[1]
    if not shared:
        return one, other
    plain, plain_too = (
        _MAYBE_GROUPED.sub(lambda m: _digits(m) if _digits(m) in shared else m[0], text)
        for text in (one, other)
    )
    return plain, plain_too


def _digits(found: re.Match[str]) -> str:
    return re.sub(r"\D", "", found[0])


class _Reader:
    """Reads number phrases from left to right; `total` and `current` as they are said aloud."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.current: Decimal | None = None
        self.last = ""
        self.joined = False  # an "and" was read that may belong to the number
        self.end = -2

    def read(self, folded: str) -> Iterator[str]:
        telling = _telling_words()
        for atom in _ATOM.finditer(join_groups(folded)):
            if atom[0] in telling or atom[0][0].isdecimal():
                yield from self._take(atom[0], atom.start())
            else:
                # Nearly all words of a text, with nothing to look up.
                if self.last or self.joined:
                    yield from self._flush()
                yield atom[0]
            self.end = atom.end()
        yield from self._flush()

    def _take(self, atom: str, start: int) -> Iterator[str]:
        scale = values("figures", "scales").get(atom)
        near = start - self.end <= 1
        if scale and ((near and self.last) or atom not in _only_after_a_figure()):
            yield from self._multiply(Decimal(scale), near)
        elif atom[0].isdecimal():
            yield from self._take_figure(atom.replace(JOINT, ""))
        elif atom == "and" and near and self.last == "scale" and not self.joined:
            self.joined = True
        elif value := self._value(atom, near):
            yield from self._add(Decimal(value), near)
        elif atom in _ORDINAL_ENDS and self.last == "figure" and start == self.end:
            value = _plain(self.current or Decimal(0))
            self.current, self.last = None, ""
            yield f"#o{value}"
        else:
            yield from self._flush()
            yield _other(atom)

    def _value(self, atom: str, near: bool) -> str | None:
        if atom == "one" and near and self.last in ("tens", "scale"):
            return "1"
        return values("figures", "values").get(atom)

    def _take_figure(self, atom: str) -> Iterator[str]:
        value = _figure(atom)
        yield from self._flush()
        if value is None:
            yield f"#{atom}"
        else:
            self.current, self.last = value, "figure"

    def _add(self, value: Decimal, near: bool) -> Iterator[str]:
        joins = near and (
            (self.last == "tens" and value < 10) or (self.last == "scale" and value < 1000)
        )
        if not joins:
            yield from self._flush()
        self.joined = False
        self.current = (self.current or Decimal(0)) + value
        self.last = "tens" if 20 <= value < 100 else "unit"

    def _multiply(self, scale: Decimal, near: bool) -> Iterator[str]:
        if not near:
            yield from self._flush()
        counted = (1 if self.current is None else self.current) * scale
        if scale == 100:
            self.current = counted
        else:
            self.total, self.current = self.total + counted, None
        self.last = "scale"

    def _flush(self) -> Iterator[str]:
        if self.last:
            yield f"#{_plain(self.total + (self.current or 0))}"
        if self.joined:
            yield "and"
        self.total, self.current, self.last, self.joined = Decimal(0), None, "", False


@cache
def _telling_words() -> frozenset[str]:
    """The words that can be, or belong to, a number."""
    known = (values("figures", name) for name in ("scales", "values", "ordinals"))
    listed = (words("figures", name) for name in ("only_beside_a_number", "vague"))
    return frozenset({"and"}).union(_ORDINAL_ENDS, *known, *listed)


def _only_after_a_figure() -> frozenset[str]:
    return words("figures", "only_after_a_figure")


def _other(word: str) -> str:
    doubtful = word in words("figures", "only_beside_a_number")
    ordinal = values("figures", "ordinals").get(word)
    if doubtful:
        value = "1" if word == "one" else f"o{ordinal}" if ordinal else f"~{word}"
        return f"%{value}:{word}"
    if ordinal:
        return f"#o{ordinal}"
    return f"#~{word}" if word in words("figures", "vague") else word


def _figure(atom: str) -> Decimal | None:
    """The value of digits; None for a time of day, a date with dots, or more than 25 digits."""
    if len(atom) > _MOST_DIGITS:
        return None
    if _DOTTED_THOUSANDS.fullmatch(atom):
        return Decimal(atom.replace(".", "").replace(",", "."))
    if _THOUSANDS.fullmatch(atom):
        return Decimal(atom.replace(",", ""))
    if atom.isdecimal() or _DECIMAL.fullmatch(atom):
        return Decimal(atom.replace(",", "."))
    return None


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
