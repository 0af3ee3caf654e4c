"""Digests of what people made or brought, by which a letter changed on the disk is found."""

import sqlalchemy as sa
from alembic import op

from components.corpus.integrity.seals import seal_all

revision = "0005"
down_revision = "0004"

# As the tables were at this version.
SEALED = {
    "article": (
        *("number", "id", "title", "label", "source", "author", "published", "language", "url"),
        *("name", "sha256", "words", "added", "removed", "basis", "place", "text"),
    ),
    "change": ("article", "field", "old", "new", "who", "made", "batch"),
    "tag": ("article", "tag"),
    "note": ("article", "start", "end", "text", "who", "made", "removed"),
    "verdict": ("kind", "key", "value", "note", "who", "made"),
    "upload": ("batch", "who", "name", "sha256", "columns"),
}


def upgrade() -> None:
    """Seal every row as it stands: damage from before that cannot be told any more."""
    for table, names in SEALED.items():
        op.add_column(table, sa.Column("seal", sa.Text, nullable=False, server_default=""))
        seal_all(op.get_bind(), table, names)
