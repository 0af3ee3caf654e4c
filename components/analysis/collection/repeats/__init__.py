"""Text that several articles have: copied passages, and what unrelated ones repeat."""
