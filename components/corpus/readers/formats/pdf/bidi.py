"""The order of reading of a line that runs from right to left, wholly or in part.

A PDF tells where each sign stands, and its maker decides in which order it tells them: so their
places count alone. What stands from the right to the left is turned round, and within it numbers
and words of other scripts are turned back: the inverse of the Unicode Bidirectional Algorithm
(UAX 9), as far as what is seen tells it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_CLASSES = {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N", "CS": "C", "ES": "E", "ET": "T"}
# In a kind for each sign: words of another script with all between them, or a number.
_FOREIGN = r"(?:N[^R]{0,200})?L(?:[^R]*[LN])?"
_AFTER_ARABIC = re.compile(rf"{_FOREIGN}|N+(?:CN+)*")
# A hyphen at the end of a line belongs to the number before it.
_AFTER_HEBREW = re.compile(rf"{_FOREIGN}|^N+(?:[CE]N+)*E(?=O)|T*N+(?:[CE]N+)*T*")
_TURNED_ROUND = re.compile(r"R(?:[^L]*R)?")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_WITHIN_A_WORD = re.compile(
    r"(?<=[\u0620-\u064a\u066e-\u06d3])([^ \u0600-\u06ff\u200c\"'’“”«»()\[\]/_.,:;-])\1*"
    r"(?=[\u0620-\u064a\u066e-\u06d3])"
)
_PRESENTATION = re.compile(r"[\ufb1d-\ufdff\ufe70-\ufefc]+")
_STRETCH = re.compile(r"(?<=[\u0620-\u06d3])\u0640+(?=[\u0620-\u06d3])")
_STOPS = frozenset(".,:;!?…%،؛؟")
_OPEN, _CLOSE = "([{«‹", ")]}»›"
_PAIRS = {sign: pair for pair in zip(_OPEN, _CLOSE, strict=True) for sign in pair}
# Letters that end words, what begins them, and the commonest words (Arabic, Persian, Urdu, Hebrew).
_RIGHT_WAY = re.compile(
    r"\bال\w|\w[ةىךםןףץ]\b"
    r"|\b(?:في|من|على|إلى|أن|عن|در|به|از|که|را|این|است|کے|میں|ہے|اور|سے|של|את|על|לא|כי|זה)\b"
)


def is_right_to_left(sign: str) -> bool:
    """Whether the sign is a letter of a script that is written from right to left."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in sign)


def read_signs(signs: Sequence[str], from_right: bool) -> str:
    """The text of signs given from left to right, as they stand on the page.

    A sign is a letter with its marks, a ligature's letters in their order, or a space. With
    `from_right` the line itself begins at the right; else only words of such scripts in it do.
    """
    kinds = "".join(map(_kind, signs))
    numbers = _AFTER_ARABIC if _ARABIC.search("".join(signs)) else _AFTER_HEBREW
    # A line without such letters runs from the left, unless its stop stands there.
    if from_right and ("R" in kinds or "".join(signs[:1]) in _STOPS):
        ordered = _turned(signs, kinds, numbers)
    else:
        ordered, done = [], 0
        for found in _TURNED_ROUND.finditer(kinds):
            ordered += signs[done : found.start()]
            ordered += _turned(signs[found.start() : found.end()], found[0], numbers)
            done = found.end()
        ordered += signs[done:]
    return join_signs(ordered)


def join_signs(signs: Sequence[str]) -> str:
    """The text of signs in the order in which they are read.

    Letters stand for the forms they take within a word; what only stretches a line is left out.
    """
    text = "".join(_with_brackets(signs))
    text = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return _STRETCH.sub("", text)


def without_stretches(lines: list[list[str]]) -> list[list[str]]:
    """The signs without those that a maker put into Arabic words to make the lines equally long.

    A file says nothing of what they mean, so they come as any sign: one that stands more than once
    on the page, always between two letters of a word.
    """
    seen = Counter(sign for line in lines for sign in line)
    within: Counter[str] = Counter()
    for line in lines:
        for found in _WITHIN_A_WORD.finditer("".join(line)):
            within[found[1]] += len(found[0])
    gone = {sign for sign, count in within.items() if 1 < count == seen[sign]}
    return [[sign for sign in line if sign not in gone] for line in lines] if gone else lines


def is_backwards(text: str) -> bool:
    """Whether the letters of each word stand the wrong way round."""
    turned = re.sub(r"\w+", lambda word: word[0][::-1], text)
    return len(_RIGHT_WAY.findall(turned)) > len(_RIGHT_WAY.findall(text))


def _kind(sign: str) -> str:
    return _CLASSES.get(unicodedata.bidirectional(sign[:1]), "O")


def _turned(signs: Sequence[str], kinds: str, numbers: re.Pattern[str]) -> list[str]:
    """The signs from right to left, what runs the other way left as it is."""
    ordered: list[str] = []
    end = len(signs)
    for found in reversed(list(numbers.finditer(kinds))):
        ordered += reversed(signs[found.end() : end])
        ordered += signs[found.start() : found.end()]
        end = found.start()
    return ordered + list(reversed(signs[:end]))


def _with_brackets(signs: Sequence[str]) -> list[str]:
    """Brackets and angled quotation marks as they open or close, which their form hides.

    One opens where it clings to what follows and not to what is before it.
    """
    turned = list(signs)
    for place, sign in enumerate(signs):
        if sign in _PAIRS:
            before = turned[place - 1] if place else " "
            after = signs[place + 1] if place + 1 < len(signs) else ""
            if (before.isspace() or before in _OPEN) and not after.isspace():
                turned[place] = _PAIRS[sign][0]
            elif not before.isspace() and not after[:1].isalnum():
                turned[place] = _PAIRS[sign][1]
    return turned
