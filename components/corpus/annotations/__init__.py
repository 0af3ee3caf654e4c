"""Annotations by analysts: notes, tags and verdicts."""
