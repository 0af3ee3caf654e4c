"""Full-text search, what tells versions apart, tags, notes, verdicts, and changes made at once."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE article_search USING fts5"
        "(title, body, title_stems, body_stems, content='', tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE article_search (number INTEGER CONSTRAINT pk_article_search PRIMARY KEY"
        " CONSTRAINT fk_article_search_number_article REFERENCES article (number)"
        " ON DELETE CASCADE,"
        " words TSVECTOR NOT NULL, stems TSVECTOR NOT NULL, length INTEGER NOT NULL)",
        # Beside the row, not behind it: ranking reads the stems of every article that fits.
        "ALTER TABLE article_search ALTER COLUMN stems SET STORAGE MAIN",
        "CREATE INDEX ix_article_search_words ON article_search USING gin (words)",
        "CREATE INDEX ix_article_search_stems ON article_search USING gin (stems)",
    ),
}


def text(name: str) -> sa.Column[str]:
    """A column of text that is never NULL."""
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Add to the first library; what is derived from articles is filled in when it is opened."""
    make_search()
    make_fingerprints()
    make_annotations()
    make_verdicts()
    op.add_column("change", sa.Column("batch", sa.Integer, nullable=False, server_default="0"))
    op.create_index("ix_change_batch", "change", ["batch"])
    library = sa.table("library", sa.column("name"), sa.column("value"))
    rows = [{"name": name, "value": 0} for name in ("annotations", "batches", "derived", "terms")]
    op.bulk_insert(library, rows)


def make_search() -> None:
    """The full-text index, each database its own kind."""
    op.create_index("ix_article_removed", "article", ["removed"])
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


def make_fingerprints() -> None:
    """What the same text, nearly the same text and the same address are recognised by."""
    number = sa.ForeignKeyConstraint(
        ["number"], ["article.number"], "fk_fingerprint_number_article", ondelete="CASCADE"
    )
    op.create_table(
        "fingerprint",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        text("folded"),
        text("address"),
        sa.PrimaryKeyConstraint("number", name="pk_fingerprint"),
        number,
    )
    op.create_index("ix_fingerprint_folded", "fingerprint", ["folded"])
    op.create_index("ix_fingerprint_address", "fingerprint", ["address"])
    op.create_table(
        "band",
        sa.Column("hash", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("hash", "number", name="pk_band"),
        sa.ForeignKeyConstraint(
            ["number"], ["article.number"], "fk_band_number_article", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_band_number", "band", ["number"])


def make_annotations() -> None:
    """What analysts say about an article."""
    op.create_table(
        "tag",
        *[text(name) for name in ("article", "tag")],
        sa.PrimaryKeyConstraint("article", "tag", name="pk_tag"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], "fk_tag_article_article", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_tag_tag", "tag", ["tag"])
    op.create_table(
        "note",
        sa.Column("id", sa.Integer, nullable=False),
        text("article"),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        *[text(name) for name in ("text", "who", "made")],
        sa.Column("removed", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], "fk_note_article_article", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_note_article", "note", ["article"])


def make_verdicts() -> None:
    """What analysts decided; a row is never changed, the last one of a kind and key holds."""
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer, nullable=False),
        *[text(name) for name in ("kind", "key", "value", "note", "who", "made")],
        sa.PrimaryKeyConstraint("id", name="pk_verdict"),
    )
    op.create_index("ix_verdict_kind", "verdict", ["kind", "key"])
