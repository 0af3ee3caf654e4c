"""Selection and settings in words, and the provenance that every export states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from babel import Locale

from components.analysis.collection.tfidf import has_list
from components.analysis.facets import Facet
from components.analysis.selection import FACET, PARTS, Selection, Settings
from components.text.hidden_signs import isolate, show_field
from components.text.language import UNKNOWN
from components.text.plural import agree
from components.views.locale_formatting import (
    count_of,
    format_count,
    format_month,
    format_short_day,
    shorten,
)

_NAMES = {
    "articles": "article",
    "pair": "pair",
    "entity": "names",
    "days": "days",
    "sources": "source",
    "languages": "language",
    "speaker": "quoted",
    "query": "search",
    "term": "contains",
}
PART_NAMES = {
    "headline": "headlines",
    "quotations": "quotations",
    "boilerplate": "boilerplate",
    "prose": "prose",
}
NAMED_UP_TO = 3
_NAMED_IN_FULL = 12


def describe_filters(
    selection: Selection, labels: Mapping[str, str], longest: int | None = None
) -> dict[str, tuple[str, str]]:
    """Each active filter: its clause, and its name and value in words.

    With `longest`, titles are shortened to that many characters, and more than `NAMED_UP_TO`
    articles are counted and not named. `labels` are the titles by article id.
    """

    def label(article: str) -> str:
        title = labels.get(article, f"unknown article {article}")
        return title if longest is None else shorten(title, longest)

    many = longest is not None and len(selection.articles) > NAMED_UP_TO
    articles = f"{format_count(len(selection.articles))} selected"
    values = {
        "articles": articles if many else " · ".join(map(label, selection.articles)),
        "pair": " ↔ ".join(map(label, selection.versions)),
        "entity": selection.entity,
        "days": _describe_days(selection),
        "sources": ", ".join(
            isolate(show_field(source)) or "not known" for source in selection.sources
        ),
        "languages": ", ".join(selection.languages),
        "speaker": selection.speaker,
        "query": f"{selection.query} (all words)" if selection.all_words else selection.query,
        "term": selection.term,
    }
    active = [clause for clause in selection.active() if clause in _NAMES]
    return {clause: (_NAMES[clause], values[clause]) for clause in active} | {
        f"{FACET}{one.written}": _describe_facet(one, label) for one in selection.faceted
    }


def describe_no_match(matching: Sequence[tuple[str, int]]) -> str:
    """That no article satisfies the filters, and which to clear.

    `matching` has the name of each filter, and how many articles satisfy all the others.
    """
    if len(matching) == 1:
        return f"No article matches the filter “{matching[0][0]}”: clear it with its × above."
    found = [
        f"without “{name}” {count_of(count, 'article does', 'articles do')}"
        for name, count in matching
        if count
    ]
    if found:
        return f"No article matches all the filters above; {', '.join(found)}. × clears a filter."
    return (
        "No article matches all the filters above, and none would with one of them less. "
        "× clears a filter, “Clear all” all of them."
    )


def _describe_facet(one: Facet, label: Callable[[str], str]) -> tuple[str, str]:
    """Its name, beginning with "not" where it is left out, and its value in words."""
    words = (isolate(show_field(one.value)) if one.kind == "source" else one.value) or "not known"
    if one.kind in ("family", "day"):
        words = label(one.value) if one.kind == "family" else name_days(one.value)
    kind = "published" if one.kind == "day" else one.kind
    return f"not {kind}" if one.out else kind, words


def name_days(value: str) -> str:
    """A year, a month or a day of ISO 8601 as the reader writes it; "not known" for ""."""
    try:
        day = date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return value or "not known"
    return {4: value, 7: format_month(day)}.get(len(value)) or format_short_day(day)


def describe_settings(settings: Settings) -> dict[str, str]:
    """All settings of comparisons, by name, in words."""
    left_out = [PART_NAMES[part] for part in PARTS if part in settings.without]
    words = {1: "single words", 2: "words and pairs of words"}
    return {
        "left out": ", ".join(left_out) or "nothing",
        "terms": words.get(settings.longest, f"sequences of up to {settings.longest} words"),
        "common words": "kept" if settings.common else "left out",
        "weight of a term": "1 + ln(count)" if settings.sublinear else "its count",
        "rarest terms": f"in {settings.least} articles or more" if settings.least > 1 else "kept",
        "copies": f"counted once, from {settings.once} % of words in common"
        if settings.once
        else "each counted",
    }


def describe_own_stop_words(words: Sequence[str]) -> dict[str, str]:
    """The analyst's own stop words as a setting in words; empty without any."""
    count = f"{format_count(len(words))} left out everywhere"
    return {"own stop words": f"{count} ({list_names(words)})"} if words else {}


def describe_languages_without_list(languages: Iterable[str]) -> str:
    """Which of these languages have no list of stop words, in a sentence; "" when all have."""
    names = Locale("en").languages
    known = {*languages} & {*names} - {UNKNOWN}
    missing = sorted(names[language] for language in known if not has_list(language))
    if not missing:
        return ""
    return f"There is no list of common words for {', '.join(missing)}, so they are counted there."


def describe_changed_settings(settings: Settings) -> str:
    """The settings that differ from the defaults, in words; "" when none does."""
    default = describe_settings(Settings())
    return "; ".join(
        f"{name} {value}"
        for name, value in describe_settings(settings).items()
        if value != default[name]
    )


def _describe_days(selection: Selection) -> str:
    if not selection.days:
        return ""
    first, last = (format_short_day(day) for day in selection.days)
    return first if first == last else f"{first} – {last}"


@dataclass(frozen=True)
class About:
    """The provenance of an export: library, selection, settings, software, time, analyst.

    `clauses` (the active filters) and `settings` are names and values in words; `shown` and `total`
    are numbers of articles; `query` is the selection as the query of a link; `made` is in UTC.
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


def provenance_line(about: About, shows: str, cut_offs: Iterable[str] = ()) -> str:
    """The provenance in one line, for a table cell or below an image.

    `shows` is the title of what is exported, `cut_offs` are sentences on what was left out.
    """
    selected = "; ".join(f"{name}: {value}" for name, value in about.clauses) or "nothing selected"
    articles = agree(about.total, "article", "articles")
    settings = "; ".join(f"{name}: {value}" for name, value in about.settings)
    parts = [
        shows,
        *cut_offs,
        f"library {about.library}, revision {about.revision}",
        f"{about.shown:,} of {about.total:,} {articles} ({selected})",
        f"sources: {list_names(about.sources)}",
        f"languages: {list_names(about.languages)}",
        settings,
        about.software,
        f"{about.made:%Y-%m-%d}",
        about.who,
    ]
    return " · ".join(part for part in parts if part)


def about_rows(about: About, shows: str, cut_offs: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The provenance as pairs of name and value."""
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


def list_names(names: Iterable[str]) -> str:
    """Names with commas; after the first twelve only the number of the others."""
    known = [name for name in names if name]
    more = len(known) - _NAMED_IN_FULL
    shown = ", ".join(known[:_NAMED_IN_FULL]) or "not known"
    return f"{shown} and {more} more" if more > 0 else shown


def file_name(about: About, shows: str, ending: str) -> str:
    """A file name in ASCII: library, title (together at most 80 characters), day, ending."""
    words = f"{about.library} {shows}".lower()
    plain = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in words)
    return f"{'-'.join(plain.split())[:80].rstrip('-')}-{about.made:%Y-%m-%d}.{ending}"


def distinct_values(values: pd.Series) -> tuple[str, ...]:
    """The values of a column, each once, sorted, without missing and empty ones."""
    return tuple(sorted({str(value) for value in values if value and not pd.isna(value)}))
