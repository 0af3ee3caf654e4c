"""Export of a whole library into one file, and import of it with all checks."""
