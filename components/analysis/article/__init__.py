"""Analyses of one article: its parts, boilerplate, figures and dates."""
