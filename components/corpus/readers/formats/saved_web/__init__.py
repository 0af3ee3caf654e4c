"""Web pages as people and archives keep them, and what a page states of its article."""
