"""The words of all articles, by which patterns in a search find theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

# From the index that is there, which takes seconds where reading all articles takes minutes.
WORDS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE temp.indexed_word USING fts5vocab(main, article_search, col)",
        "INSERT INTO search_word (word) SELECT DISTINCT term FROM temp.indexed_word"
        " WHERE col IN ('title', 'body')",
        "DROP TABLE temp.indexed_word",
    ),
    "postgresql": (
        "INSERT INTO search_word (word) SELECT DISTINCT term FROM article_search_posting"
        " WHERE NOT stemmed",
    ),
}


def upgrade() -> None:
    """Make the table and fill it."""
    op.create_table(
        "search_word",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("word", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_search_word"),
        sa.UniqueConstraint("word", name="uq_search_word_word"),
    )
    for statement in WORDS[op.get_context().dialect.name]:
        op.execute(statement)
