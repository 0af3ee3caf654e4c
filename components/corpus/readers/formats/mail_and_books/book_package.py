"""The package of an electronic book (EPUB): what it states of itself, and its files in order."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from components.corpus.readers.drafts import UnreadableError
from components.corpus.readers.formats.archives import is_bomb, open_package, read_chunks
from components.corpus.readers.formats.xml_tree import line_of, local_name, named, parse_xml
from components.corpus.readers.sandbox.limits import DEFAULT_LIMITS

MOST_UNPACKED = 200 << 20
_CONTAINER, _LOCKS = "META-INF/container.xml", "META-INF/encryption.xml"
_PAGES = (".xhtml", ".html", ".htm", ".xml")
_OTHER_DAYS = ("creation", "modification", "conversion", "ops-publication", "digitization")
_LISTS = re.compile(r"(?:nav|toc|contents|cover|titlepage|title_page|title|copyright|imprint)\d*")


@dataclass(frozen=True)
class Page:
    """A file in the order of reading; `kind` is what it is called when it is no text ("cover")."""

    name: str
    kind: str = ""
    label: str = ""


@dataclass
class Book:
    """What a book states: values of its metadata by their names, and its pages."""

    package: zipfile.ZipFile
    values: dict[str, list[str]] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    has_order: bool = True
    locked: frozenset[str] = frozenset()

    def value(self, name: str) -> str:
        """The first value of that name, or ""."""
        return next(iter(self.values.get(name, ())), "")

    def read(self, name: str) -> bytes:
        """The bytes of a page. Raises UnreadableError when they are damaged or locked."""
        if name in self.locked:
            raise UnreadableError(
                "It is protected against copying (DRM): load a copy without that protection."
            )
        return b"".join(read_chunks(self.package, self.package.getinfo(name)))


def open_book(data: bytes) -> Book:
    """Open a book. Without a list of its contents its pages come in the order of the file."""
    package = open_package(io.BytesIO(data), DEFAULT_LIMITS.members, MOST_UNPACKED)
    for entry in package.infolist():
        if entry.flag_bits & 1:
            raise UnreadableError("It is protected by a password: save it without one.")
        if is_bomb(entry):
            raise UnreadableError("A file in it unpacks to far more than its size: pack it again.")
    book = Book(package, locked=frozenset(_find_locked(package)))
    root, folder = _find_package(book)
    if root is not None:
        _read_metadata(book, root)
        book.pages = list(_read_spine(book, root, folder))
    if not any(not page.kind for page in book.pages):
        book.has_order = False
        book.pages = [
            Page(name, _kind_of_name(name))
            for name in package.namelist()
            if name.lower().endswith(_PAGES) and not name.startswith("META-INF/")
        ]
    return book


def _find_locked(package: zipfile.ZipFile) -> Iterator[str]:
    if _LOCKS not in package.namelist():
        return
    root = parse_xml(package.read(_LOCKS)).root
    for element in root.iter() if root is not None else ():
        if local_name(element) == "CipherReference":
            yield unquote(element.get("URI", ""))


def _find_package(book: Book) -> tuple[Any, str]:
    """The root of the list of contents (OPF), or None, and the folder it stands in."""
    names = book.package.namelist()
    found = [name for name in names if name.lower().endswith(".opf")]
    if _CONTAINER in names:
        root = parse_xml(book.read(_CONTAINER)).root
        listed = named(root, "rootfile") if root is not None else ()
        found = [*(path for e in listed if (path := e.get("full-path", "")) in names), *found]
    if not found:
        return None, ""
    return parse_xml(book.read(found[0])).root, posixpath.dirname(found[0])


def _read_metadata(book: Book, root: Any) -> None:
    for element in root.iter():
        name, text = local_name(element), " ".join((element.text or "").split())
        is_stated = "purl.org/dc/" in str(element.tag) and text
        event = next((v for k, v in element.attrib.items() if k.endswith("event")), "")
        if is_stated and event.lower() not in _OTHER_DAYS:
            book.values.setdefault(name, []).append(text)


def _read_spine(book: Book, root: Any, folder: str) -> Iterator[Page]:
    names = set(book.package.namelist())
    items = {e.get("id"): e for e in root.iter() if local_name(e) == "item"}
    guide = {
        _path(folder, e.get("href", "")): e.get("type", "")
        for e in root.iter()
        if local_name(e) == "reference"
    }
    labels = dict(_read_labels(book, items.values(), folder))
    for reference in (e for e in root.iter() if local_name(e) == "itemref"):
        item = items.get(reference.get("idref"))
        name = _path(folder, item.get("href", "")) if item is not None else ""
        if item is None or name not in names:
            continue
        names.remove(name)
        kind = _kind_of_name(name) or (guide.get(name, "") if guide.get(name) != "text" else "")
        if "nav" in item.get("properties", "").split():
            kind = "toc"
        elif reference.get("linear") == "no" and not kind:
            kind = "aside"
        yield Page(name, kind if kind != "start" else "", labels.get(name, ""))


def _read_labels(book: Book, items: Any, folder: str) -> Iterator[tuple[str, str]]:
    """The files that a table of contents names, each with the first label it has there."""
    names, seen = set(book.package.namelist()), set()
    for item in items:
        is_list = "nav" in item.get("properties", "") or "ncx" in item.get("media-type", "")
        path = _path(folder, item.get("href", ""))
        root = parse_xml(book.read(path)).root if is_list and path in names else None
        for label, target in _labels_in(root) if root is not None else ():
            name = _path(posixpath.dirname(path), target)
            if label and name not in seen:
                seen.add(name)
                yield name, label


def _labels_in(root: Any) -> Iterator[tuple[str, str]]:
    label = ""
    for element in root.iter():
        match local_name(element):
            case "text":
                label = line_of(element)
            case "content":
                yield label, element.get("src", "")
            case "a":
                yield line_of(element), element.get("href", "")


def _path(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(target.partition("#")[0])))


def _kind_of_name(name: str) -> str:
    stem = posixpath.basename(name).rpartition(".")[0].lower()
    found = _LISTS.fullmatch(stem)
    return stem.rstrip("0123456789") if found else ""
