"""Analyses of one article: its outline, boilerplate, figures and dates."""
