"""Records of a METS file: what it says of an issue and its articles (MODS), files and links."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import unquote

from components.corpus.readers.formats.xml_tree import local_name
from components.corpus.readers.shaping.publication_days import parse_day

_HREF, _LABEL = "href", "LABEL"
_DAY_AT_END = re.compile(r"(?<![\s,(–—-])[\s,(–—-]*\d{4}-\d\d-\d\d[_\d)]*\s*$")


@dataclass(frozen=True)
class Area:
    """A stretch of a page: the file it is in, the ids of its first and last word or block.

    `div` is the id of the div that states it, which some pages have on a block as well.
    """

    file: str
    begin: str
    end: str
    div: str = ""


@dataclass(frozen=True)
class Record:
    """What MODS says of an issue or an article."""

    title: str = ""
    author: str = ""
    language: str = ""
    published: date | None = None
    is_key_date: bool = False


@dataclass
class Records:
    """By their ids: records, names of page files in lower case, linked and measured divs."""

    source: str = ""
    published: date | None = None
    records: dict[str, Record] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    linked: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    divs: dict[str, Any] = field(default_factory=dict)


def named(element: Any, name: str) -> Iterator[Any]:
    """All elements of this name within one."""
    return (one for one in element.iter() if local_name(one) == name)


def attribute(element: Any, name: str) -> str:
    """The value of an attribute of this name, in any namespace or none."""
    plain = element.get(name)
    if plain is not None:
        return str(plain)
    return next((str(v) for k, v in element.items() if k.rpartition("}")[2] == name), "")


def read_records(root: Any) -> Records:
    """What a METS file records. The paper is that of the record with the day of the issue."""
    found = Records()
    for section in named(root, "dmdSec"):
        for mods in named(section, "mods"):
            found.records.setdefault(section.get("ID") or "", _read_mods(mods))
    dated = [one for one in found.records.values() if one.published]
    issue = next((one for one in dated if one.is_key_date), dated[0] if dated else Record())
    label = _DAY_AT_END.sub("", root.get(_LABEL) or "")
    found.published = issue.published
    found.source = issue.title or label or _first_title(root, found)
    for file in named(root, "file"):
        for place in named(file, "FLocat"):
            name = posixpath.basename(unquote(attribute(place, _HREF)).replace("\\", "/"))
            found.files[file.get("ID") or ""] = name.casefold()
    found.divs = {key: div for div in named(root, "div") if (key := div.get("ID"))}
    _read_links(root, found)
    return found


def _first_title(root: Any, found: Records) -> str:
    """The first title that is not that of an article or of another part of the issue."""
    parts = ((div.get("DMDID"), (div.get("TYPE") or "").casefold()) for div in named(root, "div"))
    of_parts = {key for key, kind in parts if key and kind not in ("issue", "newspaper", "volume")}
    titles = (one.title for key, one in found.records.items() if key not in of_parts)
    return next(filter(None, titles), "")


def _read_mods(mods: Any) -> Record:
    titles = [_join_title(one) for one in mods if local_name(one) == "titleInfo"]
    if not any(titles):
        hosts = (one for one in named(mods, "relatedItem") if one.get("type") == "host")
        titles = [_join_title(one) for host in hosts for one in named(host, "titleInfo")]
    names = [one for one in mods if local_name(one) == "name"]
    issued = [one for one in named(mods, "dateIssued") if parse_day((one.text or "").strip())]
    keyed = [one for one in issued if one.get("keyDate") == "yes"]
    chosen = next(iter(keyed or issued), None)
    terms = [(one.text or "").strip() for one in named(mods, "languageTerm")]
    return Record(
        title=" ".join(filter(None, titles)),
        author=", ".join(filter(None, map(_join_name, names))),
        language=terms[0] if len(terms) == 1 else "",
        published=None if chosen is None else parse_day((chosen.text or "").strip()),
        is_key_date=bool(keyed),
    )


def _join_title(info: Any) -> str:
    parts = [one for name in ("nonSort", "title", "subTitle") for one in named(info, name)]
    return " ".join(filter(None, (" ".join((one.text or "").split()) for one in parts)))


def _join_name(name: Any) -> str:
    """The name of a person: given name first."""
    parts = sorted(named(name, "namePart"), key=lambda one: one.get("type") == "family")
    kept = [one for one in parts if one.get("type") not in ("date", "termsOfAddress")]
    return " ".join(filter(None, (" ".join((one.text or "").split()) for one in kept)))


def _read_links(root: Any, found: Records) -> None:
    """Which divs of the pages an article's div stands for."""
    for group in named(root, "smLinkGrp"):
        ids = [attribute(one, _HREF).lstrip("#") for one in named(group, "smLocatorLink")]
        if ids:
            found.linked[ids[0]] += ids[1:]
    for link in named(root, "smLink"):
        origin, target = (attribute(link, name).lstrip("#") for name in ("from", "to"))
        found.linked[origin].append(target)


def read_areas(pointer: Any) -> list[Area]:
    """The areas of one pointer, in their order."""
    div = pointer.getparent().get("ID") or ""
    return [
        Area(one.get("FILEID") or "", one.get("BEGIN") or "", one.get("END") or "", div)
        for one in named(pointer, "area")
        if one.get("BEGIN")
    ]
