"""Full-text search: the query language, the index, and ranking on both databases."""
