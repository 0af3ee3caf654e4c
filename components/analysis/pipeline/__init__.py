"""Pipeline of the analysis: a table of steps, each with what it rests on; it knows no library."""
