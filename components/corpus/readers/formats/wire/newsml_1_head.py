"""Metadata of a NewsML 1 item: its lines, parties, moments and state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.wire.body_paragraphs import find_named, read_place, words_of
from components.corpus.readers.formats.wire.editors_notes import read_codes, read_statuses
from components.corpus.readers.formats.xml_tree import local_name, named

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# A country for a language, as some write it.
_NO_LANGUAGES = frozenset(("gb", "us", "xx", "zz"))
_COUNTS = ("words", "wordcount")
_LONGEST_MARK = 60
_STATES = ("Status", "Instruction")


def find_place(item: Any) -> str:
    """The dateline; a day alone is none."""
    return read_place(next(lines_of_item(item, "DateLine"), ""))


def lines_of_item(item: Any, name: str) -> Iterator[str]:
    """The words of the news lines of that name, in order."""
    for lines in named(item, "NewsLines"):
        yield from (words_of(e) for e in lines if local_name(e) == name and words_of(e))


def list_parties(scope: Any, role: str) -> Iterator[str]:
    """The names of parties in that role; references to a vocabulary are none."""
    for holder in named(scope, role) if scope is not None else ():
        for party in named(holder, "Party"):
            name = " ".join((party.get("FormalName") or words_of(party)).split())
            if name and not name.startswith("#"):
                yield name


def list_sources(item: Any, envelope: Any) -> Iterator[tuple[str, str]]:
    """Names of the source, the best first, each with what it rests on."""
    for scope, role in ((item, "Provider"), (envelope, "SentFrom"), (item, "Source")):
        for name in list_parties(scope, role):
            yield name, f"{role} of the item"
    for line in lines_of_item(item, "CreditLine"):
        yield line, "CreditLine of the item"


def list_moments(item: Any) -> list[tuple[str, str]]:
    """When this revision was made, else the first; the transmission is none of these."""
    return [(name, text_of(item, name)) for name in ("ThisRevisionCreated", "FirstCreated")]


def find_embargo(item: Any) -> str:
    """When its status will change to usable."""
    for change in named(item, "StatusWillChange"):
        future = find_named(change, "FutureStatus")
        if future is not None and (future.get("FormalName") or "").lower() == "usable":
            return text_of(change, "DateAndTime")
    return ""


def find_statuses(item: Any) -> frozenset[str]:
    """What the item states of its state: by status, instruction, revision and lines."""
    codes = [e.get("FormalName") or "" for e in named(item, *_STATES)]
    updates = [e.get("Update") or "" for e in named(item, "RevisionId")]
    found = read_codes([*codes, *("update" for one in updates if one in ("U", "A"))])
    for line in _short_lines(item):
        found |= read_statuses(line) & {"correction"}
    for _, note in list_notes(item):
        found |= read_statuses(note) & {"correction", "killed"}
    return found


def _short_lines(item: Any) -> Iterator[str]:
    for line in named(item, "NewsLineText"):
        if len(words := words_of(line)) < _LONGEST_MARK:
            yield words


def list_notes(item: Any) -> list[tuple[str, str]]:
    """The instructions in words, without roles."""
    return [("", words) for e in named(item, "Instruction") if (words := words_of(e))]


def identify_item(item: Any) -> str:
    """The identifier that all revisions of an item have.

    The day is part of it by the standard; where it has a time it is that of the revision.
    """
    provider, day, name = (text_of(item, key) for key in ("ProviderId", "DateId", "NewsItemId"))
    if provider and name:
        parts = (provider, day if len(day) == len("20150502") else "", name)
        return f"urn:newsml:{':'.join(filter(None, parts))}"
    return re.sub(r":\d{1,6}[NUA]?$", "", text_of(item, "PublicIdentifier"))


def find_language(item: Any) -> str:
    """The language, ISO 639-1; "" where a country is written for it."""
    stated = [e.get("FormalName") or "" for e in named(item, "Language")]
    codes = (language_code(one) for one in [*stated, item.get(_LANGUAGE) or ""])
    return next((code for code in codes if code and code not in _NO_LANGUAGES), "")


def count_stated_words(item: Any) -> str:
    """The number of words that is stated, "" for none."""
    counts = (
        (e.get("Value") or "").strip()
        for e in named(item, "Property")
        if (e.get("FormalName") or "").lower() in _COUNTS
    )
    return next((count for count in counts if count.isdecimal() and count.strip("0")), "")


def text_of(scope: Any, name: str) -> str:
    """The words of the first element of that name that has any."""
    words = map(words_of, named(scope, name))
    return next(filter(None, words), "")
