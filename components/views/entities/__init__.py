"""The Entities page: charts of counts and co-occurrence, rows of mentions and decisions."""
