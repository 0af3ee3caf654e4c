"""Sentences with their quotations folded away: what frames a quotation and may name its speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
