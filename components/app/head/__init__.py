"""The head of every page: search, selection, settings, notices, the first visit."""
