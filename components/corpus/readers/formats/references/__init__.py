"""Readers of lists of references (RIS, EndNote, BibTeX, Zotero): what is said of texts."""
