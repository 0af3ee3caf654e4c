"""Search as the analyst meets it: facets, lists of queries, saved searches, help."""
