"""Amounts: numbers and the parts that are told of a whole (two thirds, one in five)."""

from __future__ import annotations

import re
from dataclasses import replace

from components.analysis.article.figure_units import unit_after
from components.analysis.article.number_lexicon import Lexicon, lexicon_of
from components.analysis.article.number_words import (
    GLYPHS,
    Amount,
    fold_word,
    next_word,
    phrase_end,
    read_number,
    scale_number,
)
from components.text.language import FUNCTION_WORDS

_SLASHED = re.compile(r"(?P<top>\d{1,2})[/⁄](?P<bottom>\d{1,2})(?![\d/])")
_OF_A = re.compile(r"[ \xa0](?:(?:of|de)(?:[ \xa0](?:an?|un))?|an?|un)(?=[ \xa0])")
_NUMERAL = re.compile(r"[ \xa0-]([^\W\d_]|\d)")
_USUAL = frozenset({2, 3, 4, 5, 6, 8, 10})
_OF = re.compile(r"[ \xa0](?:of|de|des|du|del|d['’])(?!\w*-)")
_GRADE = re.compile(r"-(?!mil|bil|tril)[a-z]")  # a fifth-grade pupil
_FINAL = re.compile(r"[ \xa0]de final", re.IGNORECASE)
_LAST_WORD = re.compile(r"([^\W\d_]+)[ \xa0-]\Z")
_BEFORE_PARTS = re.compile(
    r"\b(?:than|about|nearly|almost|around|by|roughly|least|over|under)\s\Z", re.IGNORECASE
)
_AFTER_HALF = frozenset({"a", "an", "past", "as"})
_TIME = frozenset({"s", "min", "h", "d", "week", "month", "year", "decade", "%"})
_BETWEEN = re.compile(r"[ \xa0][^\W\d_]+")
_MOST_PARTS, _QUARTERS = 99, 4
_OFTEN = frozenset({*range(2, 13), 15, 20, 25, 30, 50, 100, 1000, 10_000, 100_000, 1_000_000})


def read_amount(text: str, start: int, language: str) -> Amount | None:
    """The amount that begins at `start`; None where none does.

    `text` is joined by `join_groups`.
    """
    lexicon = lexicon_of(language)
    if text[start] in GLYPHS:
        return _of_scale(text, Amount(start + 1, GLYPHS[text[start]], False, share=True), lexicon)
    slashed = _SLASHED.match(text, start)
    if slashed:
        return _slashed(text, slashed, lexicon)
    lone = _lone(text, start, lexicon, language)
    if lone:
        return lone
    amount = read_number(text, start, language)
    part = _part(text, start, amount, lexicon)
    if part:
        return _of_scale(text, part, lexicon)
    word, end = next_word(text, start)
    if amount is None and word in lexicon.lists["articles"]:
        return _out_of(text, Amount(end, 1.0, worded=True), language)
    return amount and (_out_of(text, amount, language) or amount)


def _slashed(text: str, found: re.Match[str], lexicon: Lexicon) -> Amount | None:
    top, bottom = int(found["top"]), int(found["bottom"])
    usual = bottom in _USUAL or _OF.match(text, found.end())
    if not 0 < top < bottom or not usual:
        return None
    return _of_scale(text, Amount(found.end(), top / bottom, False, share=True), lexicon)


def _of_scale(text: str, part: Amount, lexicon: Lexicon) -> Amount:
    """A part with the scale it is a part of: a quarter million, a quarter of a million."""
    lead = _OF_A.match(text, part.end)
    for at in (lead.end() if lead else part.end, part.end):
        scaled = scale_number(text, replace(part, end=at), lexicon)
        if scaled.scale > 1:
            return replace(scaled, share=False)
    return part


def _lone(text: str, start: int, lexicon: Lexicon, language: str) -> Amount | None:
    """A half or third in one word (половина, die Hälfte), or every third of a kind."""
    word, end = next_word(text, start)
    before = _LAST_WORD.search(text[max(0, start - 24) : start])
    if before and fold_word(before[1]) in lexicon.lists["not_before_half"]:
        return None
    if word in lexicon.shares:
        return _of_scale(text, Amount(end, lexicon.shares[word], True, share=True), lexicon)
    half = phrase_end(text, start, lexicon.lists["lone_half"])
    alone = word == "half" and language == "en" and _stands_alone(text, start, end)
    if half is not None or (alone and next_word(text, end)[0] not in _AFTER_HALF):
        return Amount(start + len("half"), 1 / 2, True, share=True)
    if word in lexicon.lists["every"]:
        of, end = next_word(text, end)
        unit, _ = unit_after(text, end, language)
        spaced = language != "en" or text[end : end + 1] in " \xa0"
        if of in lexicon.every_of and spaced and unit not in _TIME:
            return Amount(end, 1 / lexicon.every_of[of], True, share=True)
    return None


def _part(text: str, start: int, amount: Amount | None, lexicon: Lexicon) -> Amount | None:
    """Two thirds, a fifth of: `amount` is the number before, None for an article."""
    word, at = next_word(text, start)
    by_article = amount is None and word in lexicon.lists["articles"]
    top = 1.0 if by_article else amount.value if amount and amount.scale == 1 else 0.0
    at = at if by_article else amount.end if amount else at
    word, end = next_word(text, at)
    bottom = lexicon.denominators.get(word)
    if not bottom or not 0 < top <= _MOST_PARTS or not top.is_integer():
        return None
    if not _agrees(word, top, lexicon) or top >= bottom or (bottom == 4 and top not in (1, 3)):
        return None
    parts = phrase_end(text, end, lexicon.lists["parts"])
    if parts is None and lexicon.lists["parts"] and word.endswith(("a", "as")):
        return None
    end = parts or end
    part = Amount(end, top / bottom, True, share=True)
    certain = (
        not by_article
        or parts is not None
        or word in lexicon.lists["sure_parts"]
        or _OF.match(text, end) is not None
        or _stands_alone(text, start, end)
    )
    if (
        _GRADE.match(text, end)
        or _FINAL.match(text, end)
        or (not certain and _of_scale(text, part, lexicon) == part)
    ):
        return None
    return part


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a third is a part and no third one: by a third, more than a third were women."""
    behind, _ = next_word(text, end)
    return (not behind or behind in FUNCTION_WORDS) and bool(
        _BEFORE_PARTS.search(text, max(0, start - 12), start)
    )


def _agrees(word: str, top: float, lexicon: Lexicon) -> bool:
    """Whether a third, two thirds: where a language has two forms, the number fits the form."""
    plurals = lexicon.lists["plural_ends"]
    if word == "quarter" and top == _QUARTERS - 1:
        return True  # a three-quarter majority
    return not plurals or word in lexicon.lists["sure_parts"] or word.endswith(plurals) == (top > 1)


def _out_of(text: str, amount: Amount, language: str) -> Amount | None:
    """One in five, nine out of ten, un électeur sur cinq: of a whole that is no span of time."""
    lexicon = lexicon_of(language)
    if amount.scale > 1 or not amount.value >= 1:
        return None
    noun = _BETWEEN.match(text, amount.end) if lexicon.lists["noun_between"] else None
    for at in (amount.end, *([noun.end()] if noun else [])):
        end = phrase_end(text, at, lexicon.lists["out_of"])
        number = _NUMERAL.match(text, end) if end else None
        whole = read_number(text, number.start(1), language) if number else None
        if whole and amount.value < whole.value and whole.value in _OFTEN:
            unit, _ = unit_after(text, whole.end, language)
            if unit not in _TIME and not text[whole.end : whole.end + 1].isalnum():
                return Amount(whole.end, amount.value / whole.value, amount.worded, share=True)
    return None
