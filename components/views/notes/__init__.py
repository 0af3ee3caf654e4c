"""Notes of analysts as tables, rows and files."""
