"""Tables with one article in each row: CSV, spreadsheets, Parquet."""
