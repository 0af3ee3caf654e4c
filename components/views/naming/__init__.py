"""Names of articles: short ones that can be told apart wherever they stand."""
