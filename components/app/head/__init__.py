"""The head of every page: what is picked, what counts, the search, who works here."""
