"""Analyses of two articles: alignment, edits, direction, contradictions, omissions."""
