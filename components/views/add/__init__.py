"""The Add articles page in words and rows: what became of files, and where articles belong."""
