"""The upload queue: batches of files, leases of workers, and the outcomes of reading."""
