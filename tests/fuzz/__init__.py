"""Fuzzing of the readers, see `__main__`; no part of the suite."""
