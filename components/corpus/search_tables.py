"""The tables of the full-text index, each database its own kind; search_index.py fills them."""

from __future__ import annotations

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
