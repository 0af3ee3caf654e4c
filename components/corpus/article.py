"""Article, and the result of reading a file.

Kept apart from the store so that the sandbox, which reads files, loads no database.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Fault = Literal["file", "unknown", "program"]

# Characters of a text that stand for a title.
LABEL_LENGTH = 70
DETAILS: Mapping[str, str] = {
    "status": "Status",
    "note": "Note to editors",
    "embargo": "Embargoed until",
    "guid": "Identifier of its maker",
    "version": "Version",
    "section": "Section",
    "page": "Page",
    "edition": "Edition",
    "words": "Words, as stated",
    "place": "Dateline",
    "captured": "Captured",
    "confidence": "OCR confidence",
    "modified": "Changed",
    "other_day": "Another day that is stated",
    "written": "Day as written",
}
"""What a file may state of an article beside the fields, by key, with its name on screen.

`status` is one or more of killed, withheld, correction, update, embargoed, joined by ", ";
`embargo` an ISO 8601 moment as the maker wrote it; `words` and `confidence` (per cent) numbers;
`captured`, `modified` and `other_day` days (ISO 8601), the last with its field in brackets;
`written` is a day in three numbers as the file has it.
"""
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Article:
    """One article as the analyst reads it.

    `text` is the body: the title is left out when one was found, and paragraphs are separated
    by one blank line. Every span found anywhere in Parallax counts code points of `text`.
    Unknown fields are empty strings, an unknown language is `und`, an unknown day is None.
    `name` is the file the article came from and `sha256` that of the file's bytes, so several
    articles may share both.

    `basis` says what `published` rests on: `metadata`, `byline` (a line of the text), `inferred`
    (from the address, or a day whose year stands elsewhere), `file` (the day on which the file was
    made), `typed` by an analyst, `unknown`, or "" where it was not kept. `place` is filled for the
    one article of a file in a watched folder, which is read again when it changes: another text
    from the same path is another version.

    `bases` says in plain words what a field rests on, by the name of the field (`title`, `source`,
    `author`, `published`, `url`): the field of the file or of an object of the page, a by-line, the
    text, the address, or that an analyst typed it. `details` holds what else the
    file states of the article, by `DETAILS`.
    """

    id: str
    title: str
    text: str
    source: str = ""
    author: str = ""
    published: date | None = None
    language: str = "und"
    url: str = ""
    name: str = ""
    sha256: str = ""
    basis: str = ""
    place: str = ""
    bases: Mapping[str, str] = field(default_factory=dict, hash=False)
    details: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Rejection:
    """A file, or part of one, that could not be read; `reason` is one sentence for a person.

    `fault` is its cause: `file`; `program`, ours or the computer's, so that reading it again later
    may succeed; or `unknown`, as when the system ended the reader.
    """

    name: str
    reason: str
    fault: Fault = "file"


@dataclass(frozen=True)
class Reading:
    """The outcome of reading one file: articles, rejected parts, or both (a table with a bad row).

    `notes` are sentences for the person who added the file, about what was read all the same: a
    guessed encoding, lost characters, a date that was not understood. `kind` says in words what the
    file is ("a table"), "" when that could not be told.
    """

    articles: list[Article] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kind: str = ""


_ELEMENTS = {
    **dict.fromkeys(("hl1", "hedline", "headline", "HeadLine"), "headline of the wire item"),
    **{"hl2": "second headline of the wire item", "Title": "title of the wire item"},
    **dict.fromkeys(("by", "byline"), "by-line of the wire item"),
    **dict.fromkeys(("creator", "Creator"), "author of the wire item"),
    **dict.fromkeys(("infoSource", "infosource", "infosources"), "source of the wire item"),
    **dict.fromkeys(("Source", "SentFrom"), "source of the wire item"),
    **dict.fromkeys(("provider", "Provider", "distributor"), "agency of the wire item"),
    **dict.fromkeys(("creditline", "CreditLine"), "credit line of the wire item"),
    "name of pubdata": "name of the paper in the wire item",
    "regsrc of doc-id": "source of the wire item",
    **dict.fromkeys(("copyrightHolder", "copyrightholder"), "holder of the copyright"),
    **dict.fromkeys(
        ("versionCreated", "ThisRevisionCreated"), "time at which this version of it was made"
    ),
    **dict.fromkeys(("firstCreated", "FirstCreated"), "time at which its first version was made"),
    "firstPublished": "time at which it was first published",
    "contentCreated": "time at which its text was written",
    "contentModified": "time at which its text was last changed",
    "date.publication": "day of the paper in the wire item",
    "date.issue": "day of issue of the wire item",
    "date.release": "day from which the wire item may be used",
    "story.date": "day of the story in the wire item",
    "change.date": "day of the last change of the wire item",
    "title in the sourceDesc": "title of the printed original",
    "date in the sourceDesc": "day of the printed original",
    "titreArticle of the article": "headline of the article",
    "DocPublicationName of the article": "name of the publication above the article",
    "DocHeader of the article": "line above the headline",
    "dateIssued of the METS file": "day of issue in the METS file",
}
_OF_OBJECT = {
    **{"author": "author", "headline": "headline", "url": "address"},
    **{"datePublished": "day of publication", "dateModified": "day of the last change"},
    **{"dateCreated": "day on which it was made", "uploadDate": "day on which it was loaded up"},
}
_OBJECT = re.compile(r"(\w+) of the page's (\w+)")
_META = re.compile(r"((?=[a-z]*[^a-z\s])\S++|byl|(?=\w*date)\w++|ptime|pdate) of the page")


def name_basis(basis: str) -> str:
    """What a field rests on, an element of a format in a person's words with its name in brackets.

    "the headline of the wire item (hl1)" of "hl1"; what is in words, or "", stays as it is.
    """
    element = basis.removesuffix(" of the item")
    if words := _ELEMENTS.get(element):
        return f"the {words} ({element.partition(' of the ')[0]})"
    if found := _OBJECT.fullmatch(basis):
        name, kind = found.groups()
        field_of = kind if name in _OF_OBJECT.values() else f"{name} of {kind}"
        return f"the {_OF_OBJECT.get(name, name)} in the page's data about itself ({field_of})"
    if found := _META.fullmatch(basis):
        return f"a field in the head of the page ({found[1]})"
    return basis


def digest_content(
    title: str, text: str, source: str, author: str, published: date | str | None, url: str
) -> str:
    """The SHA-256 of the content of an article, file excluded; a day may be in ISO form."""
    day = published.isoformat() if isinstance(published, date) else published or ""
    content = json.dumps([title, text, source, author, day, url], ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def article_id(
    title: str, text: str, source: str, author: str, published: date | None, url: str
) -> str:
    """The id of an article: the first 12 hexadecimal digits of `digest_content`.

    The same content read twice has the same id, so a second upload of a file, or of a table to
    which rows were added, is recognised. The chance that any two of a million different articles
    have one id is below 1 in 500; a library stores the second under a longer one (`stored_ids`).
    """
    return digest_content(title, text, source, author, published, url)[:12]


def label(title: str, text: str) -> str:
    """The name of an article in lists: its title, else at most `LABEL_LENGTH` characters of text.

    Empty for an article without both.
    """
    if title.strip():
        return title
    start = " ".join(text[: LABEL_LENGTH * 4].split())
    if len(start) <= LABEL_LENGTH:
        return start
    words = start[: LABEL_LENGTH + 1].rsplit(" ", 1)[0]
    return f"{words[:LABEL_LENGTH].rstrip()}…"


def make_storable(value: str) -> str:
    """The same string, with U+FFFD for NUL and lone surrogates, which no database can store."""
    return _UNSTORABLE.sub("\ufffd", value)


def write_storable(value: object) -> str:
    """JSON of a value, its strings as `make_storable` makes them; it has no unneeded spaces."""
    return make_storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def set_detail(details: str, name: str, value: str) -> str:
    """Details as JSON with another value of one of them; "" takes it away."""
    changed = {**json.loads(details), name: value}
    kept = {key: told for key, told in changed.items() if told}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
