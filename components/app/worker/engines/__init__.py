"""Engines: where the steps of articles and pairs are worked on, each by the same call."""
