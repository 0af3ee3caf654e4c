"""Cards on which a claim is checked: its occurrences in context, citations, tables for export."""
