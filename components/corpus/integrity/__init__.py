"""Integrity of stored data: seals, and the check of a library."""
