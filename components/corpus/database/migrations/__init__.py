"""Every change of the schema, oldest first; alembic reads this folder."""
