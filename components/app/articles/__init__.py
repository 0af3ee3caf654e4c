"""The Articles page."""
