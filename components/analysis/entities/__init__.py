"""Named entities: `recognise` once an article, `resolve` over the corpus."""

from components.analysis.entities.analyst_decisions import (
    Decision,
    Preview,
    Target,
    apply_decisions,
    preview,
    read_decisions,
    target,
    write_decision,
)
from components.analysis.entities.analyst_gazetteer import read_gazetteer
from components.analysis.entities.incremental_linking import Memory
from components.analysis.entities.linking.resolve import (
    RESOLVE_VERSION,
    find_mentions,
    resolve,
    resolve_mentions,
)
from components.analysis.entities.linking.resolved_mentions import Linked, tabulate_mentions
from components.analysis.entities.perhaps_same import find_perhaps_same
from components.analysis.entities.recognition import (
    MODEL_VERSION,
    languages_supported,
    model_available,
    recognise,
    roughness,
)
from components.analysis.entities.recognition.corpus_names import Article, read_spans
from components.analysis.entities.recognition.gazetteer import TABLES_ALONE, Gazetteer, Named
from components.analysis.entities.recognition.name_spans import SECOND_TYPES
from components.analysis.entities.recognition.ner_models import RawSpan

__all__ = [
    "MODEL_VERSION",
    "RESOLVE_VERSION",
    "SECOND_TYPES",
    "TABLES_ALONE",
    "Article",
    "Decision",
    "Gazetteer",
    "Linked",
    "Memory",
    "Named",
    "Preview",
    "RawSpan",
    "Target",
    "apply_decisions",
    "find_mentions",
    "find_perhaps_same",
    "languages_supported",
    "model_available",
    "preview",
    "read_decisions",
    "read_gazetteer",
    "read_spans",
    "recognise",
    "resolve",
    "resolve_mentions",
    "roughness",
    "tabulate_mentions",
    "target",
    "write_decision",
]
