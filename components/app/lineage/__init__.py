"""What belongs to the page Lineage: families over time."""
