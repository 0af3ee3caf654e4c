"""What every export says of itself: of which library it tells, how narrowed, made how and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from components.text.plural import agree

_NAMED_IN_FULL = 12


@dataclass(frozen=True)
class About:
    """Where an export comes from.

    `clauses` and `settings` are names and values in words; `shown` and `total` count articles;
    `query` is the selection as the query of a link; `made` is in UTC.
    """

    library: str
    revision: int
    clauses: tuple[tuple[str, str], ...]
    query: str
    shown: int
    total: int
    sources: tuple[str, ...]
    languages: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]
    software: str
    made: datetime
    who: str


def source_line(about: About, shows: str, cut_offs: Iterable[str] = ()) -> str:
    """Everything that a single cell or a line under an image can hold."""
    picked = "; ".join(f"{name}: {value}" for name, value in about.clauses) or "nothing selected"
    articles = agree(about.total, "article", "articles")
    settings = "; ".join(f"{name}: {value}" for name, value in about.settings)
    parts = [
        shows,
        *cut_offs,
        f"library {about.library}, revision {about.revision}",
        f"{about.shown:,} of {about.total:,} {articles} ({picked})",
        f"sources: {name_some(about.sources)}",
        f"languages: {name_some(about.languages)}",
        settings,
        about.software,
        f"{about.made:%Y-%m-%d}",
        about.who,
    ]
    return " · ".join(part for part in parts if part)


def about_rows(about: About, shows: str, cut_offs: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The same, a name and a value a line."""
    return [
        ("shows", shows),
        *(("cut off", words) for words in cut_offs),
        ("library", f"{about.library}, revision {about.revision}"),
        ("articles", f"{about.shown:,} of {about.total:,}"),
        *((f"selected: {name}", value) for name, value in about.clauses),
        ("selection as a link", about.query or "nothing selected"),
        ("sources", ", ".join(about.sources) or "not known"),
        ("languages", ", ".join(about.languages) or "not known"),
        *((f"setting: {name}", value) for name, value in about.settings),
        ("software", about.software),
        ("made", f"{about.made:%Y-%m-%d %H:%M} UTC"),
        ("by", about.who),
    ]


def name_some(names: Iterable[str]) -> str:
    """Names in a row; beyond twelve only how many more there are."""
    known = [name for name in names if name]
    more = len(known) - _NAMED_IN_FULL
    shown = ", ".join(known[:_NAMED_IN_FULL]) or "not known"
    return f"{shown} and {more} more" if more > 0 else shown


def file_name(about: About, shows: str, ending: str) -> str:
    """A name that says what, of which library and of which day, in letters every disk takes."""
    words = f"{about.library} {shows}".lower()
    plain = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in words)
    return f"{'-'.join(plain.split())[:80].rstrip('-')}-{about.made:%Y-%m-%d}.{ending}"


def distinct(values: pd.Series) -> tuple[str, ...]:
    """The values that are known, sorted, each once."""
    return tuple(sorted({str(value) for value in values if value and not pd.isna(value)}))
