"""The queue of files that wait to be read: batches, leases, and what became of each file."""
