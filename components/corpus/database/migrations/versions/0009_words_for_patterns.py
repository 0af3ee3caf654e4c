"""The words of all articles, by which patterns in a search find theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table; it is filled when the library is opened, as the index is made again then."""
    op.create_table(
        "search_word",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("word", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_search_word"),
        sa.UniqueConstraint("word", name="uq_search_word_word"),
    )
