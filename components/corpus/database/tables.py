"""Schema of a library: its tables, the full-text index, and the revision of the migrations."""

from __future__ import annotations

from typing import Any

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

# The revision of the newest migration; a library at this revision needs no upgrade.
HEAD = "0012"
VERSION_TABLE = "parallax_version"
# Raised whenever our code derives index entries or fingerprints in another way.
DERIVED = 4
# Begins the kind of a result, or the name of a table, that is instead the reason why there is none.
FAULT = "fault of "
# Revisions of articles, of results and of what analysts wrote (annotations); the last article's
# number, batch of changes, and slot of the index; `DERIVED` as of the last time that everything was
# derived; and a lock for originals.
COUNTERS = (
    *("annotations", "articles", "batches", "derived"),
    *("numbers", "originals", "results", "slots"),
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def text(name: str, start: str | None = None) -> Column[str]:
    """A column of text that is never NULL, "" if unknown; `start` is its value in older rows."""
    return Column(name, Text, nullable=False, server_default=start)


def seal() -> Column[str]:
    """Digests of the fields of a row, by which damage is found: see `integrity.checksums`."""
    return text("seal", "")


def number_of_article(**options: Any) -> Column[int]:
    """The primary key, or part of it, of rows that go when their article is deleted."""
    key = ForeignKey("article.number", ondelete="CASCADE")
    return Column("number", Integer, key, primary_key=True, autoincrement=False, **options)


def id_of_article(**options: Any) -> Column[str]:
    """The article that a row is about; the row goes when the article is deleted."""
    key = ForeignKey("article.id", ondelete="CASCADE")
    return Column("article", Text, key, nullable=False, **options)


def article_of_pair(name: str) -> Column[str]:
    """An article of the pair that a row is about; the row goes when either is deleted."""
    key = ForeignKey("article.id", ondelete="CASCADE")
    return Column(name, Text, key, primary_key=True, index=True)


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
    # Basis of the day that was read; path of the file, if it is read again when it changes.
    text("basis", ""),
    text("place", ""),
    seal(),
    # JSON of objects of texts.
    text("bases", "{}"),
    text("details", "{}"),
    Index("ix_article_source", "source", "published"),
    Index("ix_article_language", "language"),
)

# Only articles in the bin: an index in which nearly all rows are equal misleads the planner.
Index(
    "ix_article_removed",
    article.c.removed,
    sqlite_where=article.c.removed.is_not(None),
    postgresql_where=article.c.removed.is_not(None),
)

# Apart from `article`, so that a listing never steps over the pages that hold bodies.
article_text = Table(
    "article_text",
    metadata,
    number_of_article(),
    text("text"),
)

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    id_of_article(index=True),
    text("field"),
    text("old"),
    text("new"),
    text("who"),
    text("made"),
    # Changes made at once share a number; 0 stands alone.
    Column("batch", Integer, nullable=False, server_default="0", index=True),
    seal(),
    Index("ix_change_field", "field", "id"),
)

# By which the same text, near-duplicates and the same address are found.
fingerprint = Table(
    "fingerprint",
    metadata,
    number_of_article(),
    Column("folded", Text, nullable=False, index=True),
    Column("address", Text, nullable=False, index=True),
)

band = Table(
    "band",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    number_of_article(index=True),
    sqlite_with_rowid=False,
)

tag = Table(
    "tag",
    metadata,
    id_of_article(primary_key=True),
    Column("tag", Text, primary_key=True, index=True),
    seal(),
)

# A span counts code points of the article's text; without one the note is on the whole article.
note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    id_of_article(index=True),
    Column("start", Integer),
    Column("end", Integer),
    text("text"),
    text("who"),
    text("made"),
    Column("removed", Text),
    seal(),
)

# A row is never changed: the last one of a kind and key is in force; "" as value withdraws it.
verdict = Table(
    "verdict",
    metadata,
    Column("id", Integer, primary_key=True),
    text("kind"),
    text("key"),
    text("value"),
    text("note"),
    text("who"),
    text("made"),
    seal(),
    Index("ix_verdict_kind", "kind", "key"),
)

original = Table(
    "original",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
)

# A file in pieces, each compressed by itself; none once its articles were deleted.
original_part = Table(
    "original_part",
    metadata,
    Column("sha256", Text, ForeignKey("original.sha256", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
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
    Column("new", Integer, nullable=False),
    Column("duplicates", Integer, nullable=False),
    text("worker"),
    Column("lease", Float, nullable=False),
    Column("tries", Integer, nullable=False),
    # JSON: the question about the columns of a table, and an analyst's answer.
    text("asked", ""),
    text("columns", ""),
    seal(),
    # JSON, see `queue.understanding`.
    text("understood", ""),
    Index("ix_upload_batch", "batch"),
    Index("ix_upload_state", "state"),
    Index("ix_upload_sha256", "sha256"),
)

# The articles of a file. Not a foreign key: that an article came once is remembered for good.
upload_article = Table(
    "upload_article",
    metadata,
    Column("upload", Integer, ForeignKey("upload.id", ondelete="CASCADE"), primary_key=True),
    Column("article", Text, primary_key=True),
    Column("new", Integer, nullable=False),
    # 1 when the last reading of the file gave the article, 2 the one before it, 3 both, 0 neither.
    Column("seen", Integer, nullable=False),
    # `same`, `near` or `version` of an earlier article (`other`), and their similarity.
    text("relation"),
    text("other"),
    Column("share", Float, nullable=False),
    Index("ix_upload_article_article", "article"),
)

result = Table(
    "result",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("article", Text, primary_key=True),
    text("version"),
    Column("value", LargeBinary, nullable=False),
)

# Each pair once: `a` is the article with the smaller id. `key` tells from what it was made.
pair_result = Table(
    "pair_result",
    metadata,
    Column("kind", Text, primary_key=True),
    article_of_pair("a"),
    article_of_pair("b"),
    Column("settings", Text, primary_key=True),
    text("key"),
    Column("value", LargeBinary, nullable=False),
)

frame = Table(
    "frame",
    metadata,
    Column("name", Text, primary_key=True),
    text("version"),
    Column("revision", Integer, nullable=False),
)

# The rows of a table, in partitions that are replaced one by one; `digest` is that of `data`.
frame_partition = Table(
    "frame_partition",
    metadata,
    Column("name", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

progress = Table(
    "progress",
    metadata,
    Column("task", Text, primary_key=True),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    text("reported"),
    # Expected until the end; -1 when unknown.
    Column("seconds", Float, nullable=False, server_default="-1"),
)

lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    text("worker"),
    Column("until", Float, nullable=False),
)

# Every plain word that an article has or had; patterns in a search are compared with them.
search_word = Table(
    "search_word",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("word", Text, nullable=False, unique=True),
)

# The full-text index, which SQLAlchemy cannot declare: the statements that make it, by dialect.
SEARCH_TABLE = "article_search"
SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE article_search USING fts5"
        "(title, body, title_stems, body_stems, content='', tokenize='ascii')",
    ),
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
    ),
}
