"""Reader of JSON: where in a value the articles are, and what their fields mean."""
