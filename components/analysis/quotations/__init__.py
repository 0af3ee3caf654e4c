"""Quotations and who says them: read once an article, speakers resolved over the corpus."""

from components.analysis.quotations.raw_quotations import (
    MODEL_VERSION,
    RawQuotation,
    read_quotations,
    version_of,
)
from components.analysis.quotations.resolve_speakers import (
    Quotation,
    find_quotations,
    find_reported,
    resolve_quotations,
)

__all__ = [
    "MODEL_VERSION",
    "Quotation",
    "RawQuotation",
    "find_quotations",
    "find_reported",
    "read_quotations",
    "resolve_quotations",
    "version_of",
]
