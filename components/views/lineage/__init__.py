"""Charts of the Lineage page: the graph of versions, and sentences by version."""
