"""Variants of a quotation across articles: verbatim, cut, altered, reported or re-attributed."""

from components.analysis.quotations.variants.ledger import (
    COLUMNS,
    Variants,
    describe_edit,
    quotation_ledger,
    read_printed,
)
from components.analysis.quotations.variants.within import measure_within

__all__ = [
    "COLUMNS",
    "Variants",
    "describe_edit",
    "measure_within",
    "quotation_ledger",
    "read_printed",
]
