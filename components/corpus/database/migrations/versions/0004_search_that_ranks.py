"""An index of sources and days, and on PostgreSQL one that ranks: of each word its places."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

SEARCH = {
    "postgresql": (
        "CREATE TABLE article_search (number INTEGER CONSTRAINT pk_article_search PRIMARY KEY"
        " CONSTRAINT fk_article_search_number_article REFERENCES article (number)"
        " ON DELETE CASCADE,"
        " slot INTEGER NOT NULL)",
        "CREATE TABLE article_search_gone (slot INTEGER"
        " CONSTRAINT pk_article_search_gone PRIMARY KEY)",
        "CREATE TABLE article_search_segment (segment INTEGER"
        " CONSTRAINT pk_article_search_segment PRIMARY KEY,"
        " articles INTEGER NOT NULL, members BYTEA NOT NULL)",
        # By bytes, so that the words with one beginning stand together.
        "CREATE TABLE article_search_posting (segment INTEGER, stemmed BOOLEAN,"
        ' term TEXT COLLATE "C",'
        " postings BYTEA NOT NULL, places BYTEA NOT NULL,"
        " CONSTRAINT pk_article_search_posting PRIMARY KEY (segment, stemmed, term))",
    )
}


def upgrade() -> None:
    """Make the tables again; they are filled when the library is opened."""
    library = sa.table("library", sa.column("name"), sa.column("value"))
    op.execute(library.update().where(library.c.name == "terms").values(name="slots", value=0))
    index_articles()
    if op.get_context().dialect.name != "postgresql":
        return
    op.execute("DROP TABLE article_search")
    for statement in SEARCH["postgresql"]:
        op.execute(statement)
    op.execute(library.update().where(library.c.name == "derived").values(value=0))


def index_articles() -> None:
    """For search by source and day; and of those in the bin only those."""
    op.create_index("ix_article_source", "article", ["source", "published"])
    op.drop_index("ix_article_removed", "article")
    in_bin = sa.text("removed IS NOT NULL")
    op.create_index(
        "ix_article_removed", "article", ["removed"], sqlite_where=in_bin, postgresql_where=in_bin
    )
