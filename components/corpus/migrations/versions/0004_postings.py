"""On PostgreSQL an index that ranks: for each word its places instead of vectors."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

SEARCH = {
    "postgresql": (
        "CREATE TABLE article_search (slot INTEGER CONSTRAINT pk_article_search PRIMARY KEY,"
        " number INTEGER NOT NULL CONSTRAINT uq_article_search_number UNIQUE"
        " CONSTRAINT fk_article_search_number_article REFERENCES article (number)"
        " ON DELETE CASCADE,"
        " length INTEGER NOT NULL)",
        "CREATE TABLE article_search_segment (segment INTEGER"
        " CONSTRAINT pk_article_search_segment PRIMARY KEY, articles INTEGER NOT NULL)",
        # By bytes, so that the words with one beginning stand together.
        "CREATE TABLE article_search_posting (segment INTEGER, stemmed BOOLEAN,"
        ' term TEXT COLLATE "C",'
        " postings BYTEA NOT NULL, places BYTEA NOT NULL,"
        " CONSTRAINT pk_article_search_posting PRIMARY KEY (segment, stemmed, term))",
    )
}


def upgrade() -> None:
    """Make the tables anew; they are filled when the library is opened."""
    library = sa.table("library", sa.column("name"), sa.column("value"))
    op.execute(library.update().where(library.c.name == "terms").values(name="slots", value=0))
    if op.get_context().dialect.name != "postgresql":
        return
    op.execute("DROP TABLE article_search")
    for statement in SEARCH["postgresql"]:
        op.execute(statement)
    op.execute(library.update().where(library.c.name == "derived").values(value=0))
