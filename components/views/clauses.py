"""What is picked, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel import Locale

from components.analysis.selection import Selection
from components.analysis.settings import PARTS, Settings
from components.analysis.stop_words import has_list
from components.text.language import UNKNOWN
from components.views.layout import shorten
from components.views.local import say_count, say_short_day

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
NAMED_UP_TO = 3


def say_clauses(
    selection: Selection, labels: Mapping[str, str], longest: int | None = None
) -> dict[str, tuple[str, str]]:
    """Each active clause with its name and its value in words.

    With `longest` titles are cut to so many letters, and more than `NAMED_UP_TO` are counted.
    """

    def label(article: str) -> str:
        title = labels.get(article, f"unknown article {article}")
        return title if longest is None else shorten(title, longest)

    many = longest is not None and len(selection.articles) > NAMED_UP_TO
    articles = f"{say_count(len(selection.articles))} selected"
    values = {
        "articles": articles if many else " · ".join(map(label, selection.articles)),
        "pair": " ↔ ".join(map(label, selection.versions)),
        "entity": selection.entity,
        "days": _say_days(selection),
        "sources": ", ".join(source or "not known" for source in selection.sources),
        "languages": ", ".join(selection.languages),
        "speaker": selection.speaker,
        "query": f"{selection.query} (all words)" if selection.all_words else selection.query,
        "term": selection.term,
    }
    return {clause: (_NAMES[clause], values[clause]) for clause in selection.active()}


PART_NAMES = {
    "headline": "headlines",
    "quotations": "quotations",
    "boilerplate": "boilerplate",
    "prose": "prose",
}


def say_settings(settings: Settings) -> dict[str, str]:
    """What counts when articles are compared, all of it, by name and in words."""
    left_out = [PART_NAMES[part] for part in PARTS if part in settings.without]
    words = {1: "single words", 2: "words and pairs of words"}
    return {
        "left out": ", ".join(left_out) or "nothing",
        "terms": words.get(settings.longest, f"sequences of up to {settings.longest} words"),
        "common words": "kept" if settings.common else "left out",
        "weight of a term": "1 + ln(count)" if settings.sublinear else "its count",
        "rarest terms": f"in {settings.least} articles or more" if settings.least > 1 else "kept",
    }


def say_languages_without_list(languages: Iterable[str]) -> str:
    """Of which of these languages the common words are not known; empty when of none."""
    names = Locale("en").languages
    known = {*languages} & {*names} - {UNKNOWN}
    missing = sorted(names[language] for language in known if not has_list(language))
    if not missing:
        return ""
    return f"There is no list of common words for {', '.join(missing)}, so they are counted there."


def say_changed_settings(settings: Settings) -> str:
    """What differs from the usual settings, in words; empty when nothing does."""
    usual = say_settings(Settings())
    return "; ".join(
        f"{name} {value}" for name, value in say_settings(settings).items() if value != usual[name]
    )


def _say_days(selection: Selection) -> str:
    if not selection.days:
        return ""
    first, last = (say_short_day(day) for day in selection.days)
    return first if first == last else f"{first} – {last}"
