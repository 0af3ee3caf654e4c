"""What is to be said of a newspaper's issue in TEI when it is read: what was left out or joined."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from components.corpus.readers.drafts import Note, Results
from components.text.plural import agree

MOST_QUOTED = 3


@dataclass
class Account:
    """What is to be said of an issue when it is read."""

    left_out: Counter[str] = field(default_factory=Counter)
    joined: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    tables: int = 0


def tell_account(account: Account) -> Results:
    """Notes on it, each a sentence."""
    left_out = {kind: count for kind, count in account.left_out.items() if count}
    if left_out:
        parts = [f"{n:,} {agree(n, kind, _many(kind))}" for kind, n in left_out.items()]
        yield Note(f"Left out, since they are no articles: {', '.join(parts)}.")
    if account.joined:
        shown = ", ".join(account.joined[:MOST_QUOTED])
        more = len(account.joined) - MOST_QUOTED
        others = f" and {more:,} more" if more > 0 else ""
        yield Note(f"Items without headings of their own are one article: {shown}{others}.")
    if account.tables:
        are = agree(account.tables, "table was", "tables were")
        yield Note(f"{account.tables:,} {are} left out of the texts.")
    if account.noted:
        shown = ", ".join(f"“{note[:100]}”" for note in account.noted[:MOST_QUOTED])
        count = f"{len(account.noted):,}"
        yield Note(f"Notes of the edition ({count}) are kept beside the texts: {shown}.")


def _many(kind: str) -> str:
    return {
        "heading of a page": "headings of pages",
        "heading without a text": "headings without a text",
        "part that is only a table": "parts that are only a table",
    }.get(kind, f"{kind}s")
