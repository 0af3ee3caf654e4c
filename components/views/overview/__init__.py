"""Charts of the Overview: similarity, and articles over time."""
