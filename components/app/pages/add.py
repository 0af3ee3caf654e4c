"""Add articles: files or pasted text in, and where they belong."""

from components.app import adding, arrivals, cached, columns

adding.show_intake()
columns.show_questions()
arrivals.show_outcome(cached.corpus())
