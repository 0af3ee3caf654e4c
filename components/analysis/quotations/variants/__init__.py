"""Variants of a quotation across articles: verbatim, cut, altered, reported or re-attributed."""

from components.analysis.quotations.variants.ledger import quotation_ledger
from components.analysis.quotations.variants.within import describe_edit, measure_within

__all__ = ["describe_edit", "measure_within", "quotation_ledger"]
