"""Quantities: a number with its sign, its unit and the other end of its range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from components.analysis.article import number_places as places
from components.analysis.article.amounts import read_amount
from components.analysis.article.figure_units import (
    lead_of,
    letter_after,
    money_after_scale,
    unit_after,
)
from components.analysis.article.number_lexicon import lexicon_of
from components.analysis.article.number_words import Amount, fold_word, next_word, phrase_end
from components.text.digit_grouping import join_groups

_MONEY_BEFORE = re.compile(
    r"(?:[-\u2212]|minus )?(?:[A-Z]{0,3}[$€£₴₽¥₹][ \xa0]?|[A-Z]{3} )?(?=[\w½¼¾])"
)
_MILLION = 10.0**6
_MEGA = re.compile(r"([mM])(?!\w)")
_LETTER = re.compile(r"[ \xa0]?([mMbB])(?!\w)")
_FEW_WORDS = 5
_BEHIND_UNITS = ("/", "'", "’")
_HALF_HOUR = re.compile(r"(?:часа|години)\Z")
_OF_A = re.compile(r"[ \xa0](?:of|de)[ \xa0](?:an?|one)(?=[ \xa0])")
_PLACES_OF_ANY = frozenset({"from", "final", "run", "away", "above", "below"})
_MONEY_SIGNS = re.compile(r"[$€£₴₽¥₹]")
_FRENCH_MILLIONS = re.compile(r"[ \xa0]?(M|Md|Mds|Mrd)(?=[ \xa0]?[€$£])")
_DASH = re.compile(r"[–—-]")
_BAD_BEHIND = re.compile(r"\w|/\d|/[A-Za-z]|:\d|[.,]\d|['’]s\b(?= )")
_ORDINAL = re.compile(r"-?(?:st|nd|rd|th|er|e|ère|ème)\b|-(?:й|я|е|го|му|м|х|ша|та|га)\b")
_PARTS = re.compile(r"(?:,? and |, | y | et | und | і | й | та | и |[ \xa0])")
_MOVE_REACH = 70
_SENTENCE_END = re.compile(r"[.!?]\s")


@dataclass(frozen=True)
class Quantity:
    """One number with its unit, from `begin` with its sign and currency to `end`.

    Its digits or words begin at `start`. `high` is the other end of a range, `is_dashed` says that
    a dash stands between the two.
    """

    begin: int
    start: int
    end: int
    amount: Amount
    unit: str
    high: float | None = None
    is_dashed: bool = False

    def scaled(self, by: float) -> Quantity:
        """The quantity with its number multiplied."""
        amount = replace(self.amount, value=self.amount.value * by, scale=self.amount.scale * by)
        return replace(self, amount=amount)


class QuantityReader:
    """Reads the quantities of one text; `joined` is the text with its groups of digits joined."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        self.joined = join_groups(text)
        self.lexicon = lexicon_of(language)

    def read(self, start: int) -> Quantity | None:
        """The quantity, range or sum of parts whose number begins at `start`; None for none."""
        side = self._side(start) or self._of_article(start)
        other = self._other_end(side) if side else None
        if side is None or other is None:
            return self._with_parts(side) if side else None
        low, high = self._even(side, other)
        dashed = _DASH.match(self.text, low.end) is not None
        return replace(low, end=high.end, high=high.amount.value, is_dashed=dashed)

    def ends_well(self, end: int, *, of_unit: bool = False) -> bool:
        """Whether a number or unit may end there: no letter, time, fraction or ordinal goes on."""
        if of_unit and self.text[end : end + 1] in _BEHIND_UNITS:
            return True
        return not _BAD_BEHIND.match(self.text, end) and not _ORDINAL.match(self.text, end)

    def _of_article(self, start: int) -> Quantity | None:
        """An hour and a half."""
        word, end = next_word(self.text, start)
        unit, at = unit_after(self.text, end, self.language)
        half = phrase_end(self.text, at, self.lexicon.lists["halves"])
        if word not in self.lexicon.lists["articles"] or not unit or half is None:
            return None
        return Quantity(start, start, half, Amount(half, 1.5, worded=True), unit)

    def _side(self, start: int) -> Quantity | None:
        amount = read_amount(self.joined, start, self.language)
        if amount is None:
            return None
        begin, negative, money = lead_of(self.text, start)
        amount = self._mega(amount, start, money)
        unit, end = self._unit(amount)
        if money:
            same = unit == money
            unit, end = money, end if same else amount.end
        if not unit and _HALF_HOUR.search(self.text[start:end]):
            unit = "h"
        if unit == "GBP" and not money:
            unit = self._pounds(start, end)
        if self._is_open(amount, unit, start):
            return None
        if negative:
            amount = replace(amount, value=-amount.value)
        return Quantity(begin, start, end, amount, unit)

    def _unit(self, amount: Amount) -> tuple[str, int]:
        """The unit behind an amount, with letters that are one only behind digits: 43C, 50p."""
        at = amount.end
        letter = ("", at) if amount.worded else letter_after(self.text, at, amount.value)
        if letter[0]:
            return letter
        of_a = _OF_A.match(self.text, at) if amount.share else None
        if of_a:
            unit, end = unit_after(self.text, of_a.end(), self.language)
            return (unit, end) if unit else ("", at)
        money = money_after_scale(self.text, at) if amount.scale > 1 else ("", at)
        return money if money[0] else unit_after(self.text, at, self.language)

    def _mega(self, amount: Amount, start: int, money: str) -> Amount:
        """The amount in millions where an m behind the digits means that (M€, £48m, 48m people)."""
        short = _FRENCH_MILLIONS.match(self.text, amount.end)
        if short and amount.scale == 1:
            by = _MILLION if short[1] == "M" else _MILLION * 1000
            return replace(amount, end=short.end(), value=amount.value * by, scale=by)
        letter = _LETTER.match(self.text, amount.end)
        if not letter or amount.worded or amount.scale > 1:
            return amount
        glued = letter.start(1) == amount.end and letter[1] in "mM"
        by = _MILLION * (1000 if letter[1] in "bB" else 1)
        if not (money or (glued and self._is_millions(letter[1], start, letter.end()))):
            return amount
        return replace(amount, end=letter.end(), value=amount.value * by, scale=by)

    def _is_millions(self, letter: str, start: int, end: int) -> bool:
        unit, _ = unit_after(self.text, end, self.language)
        if letter == "M" or (len(unit) == 3 and unit.isupper()):
            return True
        near = self._sentence_before(start)
        words = near.lower().split()[-_FEW_WORDS:]
        paid = _MONEY_SIGNS.search(near) or places.place_words("sums").intersection(words)
        several = places.counts_several(self.text, end)
        return bool(paid or several) and not self._is_long(start, end)

    def _is_open(self, amount: Amount, unit: str, start: int) -> bool:
        """Whether an m may be metres or millions, or the digits are of a telephone."""
        if self.text[start] == "0" and self.text[start + 1 : start + 2].isdecimal():
            return True
        glued = _MEGA.match(self.text, amount.end) if unit == "m" else None
        if not glued or amount.worded or self.language != "en":
            return False
        return not self._is_long(start, glued.end())

    def _is_long(self, start: int, end: int) -> bool:
        """Whether a length or a race is told of near by."""
        words = [fold_word(word) for word in places.words_after(self.text, end)]
        before = self._sentence_before(start, _MOVE_REACH).lower().split()[-_FEW_WORDS:]
        measured = places.place_words("lengths")
        return any(word in measured for word in words[:2]) or any(
            word.strip(",") in measured or word.startswith(("metre", "meter", "height", "length"))
            for word in before
            if word not in _PLACES_OF_ANY
        )

    def _sentence_before(self, start: int, reach: int = 200) -> str:
        near = self.text[max(0, start - reach) : start]
        return _SENTENCE_END.split(near)[-1]

    def _pounds(self, start: int, end: int) -> str:
        """Pounds of a thing or of what weighs are a weight; a 500-pound bomb."""
        words = {fold_word(word) for word in self._sentence_before(start, 40).split()}
        written = fold_word(self.text[end - 6 : end])
        heavy = (
            self.text.startswith(" of ", end)
            or bool(words & places.place_words("masses"))
            or (written == "-pound" and self.text[end - 7].isdecimal())
            or next_word(self.text, end)[0] in ("heavy", "heavier", "lighter")
        )
        return "lb" if heavy and written.endswith(("pound", "pounds")) else "GBP"

    def _other_end(self, side: Quantity) -> Quantity | None:
        """The other end of a range: 10 to 15, 10–15, between 10 and 15, two or three."""
        lists, before = self.lexicon.lists, fold_word(places.word_before(self.text, side.begin))
        dash = _DASH.match(self.text, side.end)
        at = dash.end() if dash else None
        if at is None:
            seps = [*lists["ranges"], *lists["either"]]
            if before in lists["between"]:
                seps += lists["between_ends"]
            at = phrase_end(self.text, side.end, tuple(seps))
            sep = self.text[side.end : at].strip() if at else ""
            if at is None or not self.text[at : at + 1].isspace() or self._moves(before, side):
                return None
            at += 1
        found = _MONEY_BEFORE.match(self.text, at)
        other = self._side(found.end()) if found else None
        if other is None or not self._fits(side, other):
            return None
        if not dash and other.amount.value <= side.amount.value:
            return None
        if not dash and sep in lists["either"] and other.amount.value > 3 * side.amount.value:
            return None
        return other

    def _fits(self, side: Quantity, other: Quantity) -> bool:
        """Whether both ends have the unit of one, or the first one's sign of money."""
        if side.unit not in ("", other.unit) and (other.unit or side.begin == side.start):
            return False
        share = other.amount.share == side.amount.share
        return share and self.ends_well(other.end)

    def _even(self, low: Quantity, high: Quantity) -> tuple[Quantity, Quantity]:
        """Both ends with the scale and the unit of either."""
        scale, unit = high.amount.scale, high.unit or low.unit
        if low.amount.scale == 1 < scale and low.amount.value < high.amount.value / scale:
            low = low.scaled(scale)
        return replace(low, unit=unit), replace(high, unit=unit)

    def _moves(self, before: str, side: Quantity) -> bool:
        """Whether “from 10 to 15”, “rose 2 MW to 5 MW” tells a change and no range."""
        told = before in places.place_words("from_words") or (side.unit and before != "by")
        near = self._sentence_before(side.begin, _MOVE_REACH).lower()
        words = re.findall(r"[^\W\d_]+", near) if told else []
        return any(word in places.place_words("rises") for word in words)

    def _with_parts(self, side: Quantity) -> Quantity:
        """The number with its smaller part: three years and 11 months."""
        half = phrase_end(self.text, side.end, self.lexicon.lists["halves"])
        if half is not None and side.unit and side.amount.value.is_integer():
            amount = replace(side.amount, value=side.amount.value + 1 / 2)
            return replace(side, end=half, amount=amount)
        gap = _PARTS.match(self.text, side.end) if side.unit else None
        if not gap or not self.text[gap.end() : gap.end() + 1].isalnum():
            return side
        part = self._side(gap.end())
        of = places.part_of(side.unit, part.unit) if part else None
        if not part or not of or not 0 < part.amount.value < of:
            return side
        value = side.amount.value + part.amount.value / of
        return replace(side, end=part.end, amount=replace(side.amount, value=value))
