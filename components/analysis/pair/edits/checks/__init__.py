"""Second looks at typed changes: what both whole sentences and both whole texts have of them."""
