"""What stands under the names of fields: the draft of an article from named values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from components.corpus.readers.drafts import Draft, Note
from components.corpus.readers.formats.field_names import (
    ABSTRACTS,
    DETAIL_NAMES,
    LEADS,
    fold_name,
    language_code,
    recognise_fields,
)
from components.corpus.readers.formats.html_text import extract_words_if_markup
from components.corpus.readers.formats.tables.numeric_days import parse_numeric_day
from components.corpus.readers.shaping.empty_words import is_empty_word
from components.corpus.readers.shaping.paragraphs import drop_title
from components.corpus.readers.shaping.publication_days import parse_day, possible_days
from components.corpus.readers.shaping.source_names import host_of

_BETWEEN_NAMES = re.compile("[;|]")
_OPEN_ENDS = " \n.…[]"
_MUCH_LONGER = 2
_SAME_START, _HEAD = 60, 1_000
_SHORTEST_LEAD = 20
_LONGEST_DETAIL = 80
Parse = Callable[[str, str], date | None]


def draft_fields(
    values: Mapping[str, str],
    place: str = "",
    chosen: Mapping[str, str] = MappingProxyType({}),
    parse: Parse = lambda _, written: parse_day(written),
    kind: str = "field",
) -> Iterator[Draft | Note]:
    """One draft from named values, after a note when its date could not be understood.

    `chosen` maps fields to names and goes before what the names mean; a field mapped to "" is left
    empty. `parse` gives the day for the name of a column and what stands there; `kind` is what a
    name is called there ("column"), for what the fields rest on.

    A text that is much longer than the one under the better known name counts. A lead that the text
    does not have is its beginning, and a title that is repeated as its first line is left out. An
    address under a name for the source is the address of the article, its host the source.
    """
    known = recognise_fields(tuple(values)) | {f: [n] if n else [] for f, n in chosen.items()}
    filled = {
        field: [name for name in names if not is_empty_word(values.get(name, ""))]
        for field, names in known.items()
    }
    names = {field: found[0] for field, found in filled.items() if found}
    best = {field: values[name].strip() for field, name in names.items()}
    title = extract_words_if_markup(best.get("title", ""))
    names["text"], text = _fullest(values, filled.get("text", []))
    if lead := _lead(values, text):
        text = f"{lead}\n\n{text}"
    names["source"], source, address = _source(values, filled.get("source", []))
    if address and "url" not in best:
        best["url"], names["url"] = address, names["source"]
    author = _given_first(extract_words_if_markup(best.get("author", "")))
    written = best.get("date", "")
    published = parse_numeric_day(written) or parse(names["date"], written) if written else None
    if written and not published:
        yield from _tell_unread(written, place)
    given = {
        **{"title": title, "source": source, "author": author, "url": best.get("url", "")},
        **{"published": published},
    }
    yield Draft(
        text=drop_title(text, title),
        title=title,
        source=source,
        author=author,
        published=published,
        day_words=written,
        language=language_code(best.get("language", "")),
        url=best.get("url", ""),
        place=place,
        bases={
            field: f"{kind} “{names['date' if field == 'published' else field][:60]}”"
            for field, value in given.items()
            if value
        },
        details=_details(values) if kind == "column" else {},
    )


def _tell_unread(written: str, place: str) -> Iterator[Note]:
    """That a date was not understood; of one of two days others tell first, see `outlet_days`."""
    if len(set(possible_days(written).values())) < 2:
        where = f"{place[0].upper()}{place[1:]}: the" if place else "The"
        yield Note(f"{where} date “{written[:40]}” was not understood and is left empty.")


def _details(values: Mapping[str, str]) -> dict[str, str]:
    """What the columns of a table say of an article beside its fields."""
    return {
        key: cell
        for name, value in values.items()
        if (key := DETAIL_NAMES.get(fold_name(name)))
        and len(cell := value.strip()) <= _LONGEST_DETAIL
        and not is_empty_word(cell)
        and (key != "words" or cell.isdecimal())
    }


def _fullest(values: Mapping[str, str], names: Sequence[str]) -> tuple[str, str]:
    """The text under the best known of these names, or one that is much longer; and its name."""
    found = [(name, extract_words_if_markup(values[name].strip())) for name in names]
    best = max(found, key=lambda one: len(one[1]), default=("", ""))
    enough = len(best[1]) / _MUCH_LONGER
    return next((one for one in found if len(one[1]) >= enough), best)


def _lead(values: Mapping[str, str], text: str) -> str:
    """The words under a name for the lead, if the text does not have them; "" if it does."""
    name = next((name for name in values if fold_name(name) in LEADS), "")
    if not name or not text or is_empty_word(values[name]):
        return ""
    lead = extract_words_if_markup(values[name].strip())
    return "" if has_start_of(text, lead) else lead


def find_unread_abstract(values: Mapping[str, str], draft: Draft) -> str:
    """The name under which there is an abstract that is not in the text of the draft, or ""."""
    for name, value in values.items():
        if fold_name(name) in ABSTRACTS and not is_empty_word(value):
            words = extract_words_if_markup(value.strip())
            if len(words) >= _SHORTEST_LEAD and not has_start_of(draft.text, words):
                return name
    return ""


def has_start_of(text: str, words: str) -> bool:
    """Whether a text has the beginning of these words, whatever their spaces and case."""
    start = _fold(words.rstrip(_OPEN_ENDS)[:_HEAD])[:_SAME_START]
    return start in _fold(text)


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


# Of pictures and films, which stand under the same name as the outlet elsewhere.
_MEDIA = re.compile(r"[\[{]|https?://|(?:photo|image|picture|video|audio|gif|link)s?\b", re.I)


def _source(values: Mapping[str, str], names: Sequence[str]) -> tuple[str, str, str]:
    """The name of the column of the source, the source, and an address that stood for it."""
    written = [(name, extract_words_if_markup(values[name].strip())) for name in names]
    written = [one for one in written if fold_name(one[0]) != "media" or not _MEDIA.match(one[1])]
    named = next((one for one in written if not is_address(one[1])), None)
    address = next((value for _, value in written if is_address(value)), "")
    if named:
        return *named, address
    return (written[0][0] if written else ""), host_of(address), address


def _given_first(written: str) -> str:
    """Names of several authors that stand with the family first, `Berg, Ida; Holm, Lars`, turned.

    A single one is left as it stands: it may be two names.
    """
    parts = [part for part in _BETWEEN_NAMES.split(written) if part.strip()]
    if len(parts) < 2 or any(part.count(",") != 1 for part in parts):
        return written
    return "; ".join(" ".join(map(str.strip, reversed(part.split(",")))) for part in parts)


def is_address(value: str) -> bool:
    """Whether a value is the address of a page or picture."""
    return value.startswith(("http://", "https://"))
