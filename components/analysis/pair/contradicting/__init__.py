"""Contradictions, step by step: who counts the same, and whether both whole texts bear it out."""
