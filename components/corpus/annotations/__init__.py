"""What analysts write: notes on articles, tags, verdicts."""
