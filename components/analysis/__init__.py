"""Numbers and spans found in articles. Pure: no screen, no database."""
