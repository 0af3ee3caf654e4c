"""Parallax: how one story changes from one desk to the next."""
