"""Variants of a quotation across articles: verbatim, cut, altered, reported or re-attributed."""

from components.analysis.quotations.variants.ledger import (
    describe_edit,
    measure_within,
    quotation_ledger,
)

__all__ = ["describe_edit", "measure_within", "quotation_ledger"]
