"""Charts and rows of the Entities page: counts, co-occurrence, mentions."""
