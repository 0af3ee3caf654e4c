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
from components.analysis.entities.gazetteer import TABLES_ALONE, Gazetteer, Named
from components.analysis.entities.memory import Memory
from components.analysis.entities.read_gazetteer import read_gazetteer
from components.analysis.entities.recognise import (
    MODEL_VERSION,
    RawSpan,
    languages_supported,
    model_available,
    recognise,
    roughness,
)
from components.analysis.entities.resolve import RESOLVE_VERSION, find_mentions, resolve
from components.analysis.entities.spans import SECOND_TYPES

__all__ = [
    "MODEL_VERSION",
    "RESOLVE_VERSION",
    "SECOND_TYPES",
    "TABLES_ALONE",
    "Decision",
    "Gazetteer",
    "Memory",
    "Named",
    "Preview",
    "RawSpan",
    "Target",
    "apply_decisions",
    "find_mentions",
    "languages_supported",
    "model_available",
    "preview",
    "read_decisions",
    "read_gazetteer",
    "recognise",
    "resolve",
    "roughness",
    "target",
    "write_decision",
]
