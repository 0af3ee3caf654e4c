"""Dispatches as teleprinters send them: plain text between control bytes."""
