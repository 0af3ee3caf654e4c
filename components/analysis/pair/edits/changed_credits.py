"""Credits: edits of datelines and sources; bylines, credit lines, page lines and headings."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from components.analysis.pair.edits.changed_meaning import by_label
from components.analysis.pair.edits.changed_quotations import attribution_verbs
from components.analysis.pair.edits.edit import Typed, typed, words
from components.analysis.pair.edits.edit_context import (
    Change,
    Piece,
    describe,
    describe_one_side,
    shorten,
)
from components.analysis.pair.edits.read_numbers import read_numbers
from components.analysis.word_lists import read_table
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import fold

LONGEST_LINE = 400
_DATELINE = re.compile(r"[^\W\d_a-z][\w’'.,/() -]{1,60}\Z")
_WHOLE_DATELINE = re.compile(r"/?[^\W\d_a-z]{2}[^\W\d_a-z/. -]+, [^\W\d_]+\.? \d{1,2}\.?")
_AFTER_DATELINE = re.compile(r"[ \xa0.)]{0,3}[—–-]{1,2} ?(?=\w|[“\"«])")
_ABOUT_THE_AUTHOR = re.compile(
    r"[^.]{3,60} (?:covers [^.]{3,80} for |"
    r"is (?:an?|the|our) (?:[\w-]+ ){0,3}(?:editor|reporter|correspondent|writer|contributor)\b)"
)
_LONGEST_BYLINE = 12
_MOST_LEFT = 3
_LONGEST_ADDRESS = 300
_PICTURE = re.compile(
    r"\b(?:photograph|photo|image|picture|foto|bild|фото)s?(?: credit| by)?: "
    r"|\bAP Photo\b|\bGetty Images\b|/ ?(?:For [A-Z]|AP|AFP|Reuters|EPA|Getty|dpa)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*\Z")
_HEADING_WORDS = 4
_BEHIND, _FEW_BEHIND = 40, 3  # letters and words behind a phrase of credit that name its source
_FEW_BESIDE_PICTURE = 2
_STAYS_OPEN = (",", ":", ";", "-", "–", "—", "“", '"', "‘", "'", "(")


def by_credit(change: Change) -> Typed | None:
    """Another source, or one that only one side credits; a dateline on one side only."""
    return _by_dateline(change) or _by_phrase(change) or _by_outlet(change)


def by_credited_figure(change: Change) -> Typed | None:
    """A credit on one side only that has the only number: "citing two officials"."""
    figures = [
        any(token[0] == "#" for token in read_numbers(piece.folded))
        for piece in (change.before, change.after)
    ]
    return None if figures[0] == figures[1] else _by_phrase(change) or _by_outlet(change)


def _by_dateline(change: Change) -> Typed | None:
    piece = next(change.pieces)
    if change.case == "changed" or piece.start not in piece.side.starts:
        return None
    text = piece.side.text
    if not _DATELINE.match(piece.raw) or not _AFTER_DATELINE.match(text, piece.end):
        return None
    if not piece.words[0][2].isupper():
        return None
    verb = "was added" if change.case == "gained" else "was dropped"
    told = f"the dateline ‘{shorten(piece.raw)}’ {verb}"
    reason = describe_one_side(change, told, "the dateline: ")
    return typed("credit", "dateline", reason)


def _by_phrase(change: Change) -> Typed | None:
    before, after = (credit_phrases(piece.folded) for piece in (change.before, change.after))
    if before != after:
        case = "changed" if before and after else "lost" if before else "gained"
        return typed("credit", case, describe(change, "the credit: "))
    if not any(map(_follows_credit, change.pieces)) or any(map(_is_long, change.pieces)):
        return None
    if by_label(change):  # the same source under another name
        return None
    return typed("credit", "changed", describe(change, "the source credited: "))


def credit_phrases(folded: str) -> list[str]:
    """The phrases in a folded text that credit a source, and no law or plan: as agreed."""
    return [
        phrase[0]
        for phrase in _phrases().finditer(folded)
        if words("credit", "no_sources").isdisjoint(_beginning(folded, phrase.end()))
    ]


def _beginning(folded: str, start: int) -> list[str]:
    return re.findall(r"\w+", folded[start : start + _BEHIND])[:_FEW_BEHIND]


@cache
def _phrases() -> re.Pattern[str]:
    listed = sorted(read_table("pair/edits", "credit")["phrases"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b")


def _follows_credit(piece: Piece) -> bool:
    near = " ".join(piece.before[-4:])
    ends = [phrase.end() for phrase in _phrases().finditer(near)]
    return bool(ends) and len(near[ends[-1] :].split()) <= 1


def _is_long(piece: Piece) -> bool:
    return len(piece.content) > _MOST_LEFT


def _by_outlet(change: Change) -> Typed | None:
    """An outlet beside a verb of attribution: `Reuters reported`, `told Reuters`."""
    outlets = [find_outlet(piece) for piece in (change.before, change.after)]
    if outlets[0] == outlets[1] or any(piece.quoted for piece in change.pieces):
        return None
    if any(len(piece.content) > 2 * _MOST_LEFT for piece in change.pieces):
        return None
    if not any(_is_beside_attribution(piece) for piece in change.pieces):
        return None
    case = "changed" if all(outlets) else "lost" if outlets[0] else "gained"
    return typed("credit", case, describe(change, "the source credited: "))


def _is_beside_attribution(piece: Piece) -> bool:
    near = [*piece.before[-1:], *piece.tokens, *piece.after[:1]]
    return any(token in attribution_verbs() for token in near)


def find_outlet(piece: Piece) -> str:
    """The folded name of a news outlet in a piece, or ''."""
    proper = [fold(word) for _, _, word in piece.words if word[:1].isupper()]
    if not proper:
        return ""
    known = _outlets().search(piece.folded)
    if known:
        return known[0]
    held = words("credit", "outlet_words").intersection(proper)
    several = len([word for word in proper if word not in FUNCTION_WORDS]) > 1
    return " ".join(proper) if held and several else ""


@cache
def _outlets() -> re.Pattern[str]:
    listed = sorted(read_table("pair/edits", "credit")["outlets"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b")


def by_page_form(change: Change) -> Typed | None:
    """What belongs to the page: an address, a paragraph's number, a heading before a sentence."""
    if any(map(_is_in_an_address, change.pieces)):
        return typed("number", "address", describe(change, "in the address of a page: "))
    if all(_is_dateline(piece) for piece in (change.before, change.after)):
        return typed("credit", "dateline", describe(change, "in a dateline: "))
    if all(map(_is_in_a_credit_line, (change.before, change.after))):
        return typed("credit", "line", describe(change, "in a line of credit: "))
    piece, other = (change.before, change.after)[:: 1 if change.before.content else -1]
    few = len(other.content) <= _FEW_BESIDE_PICTURE and bool(_PICTURE.search(piece.raw))
    if (few or not other.content) and not piece.quoted and _is_of_the_page(piece):
        return typed("wording", "heading", describe(change, "a heading or caption: "))
    if change.case == "changed" or piece.start not in piece.side.starts:
        return None
    text = piece.side.text
    if piece.raw.isdecimal() and len(piece.raw) < 3 and text.startswith((".", ")"), piece.end):
        return typed("number", "paragraph", describe(change, "the number of a paragraph: "))
    before = other.side.text[max(0, other.start - 2) : other.start].strip()
    if other.start not in other.side.starts and not before.endswith((".", "!", "?")):
        return None
    behind = text[piece.end : piece.end + 2]
    if (
        len(piece.words) < _HEADING_WORDS
        or not behind[:1].isspace()
        or not behind.strip()[:1].isupper()
        or piece.raw.rstrip().endswith(_STAYS_OPEN)
    ):
        return None
    return typed("wording", "heading", describe(change, "a heading or caption: "))


def _is_of_the_page(piece: Piece) -> bool:
    """Whether a piece has the credit of a picture, or a heading in capitals."""
    shouted = "".join("A" if word.isupper() else "a" for _, _, word in piece.words)
    return "A" * _HEADING_WORDS in shouted or _PICTURE.search(piece.raw) is not None


def _is_in_a_credit_line(piece: Piece) -> bool:
    start, end = piece.side.sentence_around(piece.start, piece.end)
    return end - start < LONGEST_LINE and is_credit_line(piece.side.text[start:end])


def _is_dateline(piece: Piece) -> bool:
    """Whether the sentence of a piece is only a place in capitals and a day: OLDHAM, May 9."""
    start, end = piece.side.sentence_around(piece.start, piece.end)
    return _WHOLE_DATELINE.fullmatch(piece.side.text[start:end].strip()) is not None


def _is_in_an_address(piece: Piece) -> bool:
    before = piece.side.text[max(0, piece.start - _LONGEST_ADDRESS) : piece.start]
    return _ADDRESS.search(before + piece.raw[:_LONGEST_BYLINE]) is not None


def behind_heading(change: Change) -> Change:
    """The change without what stands in capitals before a sentence: LIVE UPDATES FROM CARROW."""
    return Change(_behind_capitals(change.before), _behind_capitals(change.after))


def _behind_capitals(piece: Piece) -> Piece:
    if piece.start not in piece.side.starts:
        return piece
    shouted = list(takewhile(lambda word: word[2].isupper() or not word[2].isalpha(), piece.words))
    if len(shouted) < _HEADING_WORDS or not any(word.isalpha() for _, _, word in shouted):
        return piece
    behind = [start for start, _, _ in piece.words[len(shouted) :]]
    return Piece(piece.side, behind[0] if behind else piece.end, piece.end)


def is_credit_line(line: str) -> bool:
    """Whether a line only says who wrote or first printed the article."""
    folded = fold(line[:LONGEST_LINE])
    return (
        any(phrase in folded for phrase in words("boilerplate", "credits"))
        or is_byline(line)
        or _ABOUT_THE_AUTHOR.match(folded) is not None
    )


def is_byline(line: str) -> bool:
    """Whether a line is "By" and names, without a stop: By Imogen Harte and Tomas Lindqvist."""
    first, *rest = line[:LONGEST_LINE].split() or [""]
    return (
        first.casefold() == "by"
        and 1 < len(rest) <= _LONGEST_BYLINE
        and not line.rstrip().endswith((".", "!", "?", "”", '"'))
        and all(word[0].isupper() or word.casefold() in ("and", "of", "in", "the") for word in rest)
    )


def is_boilerplate(folded: str) -> bool:
    """Whether a folded line begins as boilerplate of a page does: read also, subscribe, photo."""
    return folded.startswith(_openings())


@cache
def _openings() -> tuple[str, ...]:
    return tuple(read_table("pair/edits", "boilerplate")["openings"])
