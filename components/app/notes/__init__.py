"""What belongs to the page Notes: the annotations of analysts."""
