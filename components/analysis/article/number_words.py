"""Numbers as they are written: in digits or in the words of a language, with scales and halves."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from components.analysis.article.number_lexicon import (
    Lexicon,
    lexicon_of,
    number_pattern,
    read_digits,
)

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
GLYPHS = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5,
    "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
_BEFORE_ONE = ("tens", "vigesimal")
_GAP = re.compile(r"[ \xa0\u202f-]?")
_GLYPH = re.compile(rf"[ \xa0]?([{''.join(GLYPHS)}])")
_PART = re.compile(r"[ \xa0-](?:and )?(?P<top>\d{1,2})[/⁄](?P<bottom>\d{1,2})(?![\d/])")
_TEN, _HUNDRED, _THOUSAND, _TWENTY = 10, 100, 1000, 20


@dataclass(frozen=True)
class Amount:
    """A number that stands from somewhere up to `end`.

    `worded` if it has no digits, `scale` what a word such as million multiplies it by, `share` if
    it is a part of something (two thirds, one in five), `open` if it needs a unit to be a number
    at all (half an hour).
    """

    end: int
    value: float
    worded: bool
    scale: float = 1.0
    share: bool = False
    open: bool = False


def next_word(text: str, at: int) -> tuple[str, int]:
    """The word that follows, folded, after at most one space or hyphen, and its end; else ""."""
    gap = _GAP.match(text, at)
    found = WORD.match(text, gap.end() if gap else at)
    return (fold_word(found[0]), found.end()) if found else ("", at)


def fold_word(word: str) -> str:
    """A word in small letters with straight apostrophes."""
    return word.lower().replace("’", "'").replace("ʼ", "'")


def phrase_end(text: str, at: int, phrases: tuple[str, ...]) -> int | None:
    """Where one of the phrases ends that stands at `at`, after at most one space or hyphen."""
    gap = _GAP.match(text, at)
    at = gap.end() if gap else at
    for phrase in phrases:
        end = at + len(phrase)
        if fold_word(text[at:end]) == phrase and not text[end : end + 1].isalnum():
            return end
    return None


def read_number(text: str, start: int, language: str) -> Amount | None:
    """The number that begins at `start`; None where none does.

    `text` is joined by `join_groups`. Fractions are of `read_amount`.
    """
    lexicon = lexicon_of(language)
    if not text[start].isdecimal():
        return _Words(text, lexicon).read(start)
    found = number_pattern(language).match(text, start)
    if not found:
        return None
    value, end = read_digits(found[0], language), found.end()
    part = _PART.match(text, end)
    if part and 0 < int(part["top"]) < int(part["bottom"]):
        value, end = value + int(part["top"]) / int(part["bottom"]), part.end()
    elif glyph := _GLYPH.match(text, end):
        value, end = value + GLYPHS[glyph[1]], glyph.end()
    return scale_number(text, add_half(text, Amount(end, value, worded=False), lexicon, 1), lexicon)


def add_half(text: str, amount: Amount, lexicon: Lexicon, of: float) -> Amount:
    """The amount with “and a half” or “and a quarter” of `of`, if that follows."""
    for name, part in (("halves", 1 / 2), ("quarters", 1 / 4), ("three_quarters", 3 / 4)):
        end = phrase_end(text, amount.end, lexicon.lists[name])
        if end is not None:
            return replace(amount, end=end, value=amount.value + part * of)
    return amount


def scale_number(text: str, amount: Amount, lexicon: Lexicon) -> Amount:
    """The amount times the scales that follow it: million, bn, thousand million."""
    while True:
        word, end = next_word(text, amount.end)
        scale = lexicon.scales.get(word)
        if not scale and word in lexicon.lists["hundreds"]:
            scale = _HUNDRED
        if not scale and not amount.worded:
            scale = lexicon.short.get(word)
        if not scale or amount.scale > _THOUSAND * _THOUSAND:
            return amount
        if text.startswith(".", end) and word in lexicon.lists["dotted"]:
            end += 1
        amount = replace(amount, end=end, value=amount.value * scale, scale=amount.scale * scale)
        amount = add_half(text, amount, lexicon, scale)


class _Words:
    """Reads a number in words from left to right; `total` and `group` as they are said aloud."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.total = 0.0
        self.group: float | None = None
        self.last = ""
        self.scale = 1.0  # the last one read

    def read(self, start: int) -> Amount | None:
        lists = self.lexicon.lists
        half = phrase_end(self.text, start, lists["half_a"])
        if half is not None:
            amount = scale_number(self.text, Amount(half, 0.5, worded=True), self.lexicon)
            return replace(amount, open=amount.scale == 1)
        word, end = next_word(self.text, start)
        if word in self.lexicon.glued:
            value = self.lexicon.glued[word]
            return Amount(end, value, worded=True, scale=max(value, 1.0))
        at = start
        if word in lists["articles"]:
            self.group, self.last, at = 1.0, "article", end
        elif word in lists["bare"]:
            self.group, self.last = 1.0, "article"
        end = self._read_all(at)
        if end == at or self.last == "article":
            return None
        value = self.total + (self.group or 0)
        amount = Amount(end, value, worded=True, scale=self.scale)
        amount = add_half(
            self.text, amount, self.lexicon, self.scale if self.last == "scale" else 1
        )
        return scale_number(self.text, amount, self.lexicon) if amount.end > end else amount

    def _read_all(self, at: int) -> int:
        while True:
            word, end = next_word(self.text, at)
            if self._take(word):
                at = end
                continue
            if (
                word in self.lexicon.lists["joiner"]
                and self.last in self.lexicon.lists["joins_after"]
            ):
                behind, behind_end = next_word(self.text, end)
                one = behind in self.lexicon.lists["articles"] and self.last in _BEFORE_ONE
                if (one and self._add(1.0)) or (
                    behind in self.lexicon.values and self._take(behind)
                ):
                    at = behind_end
                    continue
            return at

    def _take(self, word: str) -> bool:
        """Whether a word goes on with the number; then it is counted in."""
        scale = self.lexicon.scales.get(word)
        if scale:
            return self._multiply(scale)
        if word in self.lexicon.lists["hundreds"]:
            if self.last not in ("article", "unit", "teen"):
                return False
            self.group, self.last = (self.group or 1) * _HUNDRED, "hundred"
            return True
        value = self.lexicon.values.get(word)
        if value is None:
            return False
        if (
            word in self.lexicon.lists["score"]
            and self.last == "unit"
            and (self.group or 0) % _TEN == 4
        ):
            self.group, self.last = (self.group or 0) + 4 * _TWENTY - 4, "vigesimal"
            return True
        return self._add(value)

    def _add(self, value: float) -> bool:
        fits = {
            "": True,
            "scale": value < self.scale,
            "hundred": value < _HUNDRED,
            "tens": value < _TEN,
            "vigesimal": value < _TWENTY,
            "ten": value in self._after_ten(),
        }
        if not fits.get(self.last, False) or (self.last and not value.is_integer()):
            return False
        self.group = (self.group or 0) + value
        self.last = self._kind(value)
        return True

    def _after_ten(self) -> tuple[int, ...]:
        return (7, 8, 9) if self.lexicon.lists["score"] else ()

    def _kind(self, value: float) -> str:
        if value >= _HUNDRED:
            return "hundred" if value % _HUNDRED == 0 else "whole"
        if value >= _TWENTY:
            sixty = self.lexicon.lists["score"] and value == 3 * _TWENTY
            return "vigesimal" if sixty else "tens" if value % _TEN == 0 else "whole"
        return "ten" if value == _TEN else "teen" if value > _TEN else "unit"

    def _multiply(self, scale: float) -> bool:
        if self.group is None and self.last == "scale":
            self.total, self.scale = self.total * scale, self.scale * scale
        elif self.group is None or (self.total and scale >= self.scale):
            return False
        else:
            self.total, self.group, self.scale = self.total + self.group * scale, None, scale
        self.last = "scale"
        return True
