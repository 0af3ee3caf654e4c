"""What belongs to the page Articles: search results, table, reading view, editing of details."""
