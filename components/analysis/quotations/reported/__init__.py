"""Reported clauses: what somebody says in words without quotation marks."""

from components.analysis.quotations.reported.reported_speech import (
    find_reported_clauses,
    weigh_clause,
)

__all__ = ["find_reported_clauses", "weigh_clause"]
