"""The Add articles page: outcome of files, and relatives of new articles."""
