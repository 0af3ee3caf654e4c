"""Add articles: files or pasted text in, and where they belong."""

from components.app import cached
from components.app.adding import arrivals, columns, intake

intake.show_intake()
columns.show_questions()
arrivals.show_outcome(cached.corpus())
