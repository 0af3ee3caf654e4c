"""The tables of a library, and the name of the schema they make up."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

# The revision of the newest migration; a library that carries it needs nothing done.
HEAD = "0001"
VERSION_TABLE = "parallax_version"
# Revisions of articles and of results, the last article's number, and a lock for originals.
COUNTERS = ("articles", "numbers", "originals", "results")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def text(name: str) -> Column[str]:
    """A column of text that is never NULL; unknown is the empty string."""
    return Column(name, Text, nullable=False)


# A row for each counter, and `identity`, made once.
library = Table(
    "library",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

# Times are ISO 8601 in UTC with microseconds, days are ISO dates: both sort as text.
article = Table(
    "article",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    text("title"),
    text("label"),
    text("source"),
    text("author"),
    Column("published", Text),
    text("language"),
    text("url"),
    text("name"),
    text("sha256"),
    Column("words", Integer, nullable=False),
    text("added"),
    Column("removed", Text),
    # The revision of the library at which this article last changed.
    Column("changed", Integer, nullable=False),
)

# Apart from `article`, so that a listing never steps over the pages that hold bodies.
article_text = Table(
    "article_text",
    metadata,
    Column(
        "number",
        Integer,
        ForeignKey("article.number", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    text("text"),
)

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "article", Text, ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    text("field"),
    text("old"),
    text("new"),
    text("who"),
    text("made"),
)

original = Table(
    "original",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

upload = Table(
    "upload",
    metadata,
    Column("id", Integer, primary_key=True),
    text("batch"),
    text("who"),
    text("name"),
    Column("sha256", Text, ForeignKey("original.sha256"), nullable=False),
    text("state"),
    text("message"),
    text("articles"),
    Column("new", Integer, nullable=False),
    Column("duplicates", Integer, nullable=False),
    text("worker"),
    Column("lease", Float, nullable=False),
    Column("tries", Integer, nullable=False),
    Index("ix_upload_batch", "batch"),
    Index("ix_upload_state", "state"),
)

result = Table(
    "result",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("article", Text, primary_key=True),
    text("version"),
    Column("value", LargeBinary, nullable=False),
)

frame = Table(
    "frame",
    metadata,
    Column("name", Text, primary_key=True),
    text("version"),
    Column("revision", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

progress = Table(
    "progress",
    metadata,
    Column("task", Text, primary_key=True),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    text("reported"),
)

lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    text("worker"),
    Column("until", Float, nullable=False),
)
