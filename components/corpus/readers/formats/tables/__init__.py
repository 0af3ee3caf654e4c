"""Readers of tables with an article in each row: CSV, spreadsheets, Parquet."""
