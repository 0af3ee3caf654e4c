"""What belongs to the page Entities: counts, mentions, co-occurrence, decisions, list of names."""
