"""Analyses of a corpus: term weights, similarity, reuse, families, lineage, keyness, words."""
