"""The map of a large library."""
