"""What kind of change an edit is, by rules a reader can check."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from components.text.normal import fold
from components.text.segment import Span

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_BLANK = re.compile(r"[\W_]+")
_NUMBER_WORDS = {
    word: value
    for value, forms in {
        "0": "zero нуль ноль",
        "1": "один одна одне одно",
        "2": "two twice два дві две",
        "3": "three три",
        "4": "four чотири четыре",
        "5": "five п'ять пять",
        "6": "six шість шесть",
        "7": "seven сім семь",
        "8": "eight вісім восемь",
        "9": "nine дев'ять девять",
        "10": "ten десять",
        "11": "eleven одинадцять одиннадцать",
        "12": "twelve дванадцять двенадцать",
        "13": "thirteen",
        "14": "fourteen",
        "15": "fifteen",
        "16": "sixteen",
        "17": "seventeen",
        "18": "eighteen",
        "19": "nineteen",
        "20": "twenty двадцять двадцать",
        "30": "thirty тридцять тридцать",
        "40": "forty сорок",
        "50": "fifty п'ятдесят пятьдесят",
        "60": "sixty",
        "70": "seventy",
        "80": "eighty",
        "90": "ninety",
        "100": "hundred сто",
        "1000": "thousand тисяч тысяч",
        "1000000": "million мільйон миллион",
        "1000000000": "billion мільярд миллиард",
    }.items()
    for word in forms.split()
}


@dataclass(frozen=True)
class Edit:
    """One change: what stood in the first text and what stands in the second.

    A span is empty where something was only added or only taken away.
    """

    first: Span
    second: Span
    kind: str


def edit_kind(before: str, after: str) -> str:
    """`number` where figures or number words differ, `cosmetic` where letters do not, or `wording`.

    A figure and the word for it ("3", "three") are no different number. Marks without letters, such
    as quotation marks that were lost, are `wording`.
    """
    one, other = fold(before), fold(after)
    if _numbers(one) != _numbers(other):
        return "number"
    letters = _BLANK.sub("", one)
    return "cosmetic" if letters and letters == _BLANK.sub("", other) else "wording"


def _numbers(folded: str) -> Counter[str]:
    figures = Counter(figure.replace(",", "") for figure in _FIGURE.findall(folded))
    named = (_NUMBER_WORDS.get(word) for word in _WORD.findall(folded))
    return figures + Counter(value for value in named if value)
