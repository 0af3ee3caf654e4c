"""What is picked, in words."""

from __future__ import annotations

from collections.abc import Mapping

from components.analysis.selection import Selection
from components.views.layout import shorten

_NAMES = {
    "articles": "article",
    "pair": "pair",
    "entity": "names",
    "days": "days",
    "sources": "source",
    "languages": "language",
    "speaker": "quoted",
    "query": "found",
}


def say_clauses(
    selection: Selection, labels: Mapping[str, str], longest: int | None = None
) -> dict[str, tuple[str, str]]:
    """Each active clause with its name and its value in words; titles cut to `longest` letters."""

    def label(article: str) -> str:
        title = labels.get(article, f"unknown article {article}")
        return title if longest is None else shorten(title, longest)

    values = {
        "articles": " · ".join(map(label, selection.articles)),
        "pair": " ↔ ".join(map(label, selection.versions)),
        "entity": selection.entity,
        "days": _say_days(selection),
        "sources": ", ".join(source or "not known" for source in selection.sources),
        "languages": ", ".join(selection.languages),
        "speaker": selection.speaker,
        "query": selection.query,
    }
    return {clause: (_NAMES[clause], values[clause]) for clause in selection.active()}


def _say_days(selection: Selection) -> str:
    if not selection.days:
        return ""
    first, last = (f"{day.day} {day:%b %Y}" for day in selection.days)
    return first if first == last else f"{first} – {last}"
