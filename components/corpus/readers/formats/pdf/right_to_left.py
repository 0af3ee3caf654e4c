"""Right-to-left scripts in a PDF: reading order within lines that run from the right, or in part.

A PDF tells where each sign stands, and its maker decides in which order it tells them: so their
places count alone. What stands from the right to the left is turned round, and within it numbers
and words of other scripts are turned back: the inverse of the Unicode Bidirectional Algorithm
(UAX 9), as far as what is seen tells it. Lengths are points.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence

from components.corpus.readers.formats.pdf.letters import (
    WIDEST_GAP,
    Letter,
    Line,
    Row,
    is_blank,
    is_mark,
    make_line,
)

_SPACE = 0.2
"""Heights of letters between a word and a bracket or stop that a space stands between."""
_CLASSES = {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N", "CS": "C", "ES": "E", "ET": "T"}
# In a kind for each sign: words of another script with all between them, or a number.
_FOREIGN = r"(?:N[^R]{0,200})?L(?:[^R]*[LN])?"
_AFTER_ARABIC = re.compile(rf"{_FOREIGN}|N+(?:CN+)*")
# A hyphen at the end of a line belongs to the number before it.
_AFTER_HEBREW = re.compile(rf"{_FOREIGN}|^N+(?:[CE]N+)*E(?=O)|(?:(?<!T)T+)?N+(?:[CE]N+)*T*")
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


def remove_stretches(lines: list[list[str]]) -> list[list[str]]:
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
    for index, sign in enumerate(signs):
        if sign in _PAIRS:
            before = turned[index - 1] if index else " "
            after = signs[index + 1] if index + 1 < len(signs) else ""
            if (before.isspace() or before in _OPEN) and not after.isspace():
                turned[index] = _PAIRS[sign][0]
            elif not before.isspace() and not after[:1].isalnum():
                turned[index] = _PAIRS[sign][1]
    return turned


def order_letters(row: Row) -> Iterator[Row]:
    """The letters of each line of a row from the left to the right, whatever their order."""
    # PDFium puts spaces of no width between words where it finds them, at any place.
    letters = [one for one in row if not is_blank(one) or one.right - one.left > 0.1]
    height = max((one.height for one in letters), default=0.0)
    level: Row = []
    for letter in sorted(letters, key=lambda one: -one.origin[1]):
        if level and level[0].origin[1] - letter.origin[1] > height / 2:
            yield from _split_at_gaps(level, height)
            level = []
        level.append(letter)
    yield from _split_at_gaps(level, height)


def _split_at_gaps(level: Row, height: float) -> Iterator[Row]:
    """The letters of one line, parted at wide gaps."""
    piece: Row = []
    for letter in sorted(level, key=lambda one: one.origin[0]):
        filled = [one.right for one in piece[-9:] if not is_blank(one)]
        if filled and letter.left - max(filled) > WIDEST_GAP * height:
            yield piece
            piece = []
        if filled or not is_blank(letter):
            piece.append(letter)
    if piece:
        yield piece


def _find_signs(piece: Row) -> list[str]:
    """From left to right each letter with its marks, a ligature's letters as one, and spaces."""
    clusters: list[Row] = []
    for letter in piece:
        if not is_mark(letter):
            if clusters and clusters[-1][0].origin[0] == letter.origin[0]:
                clusters[-1].append(letter)
            else:
                clusters.append([letter])
    if not clusters:
        return [one.text for one in piece]
    marks = _find_marks(piece, clusters)
    height = max(one.height for one in piece)
    signs: list[str] = []
    for index, cluster in enumerate(clusters):
        if index and _is_space_between(clusters[index - 1][-1], cluster[0], height):
            signs.append(" ")
        signs.append(_join_cluster(cluster) + marks.get(index, ""))
    return signs


def _find_marks(piece: Row, clusters: list[Row]) -> dict[int, str]:
    """The marks that belong to each cluster: to the letter at whose middle they stand."""
    middles = [
        ((min(one.left for one in cluster) + max(one.right for one in cluster)) / 2, index)
        for index, cluster in enumerate(clusters)
        if cluster[0].text.isalpha()
    ]
    marks: dict[int, str] = {}
    for mark in filter(is_mark, piece):
        middle = (mark.left + mark.right) / 2
        after = bisect(middles, (middle, 0))
        near = min(
            middles[max(0, after - 1) : after + 1],
            key=lambda index: abs(index[0] - middle),
            default=(0.0, 0),
        )[1]
        marks[near] = marks.get(near, "") + mark.text
    return marks


def _join_cluster(cluster: Row) -> str:
    """A letter, or those that one sign stands for: PDFium gives them the wrong way round."""
    text = "".join(one.text for one in cluster)
    if len(set(text)) == 1:  # printed twice, to be bold
        return text[0]
    wrong = len(text) > 1 and is_right_to_left(text) and not text.startswith("ل")
    return text[::-1] if wrong else text


def _is_space_between(first: Letter, second: Letter, height: float) -> bool:
    """Whether a space that the file does not hold is to be seen between two signs."""
    if is_blank(first) or is_blank(second):
        return False
    gap = second.left - first.right
    if first.text.isalnum() and second.text.isalnum():
        return first.word != second.word and gap > _SPACE / 2 * height
    # What words PDFium counts brackets and stops to is a guess.
    return gap > _SPACE * height


def read_lines(placed: list[Row], from_right: bool) -> list[Line]:
    """Lines of letters that stand from left to right and are, in part, read the other way."""
    signs = remove_stretches([_find_signs(piece) for piece in placed])
    texts = [read_signs(piece, from_right) for piece in signs]
    if is_backwards("\n".join(texts)):
        texts = [join_signs(piece) for piece in signs]
    return [make_line(text.strip(), row) for text, row in zip(texts, placed, strict=True)]
