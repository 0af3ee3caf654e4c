"""The Overview: similarity of all articles, and the timeline."""
