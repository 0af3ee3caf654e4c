"""Field names: which column, key or line of front matter is which field of an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from components.corpus.readers.drafts import Draft, Note
from components.corpus.readers.formats.html_text import extract_words_if_markup
from components.corpus.readers.shaping.empty_words import is_empty_word
from components.corpus.readers.shaping.publication_days import parse_day, possible_days

SPELLINGS: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "article text", "full text", "article body", "body text"),
        *("main text", "plain text", "article content", "story", "article", "selftext"),
        *("content html", "body html", "article html", "text html", "html body", "body xhtml"),
        *("content text", "content encoded"),
        *("текст", "texte", "texto", "artikeltext", "inhalt"),
    ),
    "title": (
        *("title", "headline", "article title", "head", "heading", "hed", "web title"),
        "headlines",
        *("заголовок", "titre", "titel", "überschrift", "título", "titulo"),
    ),
    "source": (
        *("source", "outlet", "publication", "publisher", "site", "site name", "newspaper"),
        *("source name", "media name", "website", "news source", "provider", "domain"),
        *("джерело", "источник", "quelle", "fuente", "medium"),
    ),
    "author": (
        *("author", "authors", "byline", "creator", "writer", "journalist", "by", "author name"),
        *("автор", "автори", "авторы", "auteur", "autor", "autorin"),
    ),
    "date": (
        *("date", "published", "published at", "publication date", "pub date", "date published"),
        *("publish date", "published date", "published on", "date time", "web publication date"),
        *("publishing date", "date publish", "version created", "date created", "first published"),
        *("day", "issued", "дата", "datum", "fecha"),
    ),
    "url": ("url", "link", "permalink", "canonical url", "article url", "web url", "href", "uri"),
    "language": (
        "language",
        "lang",
        "language code",
        "мова",
        "язык",
        "langue",
        "sprache",
        "idioma",
    ),
}

_MEDIA_CLOUD = {"publishdate", "title", "url", "medianame", "language"}
_MEDIA_CLOUD_IDS = {"storiesid", "indexeddate", "mediaurl", "mediaid"}
_FOLDED_AWAY = re.compile(r"[\s_.\-]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LANGUAGES = {
    **{"english": "en", "eng": "en", "ukrainian": "uk", "ukr": "uk", "ua": "uk"},
    **{"russian": "ru", "rus": "ru", "german": "de", "deu": "de", "ger": "de"},
    **{"french": "fr", "fra": "fr", "fre": "fr", "spanish": "es", "spa": "es"},
    **{"українська": "uk", "русский": "ru", "deutsch": "de", "français": "fr", "español": "es"},
}


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """The form in which names of fields are compared: `Published_At`, `publishedAt` are one."""
    return _FOLDED_AWAY.sub("", _CAMEL.sub(" ", name)).casefold()


_RANKS = {
    field: {fold_name(name): rank for rank, name in enumerate(names)}
    for field, names in SPELLINGS.items()
}


@lru_cache(maxsize=4096)
def recognise_fields(names: tuple[str, ...]) -> dict[str, list[str]]:
    """Map each field to those of `names` that mean it, the best known spelling first.

    The result is kept for the next row with the same names: not to be changed.
    """
    found: dict[str, list[str]] = {}
    for field, ranks in _RANKS.items():
        known = [name for name in names if fold_name(name) in ranks]
        if known:
            found[field] = sorted(known, key=lambda name: ranks[fold_name(name)])
    return found


def describe_missing_text(kind: str, names: list[str]) -> str:
    """The sentence for a table or record none of whose names means the text of an article."""
    found = ", ".join(f"“{name[:40]}”" for name in names[:12] if name.strip()) or "none"
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    wanted = ", ".join(SPELLINGS["text"][:6])
    return (
        f"No {kind} with the text of the articles was found. The names are {found}{more}; rename "
        f"the right one to one of {wanted}."
    )


def is_headline_list(names: tuple[str, ...]) -> bool:
    """Whether these are the columns of a Media Cloud list of stories, which has no texts."""
    folded = {fold_name(name) for name in names}
    return folded >= _MEDIA_CLOUD and not folded.isdisjoint(_MEDIA_CLOUD_IDS)


def draft_fields(
    values: Mapping[str, str],
    place: str = "",
    chosen: Mapping[str, str] = MappingProxyType({}),
    parse: Callable[[str, str], date | None] = lambda _, written: parse_day(written),
) -> Iterator[Draft | Note]:
    """One draft from named values, after a note when its date could not be understood.

    `chosen` maps fields to names and goes before what the names mean; a field mapped to "" is left
    empty. `parse` gives the day for the name of a column and what stands there.
    """
    known = recognise_fields(tuple(values)) | {f: [n] if n else [] for f, n in chosen.items()}
    filled = {
        field: next((name for name in names if not is_empty_word(values.get(name, ""))), "")
        for field, names in known.items()
    }
    best = {field: values[name].strip() for field, name in filled.items() if name}
    written = best.get("date", "")
    published = parse(filled["date"], written) if written else None
    if written and not published and len(set(possible_days(written).values())) < 2:
        where = f"{place[0].upper()}{place[1:]}: the" if place else "The"
        yield Note(f"{where} date “{written[:40]}” was not understood and is left empty.")
    yield Draft(
        text=extract_words_if_markup(best.get("text", "")),
        title=extract_words_if_markup(best.get("title", "")),
        source=extract_words_if_markup(best.get("source", "")),
        author=_name(extract_words_if_markup(best.get("author", ""))),
        published=published,
        day_words=written,
        language=language_code(best.get("language", "")),
        url=best.get("url", ""),
        place=place,
    )


def _name(written: str) -> str:
    """A name; the number under which a system keeps one is none."""
    return "" if written.strip().isdecimal() else written


def language_code(written: str) -> str:
    """ISO 639-1 for `en-US`, `English` or `ukr`; "" for what is none."""
    word = written.strip().casefold()
    code = _LANGUAGES.get(word) or re.split("[-_]", word)[0]
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""
