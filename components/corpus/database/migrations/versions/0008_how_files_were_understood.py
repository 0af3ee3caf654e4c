"""How a file was understood: its kind, what was left out, and what the days rest on."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add it, empty: it is known again when a file is read again."""
    understood = sa.Column("understood", sa.Text, nullable=False, server_default="")
    op.add_column("upload", understood)
