"""The Lineage page."""
