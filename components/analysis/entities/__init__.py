"""Who and what the articles name: `recognise` once an article, `resolve` over the corpus."""

from components.analysis.entities.recognise import (
    MODEL_VERSION,
    RawSpan,
    languages_supported,
    model_available,
    recognise,
)
from components.analysis.entities.resolve import RESOLVE_VERSION, find_mentions, resolve

__all__ = [
    "MODEL_VERSION",
    "RESOLVE_VERSION",
    "RawSpan",
    "find_mentions",
    "languages_supported",
    "model_available",
    "recognise",
    "resolve",
]
