"""Add articles: files or pasted text in, and where they belong."""

from components.app import adding

adding.show_intake()
adding.show_outcome()
