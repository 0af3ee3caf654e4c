"""How each database finds and ranks: SQLite by FTS5, PostgreSQL by postings of our own."""
