"""Readings of dates: patterns, the verb that decides, and what words mean on a day."""
