"""Search in rows and tables: facets, lists of queries, saved searches, help."""
