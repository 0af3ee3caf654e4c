"""The Lineage page: the graph of versions, and the table of sentences by version."""
