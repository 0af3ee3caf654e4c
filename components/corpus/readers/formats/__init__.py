"""Readers of file formats: each gives drafts of articles, rows, or the files within a file."""
