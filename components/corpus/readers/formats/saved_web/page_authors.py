"""The people whom a page names as authors of its article."""

from __future__ import annotations

from typing import Any

from trafilatura.json_metadata import normalize_authors
from trafilatura.xpaths import AUTHOR_DISCARD_XPATHS, AUTHOR_XPATHS

from components.corpus.readers.formats.saved_web.linked_data import (
    MOST_STATED,
    kinds_of,
    text_of,
)
from components.corpus.readers.formats.saved_web.page_fields import AUTHORS, PageFields
from components.corpus.readers.formats.saved_web.page_names import author_names

_LONGEST_LINE = 120


def find_author(page: PageFields, tree: Any, title: str, source: str) -> str:
    """The people whom the page names as authors, joined by commas."""
    others = [*page.sites, source, title]
    ways = [(_own_authors(page), f"author of the page's {page.kind()}")]
    ways += [(page.meta.get(name, [])[:MOST_STATED], f"{name} of the page") for name in AUTHORS]
    for written, basis in ways:
        if names := author_names(written, others):
            page.bases["author"] = basis
            return ", ".join(names)
    found = (normalize_authors(None, _author_line(tree)) or "").split("; ")
    if names := author_names(found, others):
        page.bases["author"] = "a line of the page that names its author"
    return ", ".join(names)


def _author_line(tree: Any) -> str:
    """The line that trafilatura's patterns take for that of the author.

    Its own function copies the page and drops parts of it first, which takes as long as all the
    rest: here a line within such a part is passed over.
    """
    dropped: set[Any] | None = None
    for one in (one for expression in AUTHOR_XPATHS for one in expression(tree)):
        line = " ".join(" ".join(one.itertext()).split())
        if not 2 < len(line) < _LONGEST_LINE:
            continue
        if dropped is None:
            dropped = {out for expression in AUTHOR_DISCARD_XPATHS for out in expression(tree)}
        around = [one, *one.iterancestors()]
        is_comment = any("comment" in f"{o.get('class')} {o.get('id')}".lower() for o in around)
        if not is_comment and dropped.isdisjoint(around):
            return line
    return ""


def _own_authors(page: PageFields) -> list[str]:
    held = page.own.get("author") or page.own.get("creator")
    listed = held if isinstance(held, list) else [held]
    page.linked.is_cut |= len(listed) > MOST_STATED
    return [*filter(None, (_person(page.linked.resolve(one)) for one in listed[:MOST_STATED]))]


def _person(one: Any) -> str:
    if not isinstance(one, dict):
        return text_of(one)
    if kinds_of(one) and "person" not in kinds_of(one):
        return ""
    parts = (text_of(one.get(part)) for part in ("givenName", "additionalName", "familyName"))
    name = one.get("name")
    listed = ", ".join(map(text_of, name)) if isinstance(name, list) else text_of(name)
    return listed or " ".join(filter(None, parts))
