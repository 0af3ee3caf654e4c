"""Exports of Nexis Uni: each article has field lines, a body, and a line that ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from components.corpus.readers.drafts import Draft, Note, Refused, Results
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.shaping.publication_days import parse_day

_NEXIS_END = "end of document"
_NEXIS_BODY = "body"
_AFTER_TEXT = ("classification", "load-date:", "graphic", "notes", _NEXIS_END)
_FIELD = re.compile(r"([A-Z][A-Za-z-]{2,20}): ?(.*)", re.DOTALL)
_WEEKDAY = re.compile(
    r",? ?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.{0,40}$", re.IGNORECASE | re.DOTALL
)
_FIELDS_NEEDED = ("length", "section", "byline", "load-date", "dateline", "language")


def is_nexis(paragraphs: Sequence[str]) -> bool:
    """Whether a document is a Nexis export: it has lines that say where a body begins and ends."""
    lines = {p.strip().casefold() for p in paragraphs if len(p) < 40}
    fields = {f[1].casefold() for p in paragraphs[:400] if (f := _FIELD.match(p.strip()))}
    has_body = {_NEXIS_END, _NEXIS_BODY} <= lines
    return has_body and not fields.isdisjoint(_FIELDS_NEEDED)


def split_nexis(paragraphs: Sequence[str]) -> Results:
    """One draft for each `End of Document`; a list of contents before the first is left out."""
    for number, lines in enumerate(_documents(paragraphs), 1):
        place = f"document {number}"
        bodies = [i for i, line in enumerate(lines) if line.casefold() == _NEXIS_BODY]
        if bodies:
            yield from _draft_nexis(_head(lines[: bodies[0]]), lines[bodies[0] + 1 :], place)
        else:
            yield Refused(f"Document {number} has no body: export it again with its full text.")


def _documents(paragraphs: Sequence[str]) -> Iterator[list[str]]:
    lines: list[str] = []
    for paragraph in paragraphs:
        line = paragraph.strip()
        if line.casefold() == _NEXIS_END:
            yield lines
            lines = []
        elif line:
            lines.append(line)


def _head(lines: list[str]) -> list[str]:
    """The lines above a body without a list of contents, which is numbered and has none."""
    dated = [i for i, line in enumerate(lines) if _parse_dated(line)]
    fields = [i for i, line in enumerate(lines) if _FIELD.match(line)]
    first_field = fields[0] if fields else len(lines)
    before = [i for i in dated if i < first_field] or dated
    # The date stands under the publication and the headline.
    return lines[max(0, before[-1] - 2) :] if before else lines


def _draft_nexis(head: list[str], after: list[str], place: str) -> Results:
    fields = {f[1].casefold(): f[2].strip() for line in head if (f := _FIELD.match(line))}
    plain = [line for line in head if not _FIELD.match(line) and not _is_rights(line)]
    title = plain[0] if plain else ""
    published = next((day for line in plain[1:] if (day := _parse_dated(line))), None)
    if published is None:
        yield Note(f"{place.capitalize()} has no date that was understood.")
    ends = (i for i, line in enumerate(after) if line.casefold().startswith(_AFTER_TEXT))
    last = next((i for i in ends if _closes(after[i])), len(after))
    yield Draft(
        text="\n\n".join(after[:last]),
        title=title,
        source=plain[1] if len(plain) > 1 and not _parse_dated(plain[1]) else "",
        author=re.sub(r"^by ", "", fields.get("byline", ""), flags=re.IGNORECASE),
        published=published,
        language=language_code(fields.get("language", "").split(";")[0]),
        place=place,
    )


def _closes(line: str) -> bool:
    """Whether a line is a heading of what follows a text, not a sentence that begins like one."""
    return line.casefold() in _AFTER_TEXT or line.casefold().startswith("load-date:")


def _parse_dated(line: str) -> date | None:
    return parse_day(_WEEKDAY.sub("", line)) if len(line) < 80 else None


def _is_rights(line: str) -> bool:
    return line.casefold().startswith("copyright") or "all rights reserved" in line.casefold()
