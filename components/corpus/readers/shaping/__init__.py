"""Shaping of what a reader found: encodings, paragraphs, days and languages."""
