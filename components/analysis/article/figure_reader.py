"""Figure reading: a quantity with its qualifier and what it counts, if it is one at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from components.analysis.article import number_places as places
from components.analysis.article.figure_units import is_age
from components.analysis.article.figure_words import qualifier_before, thing_counted
from components.analysis.article.number_words import fold_word, phrase_end
from components.analysis.article.quantities import Quantity, QuantityReader

_BAD_BEFORE = re.compile(r"[\w.,:/#@+_-]\Z|[\w%)][–—]\Z")
_ORDINAL_WORD = re.compile(
    r"[ -](?:and )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|[a-z]+t[ei]e?th)\b"
)
_AGE_GROUP = re.compile(r"\b(?P<side>under|over)[- ](?P<age>\d{1,2})s\b", re.IGNORECASE)
_GROUP_BEHIND = re.compile(r" (?:from (?:the )?[A-Z]|(?:were|was|are|have|had|died)\b)")
_MONEY_SIGNS = "$€£₴₽¥₹"
_REACH = 8
_TIMES = frozenset({"d", "week", "month", "year", "decade", "century"})
_PLUS = re.compile(r"\+(?!\d)|-plus\b")
_FEW, _DOZEN = 10, 12
_SCORE = 30
_TITLE_BEHIND = re.compile(r"[,.]?[\"”’»“]")
_YEAR_OF_OLD = 100


@dataclass(frozen=True)
class Figure:
    """A number in a text.

    `start` and `end` span the number with its sign, scale and unit, without its qualifier; `text`
    is what stands there. `value` is in whole units (2.5 million is 2500000.0), `high` the other end
    of a range. `unit` is a currency (`USD`), `%`, a measure (`km`) or "" for a count; `counts` up
    to three words for what is counted, "" where that is not plain. `qualifier` is `>`, `>=`, `<`,
    `<=`, `~` or "".
    """

    start: int
    end: int
    text: str
    value: float
    high: float | None
    unit: str
    counts: str
    qualifier: str


@dataclass(frozen=True)
class Reading:
    """What was read up to `end`: a figure, or None for a number that is no quantity."""

    end: int
    figure: Figure | None


class FigureReader:
    """Reads the figures of one text."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        self.quantities = QuantityReader(text, language)
        self.joined, self.lexicon = self.quantities.joined, self.quantities.lexicon

    def read(self, start: int) -> Reading | None:
        """The figure whose number begins at `start`; None where no number does."""
        group = _AGE_GROUP.search(self.text, max(0, start - _REACH), start + _REACH)
        if group and group.start("age") == start:
            return Reading(group.end(), self._age_group(group))
        side = self.quantities.read(start)
        if side is None or self._goes_on(side):
            return None
        figure = None if self._is_score(side) else self._figure(side)
        return Reading(figure.end if figure else side.end, figure)

    def _age_group(self, group: re.Match[str]) -> Figure:
        """Those under or over an age: under-18s."""
        sign = "<" if group["side"].lower() == "under" else ">"
        start, end = group.start(), group.end()
        return Figure(start, end, group[0], float(group["age"]), None, "year", "", sign)

    def _goes_on(self, side: Quantity) -> bool:
        """Whether a word or number before goes on in this one; a sign of money begins one."""
        near = self.text[max(0, side.begin - 2) : side.begin]
        if side.begin < side.start and self.text[side.begin] in _MONEY_SIGNS:
            return False
        return _BAD_BEFORE.search(near) is not None

    def _is_score(self, side: Quantity) -> bool:
        """Whether two numbers with a dash are the score of a game and no range: 6-4."""
        if side.high is None or not side.is_dashed:
            return False
        if places.is_age_place(self.text, side.begin, side.end, side.amount.value):
            return False
        small = max(side.amount.value, side.high) < _SCORE and not side.unit
        several = self.language != "en" or places.counts_several(self.text, side.end)
        return side.high <= side.amount.value or (small and not several)

    def _figure(self, side: Quantity) -> Figure | None:
        text, amount, unit, end = self.text, side.amount, side.unit, side.end
        plus = _PLUS.match(text, end)
        end = plus.end() if plus else end
        ordinal = amount.worded and amount.value >= _SCORE - _FEW and _ORDINAL_WORD.match(text, end)
        if ordinal or not self.quantities.ends_well(end, of_unit=bool(unit)):
            return None
        aged = not unit and places.is_age_place(text, side.begin, end, amount.value)
        unit = "year" if aged else unit
        words, sign = qualifier_before(text, side.begin, self.language or "und")
        if unit in _TIMES and text[slice(*words)].lower() == "over":
            before = fold_word(places.word_before(text, words[0]))
            sign = sign if before in places.place_words("during") else ""  # $5m over ten years
        sign = ">=" if plus else self._behind(end) or sign
        if self._is_no_quantity(side, unit, sign):
            return None
        counts = (
            ""
            if aged
            else thing_counted(text, end, unit, self.language, amount.share, is_age(text, end))
        )
        bare = not unit and not counts
        harmed = fold_word(places.word_before(text, side.begin)) in places.place_words("harmed")
        if bare and amount.scale == 1 and not amount.share and not harmed:
            least = _DOZEN + 1 if amount.worded else _FEW
            in_row = side.high is None and places.is_in_row(text, side.begin, end)
            small = abs(amount.value) < least and amount.value.is_integer()
            told = sign in (">", ">=", "<", "<=") or _GROUP_BEHIND.match(text, end)
            if in_row or (small and not told):
                return None
        if (
            amount.value == 1
            and amount.worded
            and side.high is None
            and not self._is_one(side, unit, counts)
        ):
            return None
        return Figure(
            side.begin, end, text[side.begin : end], amount.value, side.high, unit, counts, sign
        )

    def _is_one(self, side: Quantity, unit: str, counts: str) -> bool:
        """Whether “one” tells how many: one person, a million."""
        if side.amount.scale > 1 or (unit and unit not in ("d", "year", "month", "week", "h")):
            return True
        if self.text.startswith(" of ", side.end):
            return False  # one of the men
        first = counts.split()[0].lower() if counts else ""
        return first in places.place_words("persons")

    def _behind(self, end: int) -> str:
        """The qualifier that stands behind a figure: 500 or more."""
        thing = next(iter(places.words_after(self.text, end, 1)), None)
        for at in (end, end + 1 + len(thing) if thing else end):
            for name, sign in (("at_least_after", ">="), ("at_most_after", "<=")):
                if phrase_end(self.text, at, self.lexicon.lists[name]) is not None:
                    return sign
        return ""

    def _is_no_quantity(self, side: Quantity, unit: str, sign: str) -> bool:
        text, amount, begin, end = self.text, side.amount, side.begin, side.end
        if places.is_kind(text, end) or (amount.open and not unit):
            return True
        bracketed = text[begin - 1 : begin] == "(" and text[end : end + 1] == ")"
        if text.startswith(".)", end) and not unit:
            return True  # a place in a ranking (13.)
        if bracketed and not unit and side.high is not None and amount.value >= _YEAR_OF_OLD:
            return True  # the years of a reign (420-589)
        if amount.share or amount.scale > 1:
            return False
        if text[amount.end : end].strip().istitle() and self._is_quoted(begin, end):
            return True  # the programme “60 Minutes”
        if unit in ("", "h") and places.is_hour(
            text, begin, amount.end if unit else end, amount.value
        ):
            return True
        if unit:
            return False
        written = text[side.start : amount.end]
        if places.is_year(text, begin, end, written, sign):
            return True
        return (
            places.is_listed(text, begin, end, amount.value)
            or (not sign and places.is_name(text, begin, end, self.language))
            or (not sign and side.high is None and places.is_referred(text, begin, amount.value))
        )

    def _is_quoted(self, begin: int, end: int) -> bool:
        """Whether a stretch stands in quotation marks by itself."""
        opened = self.text[max(0, begin - 1) : begin] in ('"', "“", "„", "«", "‘")
        return opened and _TITLE_BEHIND.match(self.text, end) is not None


def needs_thing(text: str, figure: Figure) -> bool:
    """Whether what a figure counts was told before: wounded another 22, injured 5 more."""
    before = fold_word(places.word_before(text, figure.start))
    told = before in places.place_words("another") | places.place_words("harmed")
    return not figure.counts and (told or text.startswith(" more", figure.end))
