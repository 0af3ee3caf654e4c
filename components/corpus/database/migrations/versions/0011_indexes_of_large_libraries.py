"""Indexes by which a page of a large library looks at what it shows alone."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("ix_article_language", "article", ["language"])
    op.create_index("ix_change_field", "change", ["field", "id"])
    op.create_index("ix_upload_article_article", "upload_article", ["article"])
