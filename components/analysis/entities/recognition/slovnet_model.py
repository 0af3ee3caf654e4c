"""Ask slovnet's model of Russian news where names stand, in Russian and, respelt, in Ukrainian."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from components.analysis.entities.recognition.spacy_models import pieces

RawSpan = tuple[int, int, str]

LANGUAGES = frozenset({"ru", "uk"})
# The model and its word vectors lie in this package; it is read as data and never imported, since
# it needs a library that Python 3.11 broke.
_DATA = "natasha"
_LABELS = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}
# Ukrainian in Russian letters, of the same length: F1 is .70 so, and .55 without.
_RESPELT = str.maketrans("іїєґІЇЄҐ", "ииегИИЕГ")


def is_available() -> bool:
    """Whether model and word vectors are installed."""
    return all(importlib.util.find_spec(name) for name in ("slovnet", "navec", _DATA))


def version() -> str:
    """Names and versions of what is asked."""
    return f"slovnet {metadata.version('slovnet')}, {_DATA} {metadata.version(_DATA)}"


def ask(texts: Sequence[str], language: str) -> list[list[RawSpan]]:
    """Spans of PERSON, GPE (any place) and ORG for each text; about 2,000 words a second.

    The first call loads the model (0.8 s, 90 MB).
    """
    return [list(_spans(text, language)) for text in texts]


def _spans(text: str, language: str) -> list[RawSpan]:
    found: list[RawSpan] = []
    for start, end in pieces(text):
        piece = text[start:end].replace("\n", " ")
        read = piece.translate(_RESPELT) if language == "uk" else piece
        found += [
            (start + name.start, start + name.stop, _LABELS[name.type])
            for name in _model()(read).spans
            if name.type in _LABELS
        ]
    return found


@cache
def _model() -> Any:
    from navec import Navec
    from slovnet import NER

    spec = importlib.util.find_spec(_DATA)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(_DATA)
    data = Path(spec.origin).with_name("data")
    model = NER.load(data / "model" / "slovnet_ner_news_v1.tar")
    model.navec(Navec.load(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    return model
