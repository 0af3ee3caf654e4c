"""A whole library as one file, and back: its manifest, its rows, and the checks of both."""
