"""Articles, their originals and history, the upload queue, and stored results."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

COUNTERS = ("articles", "numbers", "originals", "results")


def text(name: str) -> sa.Column[str]:
    """A column of text that is never NULL."""
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Make every table of the first library."""
    make_counters()
    make_articles()
    make_uploads()
    make_results()


def make_counters() -> None:
    """The table of counters, with its rows."""
    library = op.create_table(
        "library",
        text("name"),
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_library"),
    )
    rows = {"identity": secrets.randbits(62), **dict.fromkeys(COUNTERS, 0)}
    op.bulk_insert(library, [{"name": name, "value": value} for name, value in rows.items()])


def make_articles() -> None:
    """Articles, their bodies and their history."""
    op.create_table(
        "article",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        *[text(name) for name in ("id", "title", "label", "source", "author")],
        sa.Column("published", sa.Text),
        *[text(name) for name in ("language", "url", "name", "sha256")],
        sa.Column("words", sa.Integer, nullable=False),
        text("added"),
        sa.Column("removed", sa.Text),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_article"),
        sa.UniqueConstraint("id", name="uq_article_id"),
    )
    op.create_table(
        "article_text",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        text("text"),
        sa.PrimaryKeyConstraint("number", name="pk_article_text"),
        sa.ForeignKeyConstraint(
            ["number"], ["article.number"], "fk_article_text_number_article", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer, nullable=False),
        *[text(name) for name in ("article", "field", "old", "new", "who", "made")],
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], "fk_change_article_article", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_change_article", "change", ["article"])


def make_uploads() -> None:
    """Originals, and the queue of files waiting to be read."""
    op.create_table(
        "original",
        text("sha256"),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_original"),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer, nullable=False),
        *[text(name) for name in ("batch", "who", "name", "sha256", "state", "message")],
        text("articles"),
        sa.Column("new", sa.Integer, nullable=False),
        sa.Column("duplicates", sa.Integer, nullable=False),
        text("worker"),
        sa.Column("lease", sa.Float, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
        sa.ForeignKeyConstraint(["sha256"], ["original.sha256"], "fk_upload_sha256_original"),
    )
    op.create_index("ix_upload_batch", "upload", ["batch"])
    op.create_index("ix_upload_state", "upload", ["state"])


def make_results() -> None:
    """What analysis stores: results by article, whole tables, its progress and its lease."""
    op.create_table(
        "result",
        *[text(name) for name in ("kind", "article", "version")],
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("kind", "article", name="pk_result"),
    )
    op.create_table(
        "frame",
        *[text(name) for name in ("name", "version")],
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_frame"),
    )
    op.create_table(
        "progress",
        text("task"),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        text("reported"),
        sa.PrimaryKeyConstraint("task", name="pk_progress"),
    )
    op.create_table(
        "lease",
        *[text(name) for name in ("name", "worker")],
        sa.Column("until", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )
