"""Originals in parts, articles of uploads as rows, columns to be named, what a day rests on."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def text(name: str, start: str | None = None) -> sa.Column[str]:
    """A column of text that is never NULL."""
    return sa.Column(name, sa.Text, nullable=False, server_default=start)


def upgrade() -> None:
    """Move what was held whole into rows of its own."""
    for name in ("basis", "place"):
        op.add_column("article", text(name, ""))
    split_originals()
    for name in ("asked", "columns"):
        op.add_column("upload", text(name, ""))
    op.create_index("ix_upload_sha256", "upload", ["sha256"])
    list_articles()


def split_originals() -> None:
    """One part each: what reads them does not mind how large it is."""
    op.create_table(
        "original_part",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", "number", name="pk_original_part"),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["original.sha256"],
            "fk_original_part_sha256_original",
            ondelete="CASCADE",
        ),
    )
    op.execute(
        "INSERT INTO original_part (sha256, number, data) "
        "SELECT sha256, 0, data FROM original WHERE length(data) > 0"
    )
    op.drop_column("original", "data")


def list_articles() -> None:
    """The lists that stood in the uploads, the new ones first in each."""
    op.create_table(
        "upload_article",
        sa.Column("upload", sa.Integer, nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        *[sa.Column(name, sa.Integer, nullable=False) for name in ("new", "seen")],
        *[text(name) for name in ("relation", "other")],
        sa.Column("share", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("upload", "article", name="pk_upload_article"),
        sa.ForeignKeyConstraint(
            ["upload"], ["upload.id"], "fk_upload_article_upload_upload", ondelete="CASCADE"
        ),
    )
    upload = sa.table("upload", *map(sa.column, ("id", "new", "articles")))
    target = sa.table(
        "upload_article",
        *map(sa.column, ("upload", "article", "new", "seen", "relation", "other", "share")),
    )
    shared = {"seen": 1, "relation": "", "other": "", "share": 0.0}
    for row in op.get_bind().execute(sa.select(upload)).all():
        ids = json.loads(row.articles)
        rows = [
            {"upload": row.id, "article": id, "new": int(place < row.new), **shared}
            for place, id in enumerate(ids)
        ]
        op.bulk_insert(target, rows)
    op.drop_column("upload", "articles")
