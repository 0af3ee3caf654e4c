"""Analyses of a whole corpus: term weights, similarity, reuse, families, lineage, keyness."""
