"""Who and what the articles name: `recognise` once an article, `resolve` over the corpus."""

from components.analysis.entities.decide import (
    Decision,
    Preview,
    Target,
    apply_decisions,
    preview,
    read_decisions,
    target,
    write_decision,
)
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
    "Decision",
    "Preview",
    "RawSpan",
    "Target",
    "apply_decisions",
    "find_mentions",
    "languages_supported",
    "model_available",
    "preview",
    "read_decisions",
    "recognise",
    "resolve",
    "target",
    "write_decision",
]
