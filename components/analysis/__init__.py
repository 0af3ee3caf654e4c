"""Analyses of articles: pure functions from texts and tables to spans, numbers and tables."""
