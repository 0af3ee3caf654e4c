"""What each field of an article rests on, and what else its file states of it."""

import sqlalchemy as sa
from alembic import op

from components.corpus.integrity.seals import lengthen_seals

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add both, empty, and lengthen the seals by them."""
    for name in ("bases", "details"):
        op.add_column("article", sa.Column(name, sa.Text, nullable=False, server_default="{}"))
    lengthen_seals(op.get_bind(), "article", ("{}", "{}"))
